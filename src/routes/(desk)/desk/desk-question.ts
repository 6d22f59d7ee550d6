/** What the desk asks in a dialog; while one is open, a scan answers it or is told to wait. */
export type DeskQuestion =
	| { readonly kind: 'addPatron'; readonly number: string }
	| { readonly kind: 'linkCard'; readonly number: string }
	| { readonly kind: 'linkCopy'; readonly barcode: string }
	| { readonly kind: 'addTitle'; readonly barcode: string }
	| { readonly kind: 'move' }
	| { readonly kind: 'replaceCard' }
	| { readonly kind: 'help' };

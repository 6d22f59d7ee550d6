import type { Queries } from '#lib/client/view/queries.ts';

/** What somebody meant who typed into the desk's field. */
export type TypedEntry =
	| { readonly kind: 'patron'; readonly id: string }
	/** More than one has such a name: the person chooses. */
	| { readonly kind: 'several' }
	| { readonly kind: 'nobody'; readonly text: string }
	/** A card, a label or a command, as if it were scanned. */
	| { readonly kind: 'code'; readonly code: string };

/**
 * A number is a scan by hand, a name chooses a patron; what is known as a code is a code, whatever it looks like.
 * @param found patrons who have such a name
 */
export function meantBy(text: string, found: readonly { readonly id: string }[], queries: Pick<Queries, 'findCard' | 'copyByBarcode'>): TypedEntry | undefined {
	const wanted = text.trim();
	if (wanted === '') return undefined;
	const isKnown = queries.findCard(wanted) !== undefined || queries.copyByBarcode(wanted) !== undefined;
	const [only, ...others] = found;
	if (only && !isKnown) return others.length === 0 ? { kind: 'patron', id: only.id } : { kind: 'several' };
	const isCode = isKnown || (/\d/.test(wanted) && !/\s/.test(wanted)) || /^MT-[A-Z]+$/i.test(wanted);
	return isCode ? { kind: 'code', code: wanted } : { kind: 'nobody', text: wanted };
}

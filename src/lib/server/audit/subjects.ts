export interface Subject {
	readonly kind: 'copy' | 'patron';
	readonly id: string;
}

/** Operations whose payload names its record by `id` alone. */
const ownKind: Readonly<Record<string, Subject['kind']>> = { 'edit-copy': 'copy', 'edit-patron': 'patron' };
const longestId = 240;

/** The copies and patrons an operation is about, by what its payload calls them. */
export function subjectsOf(type: string, payload: unknown): Subject[] {
	const found = new Map<string, Subject>();
	const add = (kind: Subject['kind'], id: unknown) => {
		if (typeof id === 'string' && id !== '' && id !== 'onShelf' && id.length <= longestId) found.set(`${kind} ${id}`, { kind, id });
	};
	const look = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		for (const [name, each] of Object.entries(value as Readonly<Record<string, unknown>>)) {
			if (/^copyId$/.test(name)) add('copy', each);
			else if (/patronId$/i.test(name) || name === 'holder') add('patron', each);
			else if (name === 'copy' || name === 'patron') add(name, (each as { readonly id?: unknown } | null)?.id);
			else look(each);
		}
	};
	look(payload);
	const own = ownKind[type];
	if (own) add(own, (payload as { readonly id?: unknown } | null)?.id);
	return [...found.values()];
}

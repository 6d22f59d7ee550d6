/** Fields of a record with their values; `null`: the field is empty. */
export type FieldValues<R> = { readonly [F in keyof R]?: R[F] | null | undefined };

/** What somebody saw in the fields they changed, and what they made of them. */
export interface RecordEdit<R> {
	readonly base: FieldValues<R>;
	readonly change: FieldValues<R>;
}

/** A field that somebody else had changed meanwhile. */
export interface EditClash {
	readonly field: string;
	/** Stays. */
	readonly kept: unknown;
	/** Was asked for and not applied. */
	readonly wanted: unknown;
}

export interface MergedEdit<R> {
	readonly row: R;
	/** Names of the fields that are really different now. */
	readonly changed: readonly string[];
	readonly clashes: readonly EditClash[];
}

type Fields = Record<string, unknown>;

/**
 * Applies an edit field by field against what its author saw: a field that is still the same takes the new
 * value, one that somebody else has changed keeps theirs (sync.md, what happens when records disagree).
 */
export function mergeEdit<R extends object>(row: R, edit: RecordEdit<R>): MergedEdit<R> {
	const merged = { ...row } as Fields;
	const changed: string[] = [];
	const clashes: EditClash[] = [];
	for (const [field, wanted] of Object.entries(edit.change)) {
		const now = (row as Fields)[field];
		if (wanted === undefined || sameValue(now, wanted)) continue;
		if (!sameValue(now, (edit.base as Fields)[field])) {
			clashes.push({ field, kept: now, wanted });
			continue;
		}
		changed.push(field);
		if (isBlank(wanted)) delete merged[field];
		else merged[field] = wanted;
	}
	return { row: merged as R, changed, clashes };
}

/** The edit that turns `before` into `after`: only the fields that differ, with what stood there. */
export function editBetween<R extends object>(before: R, after: FieldValues<R>): RecordEdit<R> {
	const base: Fields = {};
	const change: Fields = {};
	for (const [field, wanted] of Object.entries(after)) {
		const now = (before as Fields)[field];
		if (wanted === undefined || sameValue(now, wanted)) continue;
		base[field] = now ?? null;
		change[field] = isBlank(wanted) ? null : wanted;
	}
	return { base, change } as RecordEdit<R>;
}

/** The edit that takes another one back. */
export function reverseEdit<R>({ base, change }: RecordEdit<R>): RecordEdit<R> {
	return { base: change, change: base };
}

export function isUnchanged(edit: RecordEdit<unknown>): boolean {
	return Object.keys(edit.change).length === 0;
}

/** Nothing, an empty text and an empty list say the same: the field is not filled in. */
function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function sameValue(a: unknown, b: unknown): boolean {
	if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const names = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...names].every((name) => sameValue((a as Fields)[name], (b as Fields)[name]));
}

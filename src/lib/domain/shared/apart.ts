import { z } from 'zod';

/** Records that look alike and of which a person said that they are not one. */
export interface Apart {
	readonly id: string;
	/** See `apartSchema`. */
	readonly apartFrom?: readonly string[] | undefined;
}

const mostApart = 200;

/** Ids of the records that this one is not; each pair stands with the record whose id comes first. */
export const apartSchema = <Id extends string>(id: z.ZodType<Id>) => z.array(id).max(mostApart).optional();

export function areApart(one: Apart, other: Apart): boolean {
	const [first, last] = inOrder(one, other);
	return first.apartFrom?.includes(last.id) === true;
}

/** The records that change when each of `rows` is said to be apart from all others, or no longer. */
export function tellApart<R extends Apart>(rows: readonly R[], apart: boolean): R[] {
	return rows.flatMap((row) => {
		const others = rows.filter(({ id }) => row.id < id).map(({ id }) => id);
		const kept = (row.apartFrom ?? []).filter((id) => !others.includes(id));
		const next = apart ? [...kept, ...others].slice(-mostApart) : kept;
		if (others.length === 0 || next.length === (row.apartFrom ?? []).length) return [];
		const { apartFrom: _before, ...rest } = row;
		return [{ ...rest, ...(next.length > 0 && { apartFrom: next }) } as unknown as R];
	});
}

/** Without those of whom it was said that they are none of the others; nothing when fewer than two are left. */
export function stillAlike<R extends Apart>(rows: readonly R[]): R[] {
	const left = rows.filter((row) => rows.some((other) => other.id !== row.id && !areApart(row, other)));
	return left.length > 1 ? left : [];
}

/** Pairs of which it was said, both of them known. */
export function toldApart<R extends Apart>(rows: Iterable<R>): (readonly [R, R])[] {
	const byId = new Map([...rows].map((row) => [row.id, row]));
	return [...byId.values()].flatMap((row) => (row.apartFrom ?? []).flatMap((id) => byId.get(id) ?? []).map((other) => [row, other] as const));
}

function inOrder(one: Apart, other: Apart): [Apart, Apart] {
	return one.id < other.id ? [one, other] : [other, one];
}

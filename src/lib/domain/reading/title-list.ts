import { z } from 'zod';
import { idSchema, type GroupId, type TeacherId, type TitleId, type TitleListId } from '../shared/ids.ts';
import { registerSchema, setIn, type Register } from '../shared/register.ts';

/** A title on a list: its place among the others, and what is said of it; `null`: taken off. */
const entrySchema = z.object({ place: z.number(), line: z.string().trim().max(160).optional() }).nullable();
export type TitleListEntry = z.infer<typeof entrySchema>;

/** More than anybody looks through. */
export const mostListed = 100;

/** D5: titles that a teacher or the media librarian puts together, for certain groups or for the whole school. */
export const titleListSchema = z.object({
	id: idSchema<TitleListId>(),
	name: z.string().trim().min(1).max(80),
	/** A sentence or two under the name. */
	text: z.string().trim().max(300).optional(),
	makerId: idSchema<TeacherId>(),
	/** As pupils say it. */
	makerName: z.string().trim().min(1).max(120),
	/** For whom; none: everybody at school. */
	groupIds: z.array(idSchema<GroupId>()).max(40).default([]),
	/** By title. Each a register, so that two people change one list on two devices and both changes stand. */
	entries: z.record(z.string(), registerSchema(entrySchema)).default({}),
	withdrawn: registerSchema(z.boolean()).optional()
});
export type TitleList = z.infer<typeof titleListSchema>;

export const titleListFields = ['name', 'text', 'groupIds'] as const satisfies readonly (keyof TitleList)[];
export type TitleListField = (typeof titleListFields)[number];

export interface ListedLine {
	readonly titleId: TitleId;
	readonly place: number;
	readonly line?: string | undefined;
}

/** The titles of a list in their order; of two at one place always the same comes first. */
export function linesOf({ entries }: Pick<TitleList, 'entries'>): ListedLine[] {
	return Object.entries(entries)
		.flatMap(([titleId, { value }]) => (value ? [{ titleId: titleId as TitleId, ...value }] : []))
		.toSorted((a, b) => a.place - b.place || (a.titleId < b.titleId ? -1 : 1));
}

export function entrySet(list: TitleList, titleId: TitleId, register: Register<TitleListEntry>): TitleList {
	return { ...list, entries: setIn(list.entries, titleId, register) };
}

/** A place after the last. */
export function placeAtEnd(lines: readonly ListedLine[]): number {
	return (lines.at(-1)?.place ?? 0) + 1;
}

/** The place that moves the line at `index` one up (-1) or down (1); `undefined` at the end. Between two places there is always another. */
export function placeMoved(lines: readonly ListedLine[], index: number, by: -1 | 1): number | undefined {
	const beside = lines[index + by];
	if (!beside) return undefined;
	const beyond = lines[index + 2 * by];
	return beyond ? (beside.place + beyond.place) / 2 : beside.place + by;
}

export function isWithdrawn(list: Pick<TitleList, 'withdrawn'>): boolean {
	return list.withdrawn?.value ?? false;
}

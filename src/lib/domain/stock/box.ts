import { z } from 'zod';
import { collections, type CollectionType } from '../catalogue/title.ts';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type BoxId, type CopyId, type TeacherId } from '../shared/ids.ts';
import { laterOf, registerSchema } from '../shared/register.ts';

/** What a box may hold: everything but the school's own shelves. */
export const boxCollections = collections.filter((collection): collection is Exclude<CollectionType, 'own'> => collection !== 'own');

/** S5: copies that belong to somebody else and go back together: a rotating or project collection, a box of the library. */
export const boxSchema = z.object({
	id: idSchema<BoxId>(),
	name: z.string().trim().min(1).max(120),
	collection: z.enum(boxCollections),
	/** Whose it is; the library that comes for it. */
	owner: z.string().trim().min(1).max(120),
	receivedOn: calendarDateSchema,
	/** Day on which everything must be back with its owner. */
	backOn: calendarDateSchema.optional(),
	/** The teacher who looks after it, and so sees who has something out of it now. */
	keeperId: idSchema<TeacherId>().optional()
});
export type Box = z.infer<typeof boxSchema>;

export const boxFields = ['name', 'collection', 'owner', 'receivedOn', 'backOn', 'keeperId'] as const satisfies readonly (keyof Box)[];
export type BoxField = (typeof boxFields)[number];

/**
 * Where one copy of a box is in its stay: on the packing list, found in the box, scanned back into it to leave, or
 * settled with the owner without having come or gone (never delivered, lost and paid).
 */
export const boxPlaces = ['expected', 'received', 'returned', 'settled'] as const;
export type BoxPlace = (typeof boxPlaces)[number];

/** One copy in one box. A row of its own, so that two desks scan one box and every scan stands. */
export const boxCopySchema = z.object({
	/** `boxCopyId` of the two. */
	id: z.string().min(3).max(500),
	boxId: idSchema<BoxId>(),
	copyId: idSchema<CopyId>(),
	place: registerSchema(z.enum(boxPlaces))
});
export type BoxCopy = z.infer<typeof boxCopySchema>;

export function boxCopyId(boxId: BoxId, copyId: CopyId): string {
	return `${boxId}.${copyId}`;
}

/** The row with this word about its place, unless a later word stands there already. */
export function placedIn(boxId: BoxId, copyId: CopyId, known: BoxCopy | undefined, place: BoxCopy['place']): BoxCopy {
	return { id: boxCopyId(boxId, copyId), boxId, copyId, place: laterOf(known?.place, place) ?? place };
}

/** Open loan of a copy out of a box, for the teacher who keeps the box: who must be asked for it, and nothing of before. */
export interface BoxLoan {
	readonly id: CopyId;
	readonly boxId: BoxId;
	readonly copyId: CopyId;
	readonly givenName: string;
	readonly infix?: string | undefined;
	readonly familyName: string;
	readonly homeClassName?: string | undefined;
	readonly lentAt: number;
	readonly dueOn: string;
}

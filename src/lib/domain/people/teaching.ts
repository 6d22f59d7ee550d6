import { z } from 'zod';
import { idSchema, type GroupId, type PatronId, type TeacherId, type TeachingGroupId } from '../shared/ids.ts';
import { homeClassSchema } from './patron.ts';

/** A lesgroep: pupils of one or more home classes who have a subject together. */
export const teachingGroupSchema = homeClassSchema.extend({
	id: idSchema<TeachingGroupId>(),
	/** What it is taught: `Nederlands`. */
	subject: z.string().max(60).optional()
});
export type TeachingGroup = z.infer<typeof teachingGroupSchema>;

/** One pupil in one teaching group. A row of its own, so that two desks add pupils to one group and both stand. */
export const groupPlaceSchema = z.object({
	/** `groupPlaceId` of the two. */
	id: z.string().max(240),
	groupId: idSchema<TeachingGroupId>(),
	patronId: idSchema<PatronId>(),
	/** False once the pupil has left the group. */
	active: z.boolean(),
	/** When this was said; an older word that comes later changes nothing. */
	at: z.number()
});
export type GroupPlace = z.infer<typeof groupPlaceSchema>;

/** One teacher of one home class or teaching group. */
export const teachingSchema = z.object({
	/** `teachingId` of the two. */
	id: z.string().max(240),
	groupId: idSchema<GroupId>(),
	teacherId: idSchema<TeacherId>(),
	/** Looks after the class as a whole, and so at every programme. */
	mentor: z.boolean(),
	/** False once another has taken over. */
	active: z.boolean(),
	/** When this was said; an older word that comes later changes nothing. */
	at: z.number()
});
export type Teaching = z.infer<typeof teachingSchema>;

export function groupPlaceId(groupId: TeachingGroupId, patronId: PatronId): string {
	return `${groupId}.${patronId}`;
}

export function teachingId(groupId: GroupId, teacherId: TeacherId): string {
	return `${groupId}.${teacherId}`;
}

/** As whom an account teaches. */
export function teacherIdOf(account: { readonly patronId?: PatronId | undefined; readonly accountId: TeacherId }): TeacherId {
	return account.patronId ?? account.accountId;
}

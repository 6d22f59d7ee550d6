import { isInTime } from '#lib/domain/people/late-work.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { teacherIdOf, teachingId } from '#lib/domain/people/teaching.ts';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import { participationId } from '#lib/domain/programmes/participation.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';
import type { OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';

/** In what capacity somebody acts for a pupil; `none`: not at all. */
export type Capacity = 'self' | 'desk' | 'teacher' | 'none';

type Speaking = Pick<OperationContext, 'actor' | 'at' | 'arrival'>;

/** Whether this account teaches the group, or did when the work was done. */
export async function isTeaching(store: FactStore, groupId: GroupId, context: Speaking): Promise<boolean> {
	const { actor } = context;
	if (!actor.roles.includes('teacher')) return false;
	const teaching = await store.teaching(teachingId(groupId, teacherIdOf(actor)));
	return teaching !== undefined && counts(teaching.active ? undefined : teaching.at, context);
}

/**
 * Whether this account teaches the pupil, or did when the work was done: a laptop without a network does not hear that a
 * pupil has moved to another class.
 * @param groupId only as a teacher of this group
 */
export async function teachesPupil(store: FactStore, patronId: PatronId, context: Speaking, groupId?: GroupId): Promise<boolean> {
	const { actor } = context;
	if (!actor.roles.includes('teacher')) return false;
	const ties = await store.tiesOf(patronId, teacherIdOf(actor));
	return ties.some((tie) => (groupId === undefined || tie.groupId === groupId) && counts(tie.partedAt, context));
}

/**
 * A pupil for itself, a desk for everybody, a teacher for the pupils of a group of their own.
 * @param groupId the group a teacher acts for
 */
export async function capacityFor(store: FactStore, patronId: PatronId, groupId: GroupId | undefined, context: Speaking): Promise<Capacity> {
	if (context.actor.patronId === patronId) return 'self';
	if (isDeskStaff(context.actor)) return 'desk';
	return groupId !== undefined && (await teachesPupil(store, patronId, context, groupId)) ? 'teacher' : 'none';
}

/** Whether the name of this pupil may leave the school in this edition. */
export async function hasConsent(store: FactStore, editionId: EditionId, patronId: PatronId): Promise<boolean> {
	const id = await store.pupilId(patronId);
	return id !== undefined && ((await store.participation(participationId(editionId, id)))?.consent?.value ?? false);
}

function counts(partedAt: Instant | undefined, { at, arrival }: Speaking): boolean {
	return partedAt === undefined || (arrival !== undefined && isInTime(partedAt, at, arrival));
}

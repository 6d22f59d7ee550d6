import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import { teacherIdOf, teachingId } from '#lib/domain/people/teaching.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';
import type { FactStore } from './fact-store.ts';

/** In what capacity somebody acts for a pupil; `none`: not at all. */
export type Capacity = 'self' | 'desk' | 'teacher' | 'none';

/** Whether this account teaches the group now. */
export async function isTeaching(store: FactStore, actor: Actor, groupId: GroupId): Promise<boolean> {
	if (!actor.roles.includes('teacher')) return false;
	return (await store.teaching(teachingId(groupId, teacherIdOf(actor))))?.active ?? false;
}

/**
 * A pupil for itself, a desk for everybody, a teacher for the pupils of a group of their own.
 * @param groupId the group a teacher acts for
 */
export async function capacityFor(store: FactStore, actor: Actor, patronId: PatronId, groupId: GroupId | undefined): Promise<Capacity> {
	if (actor.patronId === patronId) return 'self';
	if (isDeskStaff(actor)) return 'desk';
	if (groupId === undefined || !(await isTeaching(store, actor, groupId))) return 'none';
	return (await store.isInGroup(groupId, patronId)) ? 'teacher' : 'none';
}

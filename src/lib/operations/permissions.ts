import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

export const deskOnly = (actor: Actor): boolean => isDeskStaff(actor);

/** A patron for itself, or a desk for anybody. */
export function selfOrDesk(actor: Actor, patronId: PatronId | null | undefined): boolean {
	if (isDeskStaff(actor)) return true;
	return typeof patronId === 'string' && (actor.patronId === patronId || actor.formerPatronId === patronId);
}

/** Anyone who may borrow, or a desk; whose record it is gets checked against the facts in `decide`. */
export function patronOrDesk(actor: Actor): boolean {
	return isDeskStaff(actor) || actor.patronId !== undefined;
}

/** Anyone who may borrow, for its own records; whose they are is checked against the facts in `decide`. */
export const patronOnly = (actor: Actor): boolean => actor.patronId !== undefined;

export const teacherOnly = (actor: Actor): boolean => actor.roles.includes('teacher');

export const patronOrTeacher = (actor: Actor): boolean => patronOnly(actor) || teacherOnly(actor);

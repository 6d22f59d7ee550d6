import type { AccountId, PatronId } from '../shared/ids.ts';

export const roles = [
	'mediaLibrarian',
	'teacher',
	'pupil',
	'consultant',
	'schoolLeader',
	'administrator'
] as const;
export type Role = (typeof roles)[number];

/** Who performs an operation: an account and the roles it had at that moment. */
export interface Actor {
	readonly accountId: AccountId;
	readonly roles: readonly Role[];
	/** The patron this account is, when it may borrow. */
	readonly patronId?: PatronId | undefined;
	/** Its name before it was merged into `patronId`. */
	readonly formerPatronId?: PatronId | undefined;
}

/** Those who see totals of the school and no pupil. */
export function isOfLibrary(actor: Pick<Actor, 'roles'>): boolean {
	return actor.roles.includes('consultant') || actor.roles.includes('schoolLeader');
}

/** Consultants of the public library: they get no number of fewer than ten people, and no name but of who consented to it. */
export function isOutsider(actor: Pick<Actor, 'roles'>): boolean {
	return actor.roles.length > 0 && actor.roles.every((role) => role === 'consultant');
}

export function isDeskStaff(actor: Actor): boolean {
	return actor.roles.includes('mediaLibrarian') || actor.roles.includes('administrator');
}

import type { BoxId, GroupId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';

/** A named part of a school's rows; an installation receives whole scopes or nothing (sync.md, Pull). */
export type Scope = string & { readonly __scope: true };

export const scopes = {
	/** School, titles, copies: no people. Loaded as snapshot pages. */
	catalogue: (school: SchoolId) => `cat:${school}` as Scope,
	/** What is out, held, waited for: no people. */
	availability: (school: SchoolId) => `avail:${school}` as Scope,
	/** Editions of programmes and what belongs to them, for everybody at school: no people. */
	programmes: (school: SchoolId) => `prg:${school}` as Scope,
	/** What readers say of titles, what they wish for and what they also read, for those at school: without names, and still not for the library. */
	reviews: (school: SchoolId) => `rev:${school}` as Scope,
	/** Classes, groups, lessons, packs, for consultants and school leaders: no people but those who consented to be known in a contest outside. */
	library: (school: SchoolId) => `lib:${school}` as Scope,
	/** Patrons, cards, loans, holds, incidents: desks only. */
	desk: (school: SchoolId) => `desk:${school}` as Scope,
	/** One patron's own. */
	patron: (patron: PatronId) => `pat:${patron}` as Scope,
	/** What the teachers of one home class or teaching group may see of it: one row for each pupil. */
	group: (group: GroupId) => `cls:${group}` as Scope,
	/** A box and who has something out of it now, for the teacher who keeps it. */
	box: (box: BoxId) => `box:${box}` as Scope,
	/** What one installation must know about its own operations. */
	installation: (installation: InstallationId) => `dev:${installation}` as Scope
} as const;

/** Whether rows of this scope tell of people, of whom a device may have to let go. */
export function holdsPeople(scope: string): boolean {
	return !/^(?:cat|avail|prg|rev):/.test(scope);
}

/** Whether it is the scope of one person, one group or one box: small, and somebody may leave it any day. */
export function isOfFew(scope: string): boolean {
	return /^(?:pat|cls|box):/.test(scope);
}

/** Scopes whose first load comes as snapshot pages, not as paged pull. */
export function isSnapshotScope(scope: string): boolean {
	return scope.startsWith('cat:');
}

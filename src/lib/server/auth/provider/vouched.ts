import type { SchoolId } from '#lib/domain/shared/ids.ts';

/** Somebody the provider vouches for, as far as it is kept. */
export interface Vouched {
	readonly schoolId: SchoolId;
	readonly subjectHash: string;
	readonly role: string | null;
	readonly brin: string | null;
}

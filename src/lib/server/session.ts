import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';

/** Who asks, as proved by the session cookie; set on `event.locals.session` by the hooks. */
export interface ServerSession {
	readonly accountId: AccountId;
	readonly schoolId: SchoolId;
	/** Present roles, read again at each request. */
	readonly roles: readonly Role[];
	/** The patron this account is, when it may borrow. */
	readonly patronId?: PatronId | undefined;
	/** Without one that the school requires, a session is good for nothing but getting one. */
	readonly secondFactor?: { readonly on: boolean; readonly required: boolean; readonly withoutPassword?: boolean } | undefined;
	readonly expiresAt: Instant;
}

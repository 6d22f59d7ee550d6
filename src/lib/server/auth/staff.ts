import { hashPassword } from 'better-auth/crypto';
import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, PatronId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { findSchoolByBrin } from './accounts.ts';
import { weaknessOf } from './secret-strength.ts';

export interface NewStaffAccount {
	readonly brin: string;
	readonly loginName: string;
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly password: string;
	readonly patronId?: PatronId | undefined;
}

/** What is stored of a password or PIN. Slow on purpose; never inside the writer. */
export const hashSecret: (secret: string) => Promise<string> = hashPassword;

/**
 * Makes an account with name and password.
 * @throws RequestFailure `unknownSchool`, `weakSecret` (with `weakness`), `badRequest` (no login name), `nameTaken`
 */
export async function createStaffAccount({ reader, write }: Pick<OpenDatabase, 'reader' | 'write'>, staff: NewStaffAccount): Promise<AccountId> {
	const school = await findSchoolByBrin(reader, staff.brin);
	if (!school) throw new RequestFailure('unknownSchool');
	const weakness = weaknessOf(staff.password, { staff: true, names: [staff.loginName, staff.displayName] });
	if (weakness) throw new RequestFailure('weakSecret', { weakness });
	const { brin: _brin, password, ...account } = staff;
	return write('createAccount', { ...account, schoolId: school.id, secretHash: await hashSecret(password) });
}

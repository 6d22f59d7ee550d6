import type { School } from '#lib/domain/school/school.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { ActivateAnswer } from '#lib/protocol/session.ts';
import type { ActivationCodeTable } from '../db/auth-tables.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { findSchoolByBrin, readRoles } from './accounts.ts';
import { codeHash, normaliseCode } from './activation-code.ts';
import type { Auth, Visit } from './auth.ts';
import { isStaff } from './create-account.ts';
import { countOrLock, countUnknown } from './limits.ts';
import { weaknessOf, type SecretOwner } from './secret-strength.ts';
import { bodyOf, openFor } from './sign-in.ts';
import { hashSecret } from './staff.ts';

/**
 * A printed code and a chosen password or PIN make an account, or renew its secret, and sign it in.
 * Only tries that miss are counted, so that a class behind one address gets through.
 * @throws RequestFailure `unknownSchool`, `locked`, `tooMany`, `codeUnknown` (also expired), `codeUsed`, `weakSecret`
 */
export async function activate(
	auth: Auth,
	asked: { readonly brin: string; readonly code: string; readonly secret: string },
	visit: Visit
): Promise<{ readonly answer: ActivateAnswer; readonly cookies: readonly string[] }> {
	const { database } = auth;
	const school = await findSchoolByBrin(database.reader, asked.brin);
	if (!school) {
		await countUnknown(database, visit.address);
		throw new RequestFailure('unknownSchool');
	}
	const hash = codeHash(school.id, normaliseCode(asked.code));
	const code = await findUsableCode(database, school.id, hash, visit.address);
	const weakness = weaknessOf(asked.secret, await ownerOf(database, code));
	if (weakness) throw new RequestFailure('weakSecret', { weakness });
	const secretHash = await hashSecret(asked.secret);
	const { accountId, loginName } = await database.write('activateCode', { schoolId: school.id, codeHash: hash, secretHash });
	await database.write('forgetAttempts', { kind: 'name', of: `${school.id}/${loginName}` });
	const entered = await openFor(auth, accountId, visit);
	return { answer: { ...bodyOf(entered), loginName }, cookies: entered.cookies };
}

/** A code as it stands, before it is used; a try that misses is counted. @throws RequestFailure `locked`, `tooMany`, `codeUnknown`, `codeUsed` */
export async function findUsableCode(
	database: OpenDatabase,
	schoolId: School['id'],
	hash: string,
	address: string
): Promise<ActivationCodeTable> {
	const code = await database.reader
		.selectFrom('activation_code')
		.selectAll()
		.where('school_id', '=', schoolId)
		.where('code_hash', '=', hash)
		.executeTakeFirst();
	if (code && code.used_at === null && code.expires_at > database.clock()) return code;
	await countOrLock(database, { kind: 'code', of: `${schoolId}/${hash}` });
	if (!code) await countUnknown(database, address);
	throw new RequestFailure(code && code.used_at !== null ? 'codeUsed' : 'codeUnknown');
}

async function ownerOf({ reader }: OpenDatabase, code: ActivationCodeTable): Promise<SecretOwner> {
	const roles = code.account_id ? await readRoles(reader, code.account_id as AccountId) : parseBody<Role[]>(code.roles);
	const row =
		code.patron_id !== null &&
		(await reader
			.selectFrom('patron')
			.select('body')
			.where('school_id', '=', code.school_id as SchoolId)
			.where('id', '=', code.patron_id)
			.executeTakeFirst());
	const patron = row ? parseBody<Patron>(row.body) : undefined;
	const names = [code.display_name, patron?.givenName, patron?.familyName, patron?.pupilNumber];
	return { staff: isStaff(roles), names: names.filter((name) => name !== undefined) };
}

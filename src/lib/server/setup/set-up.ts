import { randomUUID } from 'node:crypto';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { schoolSchema, type School } from '#lib/domain/school/school.ts';
import type { SetUp, SetUpDone } from '#lib/protocol/set-up.ts';
import { countOrLock } from '../auth/limits.ts';
import { isLoginName, normaliseLoginName } from '../auth/login-name.ts';
import { weaknessOf } from '../auth/secret-strength.ts';
import { hashSecret } from '../auth/staff.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { hasRealSchool, setUpCodeHash, setUpCodeRow } from './set-up-code.ts';

/** One for the whole server: there is one code. */
const attempted = { kind: 'code', of: 'set-up' } as const;

/**
 * Whether somebody holds the code of the server's console; wrong ones are counted.
 * @throws RequestFailure `locked` after ten, `codeUsed` (the server has its school), `codeUnknown`
 */
export async function checkSetUpCode(database: OpenDatabase, typed: string): Promise<void> {
	if (await hasRealSchool(database.reader)) throw new RequestFailure('codeUsed');
	await countOrLock(database, attempted);
	const row = await database.reader.selectFrom('meta').select('value').where('name', '=', setUpCodeRow).executeTakeFirst();
	if (row?.value !== setUpCodeHash(typed)) throw new RequestFailure('codeUnknown');
	await database.write('forgetAttempts', attempted);
}

/**
 * Makes the first real school and its media librarian, who is its administrator too.
 * @throws RequestFailure as `checkSetUpCode`; `badRequest` (no login name), `weakSecret` (with `weakness`), `nameTaken` (the BRIN)
 */
export async function setUp(database: OpenDatabase, asked: SetUp): Promise<SetUpDone> {
	await checkSetUpCode(database, asked.code);
	const { loginName: typed, displayName, password } = asked.account;
	const loginName = normaliseLoginName(typed);
	if (!isLoginName(loginName)) throw new RequestFailure('badRequest', { field: 'account.loginName' });
	const weakness = weaknessOf(password, { staff: true, names: [loginName, displayName] });
	if (weakness) throw new RequestFailure('weakSecret', { weakness });
	const [codeHash, secretHash] = [setUpCodeHash(asked.code), await hashSecret(password)];
	await database.write('setUpSchool', { codeHash, school: schoolOf(asked.school), loginName, displayName, secretHash });
	return { brin: asked.school.brin, loginName };
}

function schoolOf({ rules, locations, ...rest }: SetUp['school']): School {
	return schoolSchema.parse({
		...rest,
		id: randomUUID(),
		locations: locations.map((location) => ({ ...location, id: randomUUID() })),
		rules: rulePresets[rules]
	});
}

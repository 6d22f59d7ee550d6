import type { School } from '#lib/domain/school/school.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { insertAccount } from '../auth/create-account.ts';
import { beginChange } from '../sync/change.ts';
import { saveSchool } from '../sync/schools.ts';
import { hasRealSchool, setUpCodeRow } from './set-up-code.ts';

export interface FirstSchool {
	readonly codeHash: string;
	readonly school: School;
	readonly loginName: string;
	readonly displayName: string;
	/** Made by `hashSecret`. */
	readonly secretHash: string;
}

/**
 * Uses the set-up code up and makes the school and its first account, all or nothing.
 * @throws RequestFailure `codeUsed`, `codeUnknown`, `nameTaken` (the BRIN), `badRequest` (no login name)
 */
export const setUpSchool: Job<FirstSchool, void> = async (tx, { codeHash, school, ...account }, clock) => {
	// First, because it locks: of two who hold the code at the same moment one finds it gone.
	await useCode(tx, codeHash);
	if (await hasRealSchool(tx)) throw new RequestFailure('codeUsed');
	const taken = await tx.selectFrom('school').select('id').where('brin', '=', school.brin).executeTakeFirst();
	if (taken) throw new RequestFailure('nameTaken', { field: 'brin' });
	await saveSchool(tx, school);
	const roles = ['mediaLibrarian', 'administrator'] as const;
	await insertAccount(await beginChange(tx, school.id), { ...account, schoolId: school.id, roles }, clock);
};

async function useCode(tx: Tx, codeHash: string): Promise<void> {
	const used = await tx
		.deleteFrom('meta')
		.where('name', '=', setUpCodeRow)
		.where('value', '=', codeHash)
		.returning('name')
		.executeTakeFirst();
	if (used) return;
	const other = await tx.selectFrom('meta').select('name').where('name', '=', setUpCodeRow).executeTakeFirst();
	throw new RequestFailure(other ? 'codeUnknown' : 'codeUsed');
}

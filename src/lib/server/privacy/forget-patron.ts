import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Forgetting, Person } from './forget-jobs.ts';
import { forgottenHash } from './forgotten.ts';
import type { ForgetJournal } from './journal.ts';
import { listOtherTables } from './other-tables.ts';

type Database = Pick<OpenDatabase, 'reader' | 'write' | 'clock'>;

/**
 * Forgets a person everywhere, in short transactions. Loans, counts and what others did stay; the name goes from all of it.
 * Broken off halfway it is taken up again at the next start (`keepForgotten`).
 * @throws RequestFailure `notFound`; `stillNeeded` with what stands in the way
 */
export async function forgetPatron(database: Database, journal: ForgetJournal, asked: Forgetting): Promise<void> {
	const { write } = database;
	const person = await write('beginForgetting', asked);
	const hash = forgottenHash(asked.schoolId, asked.patronId);
	await journal.add({ school: asked.schoolId, hash, at: database.clock() });
	while (await write('forgetCopies', person));
	let after: number | undefined = 0;
	while (after !== undefined) after = await write('forgetOperations', { person, after });
	await forgetOtherTables(database, person);
	await write('finishForgetting', person);
}

/** In whatever order their references allow. */
async function forgetOtherTables(database: Database, person: Person): Promise<void> {
	let left = await listOtherTables(database);
	while (left.length > 0) {
		const stuck = [];
		let trouble: unknown;
		for (const table of left) {
			try {
				await database.write('forgetTable', { person, table });
			} catch (error) {
				trouble = error;
				stuck.push(table);
			}
		}
		if (stuck.length === left.length) throw trouble;
		left = stuck;
	}
}

/**
 * What was forgotten stays forgotten: takes up what was broken off, and forgets again whom a restored backup brought
 * back. Journal and database then agree. @returns how many people
 */
export async function keepForgotten(database: Database, journal: ForgetJournal): Promise<number> {
	const rows = await database.reader.selectFrom('forgotten').select(['school_id', 'hash', 'at', 'finished_at']).execute();
	const journalled = await journal.read();
	const done = new Set(rows.filter((row) => row.finished_at !== null).map((row) => row.hash));
	const wanted = new Set([...rows, ...journalled].map(({ hash }) => hash).filter((hash) => !done.has(hash)));
	const again = wanted.size === 0 ? [] : await findByHash(database, wanted);
	for (const who of again) await forgetPatron(database, journal, { ...who, by: null });
	const written = new Set(journalled.map(({ hash }) => hash));
	for (const { school_id, hash, at } of rows) if (!written.has(hash)) await journal.add({ school: school_id, hash, at });
	return again.length;
}

async function findByHash({ reader }: Database, hashes: ReadonlySet<string>): Promise<{ schoolId: SchoolId; patronId: PatronId }[]> {
	const rows = await reader.selectFrom('patron').select(['school_id', 'id']).execute();
	return rows
		.filter((row) => hashes.has(forgottenHash(row.school_id, row.id)))
		.map((row) => ({ schoolId: row.school_id as SchoolId, patronId: row.id as PatronId }));
}

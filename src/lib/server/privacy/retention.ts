import { namesKeptSince } from '#lib/domain/circulation/retention.ts';
import { dateAt, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { instantOn } from '#lib/domain/shared/wall-time.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { RetentionPreview } from '#lib/protocol/privacy.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { endedHolds, endedLoans, settledQuestions, type Retention } from './retention-jobs.ts';

type Database = Pick<OpenDatabase, 'reader' | 'write' | 'clock'>;

/** What would be taken off now; nothing changes. */
export async function previewRetention(database: Database, schoolId: SchoolId): Promise<RetentionPreview> {
	const { since, ...asked } = await retentionOf(database, schoolId);
	// The queries only read; a reader serves them as well as a transaction.
	const reader = database.reader as unknown as Tx;
	const [loans, holds, questions] = await Promise.all([
		endedLoans(reader, asked).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
		endedHolds(reader, asked).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
		settledQuestions(reader, asked).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
	]);
	return { since, loans: Number(loans.count), holds: Number(holds.count), incidents: Number(questions.count) };
}

/** Takes off what the school no longer keeps, in short transactions. @returns what was taken off */
export async function runRetention(database: Database, schoolId: SchoolId): Promise<RetentionPreview> {
	const done = await previewRetention(database, schoolId);
	const { since: _since, ...asked } = await retentionOf(database, schoolId);
	for (let left = done.loans; left > 0; ) left -= Math.max(1, await database.write('endLoansNames', asked));
	for (let left = done.holds + done.incidents; left > 0; ) left -= Math.max(1, await database.write('endOldTraces', asked));
	let after: number | undefined = 0;
	while (after !== undefined) after = await database.write('endOldOperations', { ...asked, after });
	return done;
}

async function retentionOf({ reader, clock }: Database, schoolId: SchoolId): Promise<Retention & { readonly since: CalendarDate }> {
	const row = await reader.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirstOrThrow();
	const school = parseBody<School>(row.body);
	const since = namesKeptSince(school, dateAt(clock(), school.timeZone));
	return { schoolId, since, before: instantOn(since, 0, school.timeZone) };
}

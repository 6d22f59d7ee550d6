import type { Title } from '#lib/domain/catalogue/title.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { FinishedReading } from '#lib/domain/programmes/counted.ts';
import { finishedReading } from '#lib/domain/reading/finished.ts';
import { foundingListRules, judgeList, listRuleFor, type ListRule } from '#lib/domain/reading/list-rule.ts';
import type { ListedTitle } from '#lib/domain/reading/listed-title.ts';
import type { ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import type { School } from '#lib/domain/school/school.ts';
import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { readJoined } from '../sync/joined-records.ts';
import { idsNow } from './ids-now.ts';

/** What the reading log and the exam reading file of one patron say. */
export interface ReadingEvidence {
	readonly finished: readonly FinishedReading[];
	readonly listComplete: boolean;
}

export const nothingToTell: ReadingEvidence = { finished: [], listComplete: false };

/** Patrons with nothing finished and nothing on a list are left out. */
export async function readingEvidenceOf(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<ReadonlyMap<PatronId, ReadingEvidence>> {
	const finished = await finishedBy(tx, schoolId, patronIds);
	const complete = await listsCompleteOf(tx, schoolId, patronIds);
	const ids = new Set([...finished.keys(), ...complete]);
	return new Map([...ids].map((id) => [id, { finished: finished.get(id) ?? [], listComplete: complete.has(id) }]));
}

async function finishedBy(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Map<PatronId, FinishedReading[]>> {
	const rows = await tx
		.selectFrom('reading_entry')
		.select(['patron_id', 'body'])
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.where('ended', '=', 'finished')
		.execute();
	const entries = rows.map((row) => ({ patronId: row.patron_id as PatronId, entry: parseBody<ReadingEntry>(row.body) }));
	const logged = [...new Set(entries.flatMap(({ entry }) => entry.titleId ?? []))];
	const idNow = await idsNow(tx, schoolId, logged);
	const titles = await titlesOf(tx, schoolId, logged.map(idNow));
	const byPatron = Map.groupBy(entries, ({ patronId }) => patronId);
	return new Map([...byPatron].map(([id, own]) => [id, own.flatMap(({ entry }) => finishedReading(entry, entry.titleId && titles.get(idNow(entry.titleId))) ?? [])]));
}

async function titlesOf(tx: Tx, schoolId: SchoolId, ids: readonly string[]): Promise<Map<string, Title>> {
	if (ids.length === 0) return new Map();
	const rows = await tx.selectFrom('title').select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, parseBody<Title>(row.body)]));
}

/** Those whose list has all that the exam of their class asks for. */
async function listsCompleteOf(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Set<PatronId>> {
	const rows = await tx
		.selectFrom('listed_title')
		.innerJoin('patron', (join) => join.onRef('patron.school_id', '=', 'listed_title.school_id').onRef('patron.id', '=', 'listed_title.patron_id'))
		.innerJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['listed_title.patron_id', 'listed_title.body', 'home_class.body as homeClass'])
		.where('listed_title.school_id', '=', schoolId)
		.where('listed_title.patron_id', 'in', patronIds)
		.execute();
	if (rows.length === 0) return new Set();
	const { rules, today } = await rulesNow(tx, schoolId);
	const profiles = new Map((await readJoined(tx, schoolId, 'readingProfile', patronIds)).map((profile) => [profile.id, profile]));
	const complete = [...Map.groupBy(rows, (row) => row.patron_id as PatronId)].filter(([id, own]) => {
		const chosen = profiles.get(id)?.examTrack?.value;
		const rule = listRuleFor(own[0] && parseBody<HomeClass>(own[0].homeClass), chosen, rules, today);
		return rule !== undefined && judgeList(rule, own.map((row) => parseBody<ListedTitle>(row.body))).complete;
	});
	return new Set(complete.map(([id]) => id));
}

async function rulesNow(tx: Tx, schoolId: SchoolId) {
	const row = await tx.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirstOrThrow();
	const school = parseBody<School>(row.body);
	const rules: readonly ListRule[] = school.listRules ?? foundingListRules;
	return { rules, today: dateAt(Date.now(), school.timeZone) };
}

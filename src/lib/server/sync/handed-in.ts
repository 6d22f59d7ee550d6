import type { Kysely } from 'kysely';
import type { HandedIn } from '#lib/domain/reading/handed-in.ts';
import { isOnList, type ListedTitle, type ListMessage, type ReadingLevel } from '#lib/domain/reading/listed-title.ts';
import { schoolYearOf } from '#lib/domain/shared/school-year.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Schema } from '../db/schema.ts';
import { readJoined } from './joined-records.ts';
import type { ClassPupilSection } from './class-pupil-section.ts';

/**
 * What pupils handed in of their reading, for the row that their teachers get. Of the log itself only the two columns beside
 * the records are read: whether and when something was finished, never what.
 */
export const handedIn: ClassPupilSection = async (tx, schoolId, patronIds) => {
	const [titles, messages, levels, profiles, readings] = await Promise.all([
		rowsOf<ListedTitle>(tx, 'listed_title', schoolId, patronIds),
		rowsOf<ListMessage>(tx, 'list_message', schoolId, patronIds),
		rowsOf<ReadingLevel>(tx, 'reading_level', schoolId, patronIds),
		readJoined(tx, schoolId, 'readingProfile', patronIds),
		countReadings(tx, schoolId, patronIds)
	]);
	const profileOf = new Map(profiles.map((profile) => [profile.id, profile]));
	const messagesOf = Map.groupBy(messages.values().toArray().flat().toSorted(byMoment), (message) => message.listedTitleId);
	const pupils = new Set([...titles.keys(), ...levels.keys(), ...readings.keys(), ...profileOf.keys()]);
	return new Map(
		[...pupils].flatMap((id) => {
			const examTrack = profileOf.get(id)?.examTrack?.value;
			const section: HandedIn = {
				titles: (titles.get(id) ?? [])
					.filter(isOnList)
					.toSorted((a, b) => a.proposedAt - b.proposedAt || (a.id < b.id ? -1 : 1))
					.map((title) => ({ ...title, messages: messagesOf.get(title.id) ?? [] })),
				levels: (levels.get(id) ?? []).toSorted(byMoment),
				finished: readings.get(id)?.finished ?? {},
				reading: readings.get(id)?.reading ?? false,
				...(examTrack && { examTrack })
			};
			return isEmpty(section) ? [] : [[id, { reading: section }] as const];
		})
	);
};

function isEmpty({ titles, levels, finished, reading, examTrack }: HandedIn): boolean {
	return titles.length === 0 && levels.length === 0 && Object.keys(finished).length === 0 && !reading && examTrack === undefined;
}

function byMoment(a: { readonly at: number; readonly id: string }, b: { readonly at: number; readonly id: string }): number {
	return a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id));
}

type OfPatron = 'listed_title' | 'list_message' | 'reading_level';

async function rowsOf<T>(tx: Kysely<Schema>, table: OfPatron, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Map<PatronId, T[]>> {
	const rows = await tx
		.selectFrom(table as 'listed_title')
		.select(['patron_id', 'body'])
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.execute();
	const byPatron = Map.groupBy(rows, (row) => row.patron_id as PatronId);
	return new Map([...byPatron].map(([id, own]) => [id, own.map((row) => parseBody<T>(row.body))]));
}

interface Readings {
	readonly finished: Readonly<Record<string, number>>;
	readonly reading: boolean;
}

async function countReadings(tx: Kysely<Schema>, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Map<PatronId, Readings>> {
	const rows = await tx
		.selectFrom('reading_entry')
		.select(['patron_id', 'ended', 'ended_on'])
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.execute();
	const byPatron = Map.groupBy(rows, (row) => row.patron_id as PatronId);
	return new Map(
		[...byPatron].map(([id, own]) => {
			const years = own.flatMap((row) => (row.ended === 'finished' && row.ended_on ? [schoolYearOf(row.ended_on as CalendarDate)] : []));
			const counted = [...Map.groupBy(years, (year) => year)].map(([year, each]): [string, number] => [year, each.length]);
			const finished = Object.fromEntries(counted.toSorted(([a], [b]) => (a < b ? -1 : 1)));
			return [id, { finished, reading: own.some((row) => row.ended === null) }];
		})
	);
}

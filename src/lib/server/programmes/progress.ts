import { editionAfterMerges, participationAfterMerges } from '#lib/domain/programmes/after-merges.ts';
import { isInvited } from '#lib/domain/programmes/audience.ts';
import { classPupilProgramme, type ClassPupilProgramme } from '#lib/domain/programmes/class-pupil-programme.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import { countReadings, evaluate, type ProgressState } from '#lib/domain/programmes/evaluate.ts';
import { participationId, type Participation } from '#lib/domain/programmes/participation.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Change } from '../sync/change.ts';
import type { ProgrammeProgressTable, Tx } from '../db/schema.ts';
import { readJoined } from '../sync/joined-records.ts';
import { chunks, type Publication } from '../sync/feed.ts';
import { loadClassEvidence } from './class-evidence.ts';
import { listOpenEditions } from './editions.ts';
import { idsNow } from './ids-now.ts';
import { listPupils, type Pupil } from './pupils.ts';
import { nothingToTell, readingEvidenceOf } from './reading-evidence.ts';
import { standingsOf, type TouchedClass } from './standings.ts';

interface Row {
	readonly edition: Edition;
	readonly pupil: Pupil;
	readonly state: ProgressState;
	readonly shared: ClassPupilProgramme;
	readonly votes: readonly string[];
}

/**
 * Works out again how far these pupils are in every open edition, keeps what differs, and says how their classes and the
 * school stand now. Whoever changes something that a rule looks at ends in this, and then in `classPupilsOf`.
 */
export async function countProgress(change: Change, patronIds: readonly PatronId[], editions?: readonly Edition[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const open = editions ?? (await listOpenEditions(tx, schoolId));
	if (open.length === 0 || patronIds.length === 0) return [];
	const pupils = await listPupils(tx, schoolId, patronIds);
	const rows = await evaluateAll(change, pupils, open);
	const touched = await keep(change, patronIds, open, rows);
	return standingsOf(change, touched);
}

async function evaluateAll({ tx, schoolId }: Change, pupils: readonly Pupil[], editions: readonly Edition[]): Promise<Row[]> {
	const ids = pupils.map((pupil) => pupil.id);
	if (ids.length === 0) return [];
	const participations = new Map((await readJoined(tx, schoolId, 'participation', ids)).map((row) => [row.id, row]));
	const groups = [...new Set(pupils.flatMap((pupil) => pupil.groupIds))];
	const idNow = await idsNow(tx, schoolId, titlesNamedIn(editions, [...participations.values()]));
	const asked = new Map(editions.map((edition) => [edition.id, editionAfterMerges(edition, idNow)]));
	const [readings, classes] = [await readingEvidenceOf(tx, schoolId, ids), await loadClassEvidence(tx, schoolId, groups)];
	return pupils.flatMap((pupil) =>
		editions
			.filter((edition) => isInvited(edition, pupil.homeClass) || participations.has(participationId(edition.id, pupil.id)))
			.map((edition): Row => {
				const participation = participations.get(participationId(edition.id, pupil.id));
				const { finished, listComplete } = readings.get(pupil.id) ?? nothingToTell;
				const counts = countReadings(asked.get(edition.id) ?? edition, participationAfterMerges(participation, idNow), finished);
				const rounds = classes.roundsOf(edition.id, pupil.id);
				const evidence = {
					counts,
					lessons: classes.lessonsOf(edition, pupil.groupIds),
					packHandedOut: classes.hasPack(edition.id, pupil.groupIds),
					roundIds: Object.keys(rounds),
					readingListComplete: listComplete
				};
				const { state } = evaluate(edition, participation, evidence);
				const shared = classPupilProgramme(edition, pupil.id, participation, { counts, rounds, readingListComplete: listComplete });
				return { edition, pupil, state, shared, votes: participation?.votes?.value ?? [] };
			})
	);
}

function titlesNamedIn(editions: readonly Edition[], participations: readonly Participation[]): string[] {
	return [...editions.flatMap(({ eligible }) => eligible?.titleIds ?? []), ...participations.flatMap(({ chosen }) => Object.keys(chosen ?? {}))];
}

/** Writes what differs. @returns the classes concerned, those that somebody left included */
async function keep({ tx, schoolId }: Change, patronIds: readonly PatronId[], editions: readonly Edition[], rows: readonly Row[]): Promise<TouchedClass[]> {
	const editionOf = new Map(editions.map((edition) => [edition.id as string, edition]));
	const before = await tx
		.selectFrom('programme_progress')
		.selectAll()
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.where('edition_id', 'in', [...editionOf.keys()])
		.execute();
	const known = new Map(before.map((row) => [`${row.edition_id}:${row.patron_id}`, row]));
	const touched: TouchedClass[] = [];
	const changed: ProgrammeProgressTable[] = [];
	for (const { edition, pupil, state, shared, votes } of rows) {
		const was = known.get(`${edition.id}:${pupil.id}`);
		known.delete(`${edition.id}:${pupil.id}`);
		const values = {
			home_class_id: pupil.homeClass?.id ?? null,
			state: state as string,
			titles: shared.counts.titles,
			votes: votes.length === 0 ? null : JSON.stringify(votes),
			shared: JSON.stringify(shared)
		};
		if (was && (Object.keys(values) as (keyof typeof values)[]).every((column) => was[column] === values[column])) continue;
		touched.push({ edition, homeClassId: values.home_class_id });
		if (was && was.home_class_id !== values.home_class_id) touched.push({ edition, homeClassId: was.home_class_id });
		changed.push({ school_id: schoolId, edition_id: edition.id, patron_id: pupil.id, ...values });
	}
	for (const part of chunks(changed, rowsPerStatement)) await upsert(tx, part);
	// Whoever is left over here is no longer invited, or no longer at school.
	for (const gone of known.values()) {
		const edition = editionOf.get(gone.edition_id);
		if (edition) touched.push({ edition, homeClassId: gone.home_class_id });
		await tx.deleteFrom('programme_progress').where('school_id', '=', schoolId).where('edition_id', '=', gone.edition_id).where('patron_id', '=', gone.patron_id).execute();
	}
	return touched;
}

/** 8 values each. */
const rowsPerStatement = 500;

async function upsert(tx: Tx, rows: readonly ProgrammeProgressTable[]): Promise<void> {
	const columns = ['home_class_id', 'state', 'titles', 'votes', 'shared'] as const;
	await tx
		.insertInto('programme_progress')
		.values(rows)
		.onConflict((conflict) =>
			conflict
				.columns(['school_id', 'edition_id', 'patron_id'])
				.doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])))
		)
		.execute();
}

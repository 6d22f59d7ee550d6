import { classPupilId, type ClassPupil } from '#lib/domain/people/class-pupil.ts';
import { lateWorkDays } from '#lib/domain/people/late-work.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { GroupId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { nowIn } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { countProgress } from '../programmes/progress.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import { classPupilSections } from './class-pupil-sections.ts';
import { readJoined } from './joined-records.ts';
import { chunks, type Publication } from './feed.ts';
import { roundsOfGroups } from './rounds-of-groups.ts';
import { titleListsOfGroups } from './title-lists.ts';
import { visible } from './visibility.ts';

const day = 86_400_000;
/** Patrons in one round of statements. */
const patronsPerRound = 200;

/**
 * What the teachers of these pupils see of them now, whatever it was that changed: one row for each group a pupil sits in,
 * and none for a group it has left. Everything that feeds a section (class-pupil-sections.ts) ends in this.
 */
export async function classPupilsOf(change: Change, patronIds: Iterable<PatronId>): Promise<Publication[]> {
	const publications: Publication[] = [];
	const regrouped = new Set<GroupId>();
	for (const part of chunks([...new Set(patronIds)], patronsPerRound)) publications.push(...(await roundOf(change, part, regrouped)));
	return [...publications, ...(await roundsOfGroups(change, regrouped)), ...(await titleListsOfGroups(change, regrouped))];
}

/** @param regrouped gets the groups that lost or gained somebody */
async function roundOf(change: Change, patronIds: readonly PatronId[], regrouped: Set<GroupId>): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const standings = await countProgress(change, patronIds);
	const rows = await assemble(tx, schoolId, patronIds);
	const known = await tx
		.selectFrom('class_pupil')
		.select(['id', 'group_id', 'patron_id', 'body'])
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.execute();
	const before = new Map(known.map((row) => [row.id, row.body]));
	const now = new Map(rows.map((row) => [row.id, row]));
	const changed = rows.filter((row) => before.get(row.id) !== JSON.stringify(row));
	const gone = known.filter(({ id }) => !now.has(id));
	await save(change, changed);
	await part(change, gone);
	for (const { group_id } of gone) regrouped.add(group_id as GroupId);
	for (const { id, groupId } of rows) if (!before.has(id)) regrouped.add(groupId);
	return [
		...standings,
		...gone.map(({ id }): Publication => ({ kind: 'classPupil', id, audience: new Map() })),
		...changed.map((row): Publication => ({ kind: 'classPupil', id: row.id, audience: visible('classPupil', row, change) }))
	];
}

async function save({ tx, schoolId }: Change, rows: readonly ClassPupil[]): Promise<void> {
	if (rows.length === 0) return;
	await tx
		.insertInto('class_pupil')
		.values(rows.map((row) => ({ school_id: schoolId, id: row.id, group_id: row.groupId, patron_id: row.patronId, body: JSON.stringify(row) })))
		.onConflict((conflict) => conflict.columns(['school_id', 'id']).doUpdateSet((eb) => ({ body: eb.ref('excluded.body') })))
		.execute();
}

/** These have left their groups: from now on their teachers' work is late. Of whoever is deleted no trace is made. */
async function part({ tx, schoolId }: Change, gone: readonly { readonly id: string; readonly group_id: string; readonly patron_id: string }[]): Promise<void> {
	if (gone.length === 0) return;
	const now = nowIn(tx);
	await tx.deleteFrom('class_pupil').where('school_id', '=', schoolId).where('id', 'in', gone.map(({ id }) => id)).execute();
	await tx.deleteFrom('parted_pupil').where('school_id', '=', schoolId).where('parted_at', '<', now - lateWorkDays * day).execute();
	const known = await tx.selectFrom('patron').select('id').where('school_id', '=', schoolId).where('id', 'in', gone.map(({ patron_id }) => patron_id)).execute();
	const still = new Set(known.map(({ id }) => id));
	const parted = gone.filter(({ patron_id }) => still.has(patron_id)).map(({ group_id, patron_id }) => ({ school_id: schoolId, group_id, patron_id, parted_at: now }));
	if (parted.length === 0) return;
	await tx
		.insertInto('parted_pupil')
		.values(parted)
		.onConflict((conflict) => conflict.columns(['school_id', 'group_id', 'patron_id']).doUpdateSet({ parted_at: now }))
		.execute();
}

async function assemble(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<ClassPupil[]> {
	const patrons = await listPupils(tx, schoolId, patronIds);
	const ids = patrons.map(({ patron }) => patron.id);
	if (ids.length === 0) return [];
	const groups = await teachingGroupsOf(tx, schoolId, ids);
	const sections = await Promise.all(classPupilSections.map((section) => section(tx, schoolId, ids)));
	return patrons.flatMap(({ patron, homeClassName }) => {
		const { id: patronId, givenName, infix, familyName, homeClassId } = patron;
		const groupIds: GroupId[] = [...(homeClassId && homeClassName !== null ? [homeClassId] : []), ...(groups.get(patronId) ?? [])];
		const shown = Object.assign({ patronId, givenName, infix, familyName, homeClassId, homeClassName: homeClassName ?? undefined }, ...sections.map((section) => section.get(patronId))) as Omit<ClassPupil, 'id' | 'groupId'>;
		return groupIds.map((groupId): ClassPupil => ({ ...shown, id: classPupilId(groupId, patronId), groupId }));
	});
}

/** Those who are at school now, each with the name of the class. */
async function listPupils(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]) {
	const rows = await tx
		.selectFrom('patron')
		.leftJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['patron.body', 'home_class.name'])
		.where('patron.school_id', '=', schoolId)
		.where('patron.id', 'in', patronIds)
		.execute();
	const survivors = await readSurvivors(tx, schoolId);
	return rows
		.map((row) => ({ patron: parseBody<Patron>(row.body), homeClassName: row.name }))
		.filter(({ patron }) => patron.category === 'pupil' && patron.leftOn === undefined && !survivors.has(patron.id));
}

async function teachingGroupsOf(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Map<PatronId, GroupId[]>> {
	const places = (await readJoined(tx, schoolId, 'groupPlace', patronIds)).filter((place) => place.active);
	const byPatron = Map.groupBy(places, (place) => place.patronId);
	return new Map([...byPatron].map(([id, own]) => [id, own.map((place): GroupId => place.groupId).toSorted()]));
}

import type { GroupId, HomeClassId, PatronId } from '#lib/domain/shared/ids.ts';
import { readSurvivors } from '../sync/aliases.ts';
import type { Change } from '../sync/change.ts';
import { classPupilsOf } from '../sync/class-pupils.ts';
import type { Publication } from '../sync/feed.ts';
import { listOpenEditions } from './editions.ts';
import { standingsOf } from './standings.ts';

/** After something a class did together: its pupils, and how the class stands in every open edition. */
export async function groupsStand(change: Change, groupIds: readonly GroupId[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const inClass = tx.selectFrom('patron').select('id').where('school_id', '=', schoolId).where('home_class_id', 'in', groupIds);
	const inGroup = tx.selectFrom('group_place').select('patron_id as id').where('school_id', '=', schoolId).where('group_id', 'in', groupIds).where('active', '=', 1);
	const pupils = await inClass.union(inGroup).execute();
	const survivors = await readSurvivors(tx, schoolId);
	const publications = await classPupilsOf(change, pupils.map(({ id }) => survivors.get(id as PatronId) ?? (id as PatronId)));
	const classes = await tx.selectFrom('home_class').select('id').where('school_id', '=', schoolId).where('id', 'in', groupIds).execute();
	const touched = (await listOpenEditions(tx, schoolId)).flatMap((edition) => classes.map(({ id }) => ({ edition, homeClassId: id as HomeClassId })));
	return [...publications, ...(await standingsOf(change, touched))];
}

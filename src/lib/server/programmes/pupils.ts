import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { GroupId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { readSurvivors } from '../sync/aliases.ts';
import { readJoined } from '../sync/joined-records.ts';

/** A pupil as programmes look at one: who, in which class, in which groups. */
export interface Pupil {
	readonly id: PatronId;
	readonly homeClass: HomeClass | undefined;
	/** The home class and every teaching group. */
	readonly groupIds: readonly GroupId[];
}

/** Those of `patronIds` that are pupils at school now. */
export async function listPupils(tx: Tx, schoolId: SchoolId, patronIds: readonly PatronId[]): Promise<Pupil[]> {
	if (patronIds.length === 0) return [];
	const rows = await tx
		.selectFrom('patron')
		.leftJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['patron.body as patron', 'home_class.body as homeClass'])
		.where('patron.school_id', '=', schoolId)
		.where('patron.id', 'in', patronIds)
		.execute();
	const places = (await readJoined(tx, schoolId, 'groupPlace', patronIds)).filter((place) => place.active);
	const groupsOf = Map.groupBy(places, (place) => place.patronId);
	const survivors = await readSurvivors(tx, schoolId);
	return rows.flatMap((row) => {
		const patron = parseBody<Patron>(row.patron);
		if (patron.category !== 'pupil' || patron.leftOn !== undefined || survivors.has(patron.id)) return [];
		const homeClass = row.homeClass === null ? undefined : parseBody<HomeClass>(row.homeClass);
		const others = (groupsOf.get(patron.id) ?? []).map((place): GroupId => place.groupId);
		return [{ id: patron.id, homeClass, groupIds: homeClass ? [homeClass.id, ...others] : others }];
	});
}

import { groupPlaceId, teachingId, type GroupPlace, type Teaching, type TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { GroupId, HomeClassId, PatronId, TeachingGroupId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';

export interface DemoTeaching {
	readonly teachingGroups: readonly TeachingGroup[];
	readonly groupPlaces: readonly GroupPlace[];
	readonly teachings: readonly Teaching[];
}

interface Input {
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	/** Both are who a visitor signs in as: the teacher is mentor of the pupil's class. */
	readonly pupil: Patron;
	readonly teacher: Patron;
}

/** Teachers of Dutch, beside the one a visitor signs in as. */
const dutchTeachers = 5;

/** A mentor for every class, a teacher of Dutch for every class, and teaching groups of parallel classes. */
export function generateTeaching({ homeClasses, patrons, pupil, teacher }: Input): DemoTeaching {
	const others = patrons.filter((patron) => patron.category === 'teacher' && patron.id !== teacher.id).map((patron) => patron.id);
	const own = Math.max(0, homeClasses.findIndex((homeClass) => homeClass.id === pupil.homeClassId));
	const mentors = [teacher.id, ...others.slice(0, -dutchTeachers)];
	const dutch = [teacher.id, ...others.slice(-dutchTeachers)];
	const teachings = homeClasses.flatMap((homeClass, i) => {
		const place = (i - own + homeClasses.length) % homeClasses.length;
		const mentor = mentors[place % mentors.length] ?? teacher.id;
		const other = dutch[place % dutch.length] ?? teacher.id;
		return [teachingOf(homeClass.id, mentor, true), ...(other === mentor ? [] : [teachingOf(homeClass.id, other, false)])];
	});
	const groups = parallelClasses(homeClasses).map((classes, i) => groupOf(classes, patrons, dutch[i % dutch.length] ?? teacher.id));
	return {
		teachingGroups: groups.map(({ group }) => group),
		groupPlaces: groups.flatMap(({ places }) => places),
		teachings: [...teachings, ...groups.map(({ teaching }) => teaching)]
	};
}

function teachingOf(groupId: GroupId, teacherId: PatronId, mentor: boolean): Teaching {
	return { id: teachingId(groupId, teacherId), groupId, teacherId, mentor, active: true, at: 0 };
}

/** Classes of one year layer and the same tracks, where pupils choose their subjects. */
function parallelClasses(homeClasses: readonly HomeClass[]): HomeClass[][] {
	const upper = homeClasses.filter((homeClass) => (homeClass.yearLayer ?? 0) >= 3);
	return [...Map.groupBy(upper, (homeClass) => `${homeClass.yearLayer} ${homeClass.tracks.join()}`).values()].filter((classes) => classes.length > 1);
}

/** Every second pupil of both classes. */
function groupOf(classes: readonly HomeClass[], patrons: readonly Patron[], teacherId: PatronId) {
	const [first] = classes;
	const name = `${first?.name.replace(/[a-z]$/, '').toLowerCase() ?? ''}.netl1`;
	const id = naturalId<TeachingGroupId>('teachingGroup', first?.id ?? '', name);
	const classIds = new Set<HomeClassId | undefined>(classes.map((homeClass) => homeClass.id));
	const pupils = patrons.filter((patron) => patron.category === 'pupil' && classIds.has(patron.homeClassId)).filter((_, i) => i % 2 === 0);
	const group: TeachingGroup = { id, name, subject: 'Nederlands', yearLayer: first?.yearLayer, tracks: [...(first?.tracks ?? [])] };
	const places = pupils.map((patron): GroupPlace => ({ id: groupPlaceId(id, patron.id), groupId: id, patronId: patron.id, active: true, at: 0 }));
	return { group, places, teaching: teachingOf(id, teacherId, false) };
}

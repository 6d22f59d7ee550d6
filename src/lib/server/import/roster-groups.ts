import { classKey } from '#lib/domain/people/class-name.ts';
import { groupPlaceId, teachingId, type GroupPlace, type Teaching, type TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { GroupId, TeachingGroupId } from '#lib/domain/shared/ids.ts';
import type { ImportReport } from './import-report.ts';
import { naturalId } from './natural-id.ts';
import type { RosterClasses } from './roster-classes.ts';
import type { Recognition, RosterNow } from './roster-now.ts';
import type { GroupOfRow } from './roster-row.ts';

export interface PlannedGroups {
	readonly teachingGroups: readonly TeachingGroup[];
	readonly groupPlaces: readonly GroupPlace[];
	readonly teachings: readonly Teaching[];
}

/**
 * Teaching groups with their pupils and teachers, and who teaches which home class. A pupil whose groups the file tells
 * leaves the others that it names; a teacher loses nothing by a file, and what a person ended stays ended.
 */
export function planGroups(taken: readonly Recognition[], now: RosterNow, classes: RosterClasses, report: ImportReport): PlannedGroups {
	const groups = new Groups(now);
	const at = now.at ?? 0;
	for (const { row } of taken) for (const group of row.groups ?? []) groups.add(group);
	const places = new Map((now.groupPlaces ?? []).map((place) => [place.id, place]));
	const teachings = new Map((now.teachings ?? []).map((teaching) => [teaching.id, teaching]));
	const written = { places: [] as GroupPlace[], teachings: new Map<string, Teaching>() };
	const teach = (groupId: GroupId, { id: teacherId }: Recognition, mentor: boolean): void => {
		const id = teachingId(groupId, teacherId);
		const before = teachings.get(id) ?? written.teachings.get(id);
		written.teachings.set(id, before ?? { id, groupId, teacherId, mentor, active: true, at });
	};
	for (const person of taken) {
		const { row, id: patronId } = person;
		const own = new Set((row.groups ?? []).map((group) => groups.idOf(group.name)));
		if (row.category !== 'pupil') {
			for (const groupId of own) teach(groupId, person, false);
			for (const { name, mentor } of row.classes ?? []) {
				const homeClassId = classes.find(name);
				if (homeClassId) teach(homeClassId, person, mentor);
				else report.warnings.push({ line: row.line, reason: 'classUnknown' });
			}
			continue;
		}
		if (!row.groups) continue;
		for (const groupId of own) {
			const id = groupPlaceId(groupId, patronId);
			const before = places.get(id);
			written.places.push(before?.active ? before : { id, groupId, patronId, active: true, at });
		}
		for (const place of places.values()) {
			if (place.patronId === patronId && place.active && groups.has(place.groupId) && !own.has(place.groupId)) written.places.push({ ...place, active: false, at });
		}
	}
	return { teachingGroups: groups.all(), groupPlaces: written.places, teachings: [...written.teachings.values()] };
}

/** The groups that a file names, by name; the first spelling stays. */
class Groups {
	readonly #now: RosterNow;
	readonly #before: ReadonlyMap<string, TeachingGroup>;
	readonly #found = new Map<string, TeachingGroup>();

	constructor(now: RosterNow) {
		this.#now = now;
		this.#before = new Map((now.teachingGroups ?? []).map((group) => [classKey(group.name), group]));
	}

	add({ name, ...said }: GroupOfRow): void {
		const key = classKey(name);
		if (this.#found.has(key)) return;
		const before = this.#before.get(key);
		const id = before?.id ?? naturalId<TeachingGroupId>('teachingGroup', this.#now.school.id, key);
		const fields = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
		this.#found.set(key, { tracks: [], name, ...fields, ...before, id });
	}

	idOf(name: string): TeachingGroupId {
		return this.#found.get(classKey(name))?.id ?? ('' as TeachingGroupId);
	}

	has(id: TeachingGroupId): boolean {
		return this.all().some((group) => group.id === id);
	}

	all(): TeachingGroup[] {
		return [...this.#found.values()];
	}
}

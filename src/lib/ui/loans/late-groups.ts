import type { HomeClass } from '#lib/domain/people/patron.ts';
import { compareWords, personSortName } from '#lib/i18n/format.ts';
import type { LentLine } from './lent-line.ts';

export interface LateGroup {
	/** Id of the class; empty for those without one. */
	readonly id: string;
	readonly name: string;
	readonly lines: readonly LentLine[];
}

/**
 * The late list as it is handed to mentors: a group for each class in the order of the timetable (1a, 2hv3, 10),
 * those without a class last; in a group by name, each patron's longest first.
 * @param without what to call the group of those without a class
 */
export function groupLate(lines: readonly LentLine[], homeClass: (id: string | undefined) => HomeClass | undefined, without: string): LateGroup[] {
	const groups = new Map<string, { name: string; lines: LentLine[] }>();
	for (const line of lines) {
		const found = homeClass(line.patron?.homeClassId);
		const id = found?.id ?? '';
		const group = groups.get(id) ?? { name: found?.name ?? without, lines: [] };
		group.lines.push(line);
		groups.set(id, group);
	}
	return [...groups]
		.map(([id, group]) => ({ id, name: group.name, lines: group.lines.toSorted(byNameThenLate) }))
		.toSorted((a, b) => Number(a.id === '') - Number(b.id === '') || compareWords(a.name, b.name));
}

function byNameThenLate(a: LentLine, b: LentLine): number {
	return compareWords(sortName(a), sortName(b)) || b.daysLate - a.daysLate;
}

function sortName({ patron }: LentLine): string {
	return patron ? personSortName(patron) : '';
}

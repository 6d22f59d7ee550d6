import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import { classKey } from '#lib/domain/people/class-name.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import type { HomeClassId } from '#lib/domain/shared/ids.ts';
import type { Proposal } from './proposal.ts';
import type { Recognition, RosterNow } from './roster-now.ts';

/** Part of a class that must move together before its name is thought to have changed. */
const mostOfClass = 0.6;

/** Pupils the school has who are in no row of the file. */
export function missingPupils(taken: readonly Recognition[], now: RosterNow): Patron[] {
	const there = new Set(taken.map(({ id }) => id));
	return now.patrons.filter((patron) => patron.category === 'pupil' && patron.pupilNumber !== undefined && patron.leftOn === undefined && !there.has(patron.id));
}

/**
 * New people who may be missing ones under another number: one of that name has gone, and one has come. Namesakes
 * are left alone, because nobody could say which of them it is.
 */
export function changedNumbers(taken: readonly Recognition[], missing: readonly Patron[], now: RosterNow): { proposal: Proposal; row: Recognition; patron: Patron }[] {
	const gone = Map.groupBy(missing, (patron) => foldWords(spokenName(patron)));
	const come = Map.groupBy(taken.filter(({ before }) => before === undefined), ({ row }) => foldWords(spokenName(row.name)));
	return [...come].flatMap(([name, rows]) => {
		const [row, ...moreRows] = rows;
		const [patron, ...morePatrons] = gone.get(name) ?? [];
		if (!row || !patron || moreRows.length > 0 || morePatrons.length > 0) return [];
		const to = [row.row.number, spokenName(row.row.name), row.row.homeClass?.name].filter(Boolean).join(' · ');
		const proposal: Proposal = { id: `numberChanged:${patron.id}`, kind: 'numberChanged', from: personText(patron, now), to, count: now.openLoans?.get(patron.id) ?? 0, line: row.row.line };
		return [{ proposal, row, patron }];
	});
}

export function leavers(missing: readonly Patron[], now: RosterNow): Proposal[] {
	return missing.map((patron) => ({ id: `left:${patron.id}`, kind: 'left', from: personText(patron, now), to: '', count: now.openLoans?.get(patron.id) ?? 0 }));
}

export interface ClassRename {
	readonly proposal: Proposal;
	readonly homeClass: HomeClass;
	/** Key of the new name. */
	readonly key: string;
}

/** Classes of which most pupils stand in one class of another name that is made up mostly of them. */
export function renamedClasses(taken: readonly Recognition[], now: RosterNow): ClassRename[] {
	const moved = taken.filter(({ before, row }) => before?.homeClassId !== undefined && row.homeClass !== undefined);
	const byClass = Map.groupBy(moved, ({ before }) => before?.homeClassId as HomeClassId);
	const size = new Map([...Map.groupBy(moved, keyOf)].map(([key, rows]) => [key, rows.length]));
	const classes = new Map(now.homeClasses.map((homeClass) => [homeClass.id, homeClass]));
	return [...byClass].flatMap(([id, rows]) => {
		const homeClass = classes.get(id);
		const [key, along = []] = [...Map.groupBy(rows, keyOf)].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [];
		if (!homeClass || key === undefined || key === classKey(homeClass.name)) return [];
		if (along.length < rows.length * mostOfClass || along.length * 2 < (size.get(key) ?? 0)) return [];
		const proposal: Proposal = { id: `classRenamed:${id}:${key}`, kind: 'classRenamed', from: homeClass.name, to: along[0]?.row.homeClass?.name ?? key, count: along.length, others: rows.length - along.length };
		return [{ proposal, homeClass, key }];
	});
}

/** Accepted renames by the key of the new name; one onto the name of a class that stays is left out. */
export function acceptedRenames(renames: readonly ClassRename[], accepted: ReadonlySet<string>, now: RosterNow): Map<string, HomeClass> {
	let chosen = renames.filter(({ proposal }) => accepted.has(proposal.id));
	for (let before = -1; before !== chosen.length; ) {
		before = chosen.length;
		const leaving = new Set(chosen.map(({ homeClass }) => homeClass.id));
		const staying = new Set(now.homeClasses.filter(({ id }) => !leaving.has(id)).map(({ name }) => classKey(name)));
		chosen = chosen.filter(({ key }) => !staying.has(key));
	}
	return new Map(chosen.map(({ key, homeClass }) => [key, homeClass]));
}

export function personText(patron: Patron, now: RosterNow): string {
	const homeClass = now.homeClasses.find(({ id }) => id === patron.homeClassId)?.name;
	return [patron.pupilNumber, spokenName(patron), homeClass].filter(Boolean).join(' · ');
}

function keyOf({ row }: Recognition): string {
	return classKey(row.homeClass?.name ?? '');
}


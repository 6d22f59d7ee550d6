import { isDeepStrictEqual } from 'node:util';
import { classKey } from '#lib/domain/people/class-name.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { spokenName, type PersonName } from '#lib/domain/people/person-name.ts';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { HomeClassId, PatronId } from '#lib/domain/shared/ids.ts';
import { planCards } from './roster-cards.ts';
import { readHeader } from './columns.ts';
import { emptyReport, sortByLine, type ImportChanges, type ImportReport } from './import-report.ts';
import { isDamagedNameOf, isSameName, KnownPatrons } from './known-patrons.ts';
import { naturalId } from './natural-id.ts';
import type { CsvFile } from './read-csv.ts';
import { isRosterOf, rosterColumns } from './roster-columns.ts';
import { readRosterRow, type ClassOfRow, type RosterRow } from './roster-row.ts';

/** What the school has already. */
export interface RosterNow {
	readonly school: School;
	readonly patrons: readonly Patron[];
	readonly homeClasses: readonly HomeClass[];
	readonly cards: readonly Card[];
}

/** What taking the file in would write; nothing has been written. Nobody is deleted by a roster. */
export interface RosterPlan {
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	/** New and changed rows only, to be written in this order. */
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly cards: readonly Card[];
}

export type RosterCategory = 'pupil' | 'teacher';

/** A row with the patron it speaks of. */
export interface Recognition {
	readonly row: RosterRow;
	readonly id: PatronId;
	readonly before: Patron | undefined;
}

/**
 * Rehearses a roster file of any known shape. A patron's id follows from school and number, so that the same file
 * twice plans nothing.
 * @throws ImportFailure when the file as a whole cannot be read
 */
export async function planRoster(file: CsvFile, now: RosterNow, category: RosterCategory): Promise<RosterPlan> {
	const { header, rows } = await readHeader(file.rows, rosterColumns, isRosterOf(category));
	const report = emptyReport();
	if (header.hasPassword) report.warnings.push({ line: header.line, reason: 'passwordIgnored' });
	const known = new KnownPatrons(now.patrons);
	const byPatron = new Map<PatronId, Recognition[]>();
	for await (const cells of rows) {
		report.rows++;
		const reading = readRosterRow(cells, header, category);
		if ('skipped' in reading) report.skipped.push({ line: cells.line, reason: reading.skipped });
		else collect(reading.row, known, now, byPatron, report);
	}
	const taken = [...byPatron.values()].flatMap((same) => onePerPatron(same, report));
	return planOf(taken, now, category, report);
}

function collect(
	row: RosterRow,
	known: KnownPatrons,
	now: RosterNow,
	byPatron: Map<PatronId, Recognition[]>,
	report: ImportReport
): void {
	const found = known.recognise(row.number, row.name);
	if (found.as === 'other') {
		report.skipped.push({ line: row.line, reason: 'numberReused' });
		return;
	}
	const before = found.as === 'known' ? found.patron : undefined;
	if (found.as === 'known' && found.zerosLost) report.warnings.push({ line: row.line, reason: 'leadingZerosLost' });
	const key = row.number ?? foldWords(spokenName(row.name));
	const id = before?.id ?? naturalId<PatronId>('patron', now.school.id, key);
	byPatron.set(id, [...(byPatron.get(id) ?? []), { row, id, before }]);
}

/** Two people under one number: nobody can tell whose it is, so neither is taken in. */
function onePerPatron(same: readonly Recognition[], report: ImportReport): Recognition[] {
	const [first, ...others] = same;
	if (!first) return [];
	if (others.some(({ row }) => !isSameName(row.name, first.row.name))) {
		for (const { row } of same) report.skipped.push({ line: row.line, reason: 'numberOfTwoPeople' });
		return [];
	}
	for (const { row } of others) report.skipped.push({ line: row.line, reason: 'sameRowTwice' });
	return [first];
}

function planOf(taken: readonly Recognition[], now: RosterNow, category: RosterCategory, report: ImportReport): RosterPlan {
	const classes = new Classes(now);
	const patrons = taken.map((recognition) => patronOf(recognition, classes, category));
	const cards = planCards(taken, now, report);
	for (const { row } of taken) for (const reason of row.warnings) report.warnings.push({ line: row.line, reason });
	warnOfOtherSchool(taken, now.school, report);
	report.patrons = patrons.length;
	sortByLine(report);
	const homeClasses = classes.all();
	const differences = [
		differing(homeClasses, now.homeClasses),
		differing(patrons, now.patrons),
		differing(cards, now.cards)
	] as const;
	const total = (count: (part: Difference<{ id: string }>) => number): number =>
		differences.reduce((sum, part) => sum + count(part), 0);
	const changes = {
		created: total((part) => part.created),
		changed: total((part) => part.written.length - part.created),
		unchanged: total((part) => part.unchanged)
	};
	const [classRows, patronRows, cardRows] = differences;
	return { report, changes, homeClasses: classRows.written, patrons: patronRows.written, cards: cardRows.written };
}

function patronOf({ row, id, before }: Recognition, classes: Classes, category: RosterCategory): Patron {
	const { provisional: _known, leftOn: _back, infix: _old, ...kept } = before ?? { category };
	const name = before && isDamagedNameOf(before, row.name) ? nameOf(before) : row.name;
	const number = before?.pupilNumber ?? row.number;
	const homeClassId = row.homeClass ? classes.idOf(row.homeClass) : before?.homeClassId;
	return {
		...kept,
		id,
		...name,
		...(number === undefined ? {} : { pupilNumber: number }),
		...(homeClassId === undefined ? {} : { homeClassId })
	};
}

function nameOf({ givenName, infix, familyName }: Patron): PersonName {
	return infix === undefined ? { givenName, familyName } : { givenName, infix, familyName };
}

/** The classes of one roster; the first spelling of a name stays. */
class Classes {
	readonly #now: RosterNow;
	readonly #before: ReadonlyMap<string, HomeClass>;
	readonly #found = new Map<string, HomeClass>();

	constructor(now: RosterNow) {
		this.#now = now;
		this.#before = new Map(now.homeClasses.map((homeClass) => [classKey(homeClass.name), homeClass]));
	}

	idOf(row: ClassOfRow): HomeClassId {
		const key = classKey(row.name);
		const earlier = this.#found.get(key) ?? this.#before.get(key);
		const id = earlier?.id ?? naturalId<HomeClassId>('homeClass', this.#now.school.id, key);
		const yearLayer = earlier?.yearLayer ?? row.yearLayer;
		const schoolYear = row.schoolYear ?? earlier?.schoolYear;
		this.#found.set(key, {
			id,
			name: earlier?.name ?? row.name,
			...(yearLayer === undefined ? {} : { yearLayer }),
			tracks: this.#before.get(key)?.tracks ?? [...new Set([...(earlier?.tracks ?? []), ...row.tracks])],
			...(schoolYear === undefined ? {} : { schoolYear })
		});
		return id;
	}

	all(): HomeClass[] {
		return [...this.#found.values()];
	}
}

interface Difference<T> {
	readonly written: readonly T[];
	readonly created: number;
	readonly unchanged: number;
}

function differing<T extends { id: string }>(rows: readonly T[], now: readonly T[]): Difference<T> {
	const before = new Map(now.map((row) => [row.id, row]));
	const written = rows.filter((row) => !isDeepStrictEqual(row, before.get(row.id)));
	const created = written.filter((row) => !before.has(row.id)).length;
	return { written, created, unchanged: rows.length - written.length };
}

/** Said once: a file of another school is wrong as a whole, not row by row. */
function warnOfOtherSchool(taken: readonly Recognition[], school: School, report: ImportReport): void {
	const other = taken.find(({ row }) => /^\d{2}[A-Z]{2}(\d{2})?$/.test(row.location) && !row.location.startsWith(school.brin));
	if (other) report.warnings.push({ line: other.row.line, reason: 'otherSchool' });
}

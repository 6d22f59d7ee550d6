import { isDeepStrictEqual } from 'node:util';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { spokenName, type PersonName } from '#lib/domain/people/person-name.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { readHeader } from './columns.ts';
import { emptyReport, sortByLine, type ImportChanges, type ImportReport } from './import-report.ts';
import { isDamagedNameOf, isSameName, KnownPatrons } from './known-patrons.ts';
import { naturalId } from './natural-id.ts';
import { readOneRoster, type RosterFileReading } from './one-roster.ts';
import type { OneRosterFiles } from './one-roster-files.ts';
import { isOfOtherSchool } from './other-school.ts';
import { noChoices, type Choices, type Proposal } from './proposal.ts';
import type { CsvFile } from './read-csv.ts';
import { planCards } from './roster-cards.ts';
import { RosterClasses } from './roster-classes.ts';
import { planGroups, type PlannedGroups } from './roster-groups.ts';
import { isRosterOf, rosterColumns } from './roster-columns.ts';
import type { Recognition, RosterNow } from './roster-now.ts';
import { acceptedRenames, changedNumbers, leavers, missingPupils, personText, renamedClasses } from './roster-rollover.ts';
import { readRosterRow, type RosterRow } from './roster-row.ts';

/** What taking the file in would write; nothing has been written. Nobody is deleted by a roster. */
export interface RosterPlan {
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	/** New and changed rows only, to be written in this order. */
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly cards: readonly Card[];
	readonly groups: PlannedGroups;
	/** What a person may answer; without an answer nothing of it happens. */
	readonly proposals: readonly Proposal[];
}

/** A school gives a few numbers out again; more of them are the numbers of another school. */
const fewestStrangers = 10;

export type RosterCategory = 'pupil' | 'teacher';

/**
 * Rehearses a roster file of any known shape. A patron's id follows from school and number, so that the same file
 * twice plans nothing.
 * @throws ImportFailure when the file as a whole cannot be read
 */
export async function planRoster(file: CsvFile, now: RosterNow, category: RosterCategory, choices: Choices = noChoices): Promise<RosterPlan> {
	const { header, rows } = await readHeader(file.rows, rosterColumns, isRosterOf(category), choices.columns);
	const readings: RosterFileReading[] = [];
	for await (const cells of rows) readings.push({ line: cells.line, reading: readRosterRow(cells, header, category) });
	return planPeople(readings, now, choices, header.hasPassword ? header.line : undefined);
}

/** Rehearses a OneRoster set; lines are those of users.csv. @throws ImportFailure as `planRoster` */
export async function planOneRoster(files: OneRosterFiles, now: RosterNow, choices: Choices = noChoices): Promise<RosterPlan> {
	const { readings, hasPassword } = await readOneRoster(files);
	return planPeople(readings, now, choices, hasPassword ? 1 : undefined);
}

function planPeople(readings: readonly RosterFileReading[], now: RosterNow, choices: Choices, passwordLine: number | undefined): RosterPlan {
	const draft = new Draft(now, choices.accepted);
	if (passwordLine !== undefined) draft.report.warnings.push({ line: passwordLine, reason: 'passwordIgnored' });
	for (const { line, reading } of readings) {
		draft.report.rows++;
		if ('skipped' in reading) draft.report.skipped.push({ line, reason: reading.skipped });
		else draft.collect(reading.row);
	}
	return draft.finish();
}

class Draft {
	readonly report = emptyReport();
	readonly #now: RosterNow;
	readonly #accepted: ReadonlySet<string>;
	readonly #known: KnownPatrons;
	readonly #byPatron = new Map<PatronId, Recognition[]>();
	readonly #proposals: Proposal[] = [];
	/** Those whose number another has got. */
	readonly #released = new Map<PatronId, Patron>();

	constructor(now: RosterNow, accepted: ReadonlySet<string>) {
		this.#now = now;
		this.#accepted = accepted;
		this.#known = new KnownPatrons(now.patrons);
	}

	collect(row: RosterRow): void {
		const { school } = this.#now;
		const found = this.#known.recognise(row.number, row.name);
		if (found.as === 'other') {
			this.#proposeReuse(row, found.patron);
			return;
		}
		const before = found.as === 'known' ? found.patron : undefined;
		if (found.as === 'known' && found.zerosLost) this.report.warnings.push({ line: row.line, reason: 'leadingZerosLost' });
		const id = before?.id ?? this.#freeId(row.number ?? foldWords(spokenName(row.name)), row, school);
		this.#add({ row, id, before });
	}

	finish(): RosterPlan {
		const single = [...this.#byPatron.values()].flatMap((same) => onePerPatron(same, this.report));
		const taken = this.#withNewNumbers(single);
		const missing = this.#missing(taken);
		// Whoever is asked about already is not asked about twice.
		const asked = new Set(this.#proposals.map(({ id }) => id));
		const unexplained = missing.filter(({ id }) => !asked.has(`numberChanged:${id}`) && !asked.has(`numberReused:${id}`));
		this.#proposals.push(...leavers(unexplained, this.#now));
		const renames = renamedClasses(taken, this.#now);
		this.#proposals.push(...renames.map(({ proposal }) => proposal));
		const classes = new RosterClasses(this.#now.school, this.#now.homeClasses, acceptedRenames(renames, this.#accepted, this.#now));
		const patrons = [...taken.map((recognition) => patronOf(recognition, classes)), ...this.#left(missing)];
		const groups = planGroups(taken, this.#now, classes, this.report);
		const cards = planCards(taken, this.#now, this.report, new Set(this.#released.keys()));
		for (const { row } of taken) for (const reason of row.warnings) this.report.warnings.push({ line: row.line, reason });
		warnOfOtherSchool(taken, this.#proposals.filter(({ kind }) => kind === 'numberReused'), this.#now.school, this.report);
		this.report.patrons = taken.length;
		sortByLine(this.report);
		return { report: this.report, proposals: this.#proposals, ...compared(classes.all(), patrons, cards, groups, this.#now) };
	}

	#add(recognition: Recognition): void {
		this.#byPatron.set(recognition.id, [...(this.#byPatron.get(recognition.id) ?? []), recognition]);
	}

	#proposeReuse(row: RosterRow, patron: Patron): void {
		const id = `numberReused:${patron.id}`;
		const to = [row.number, spokenName(row.name), row.homeClass?.name].filter(Boolean).join(' · ');
		this.#proposals.push({ id, kind: 'numberReused', from: personText(patron, this.#now), to, count: this.#now.openLoans?.get(patron.id) ?? 0, line: row.line });
		if (!this.#accepted.has(id)) {
			this.report.skipped.push({ line: row.line, reason: 'numberReused' });
			return;
		}
		this.#released.set(patron.id, patron);
		this.#add({ row, id: naturalId<PatronId>('patron', this.#now.school.id, row.number ?? '', foldWords(spokenName(row.name))), before: undefined });
	}

	/** The id of a number may be somebody's who has another number now. */
	#freeId(key: string, row: RosterRow, school: School): PatronId {
		const id = naturalId<PatronId>('patron', school.id, key);
		return this.#known.has(id) ? naturalId<PatronId>('patron', school.id, key, foldWords(spokenName(row.name))) : id;
	}

	#withNewNumbers(taken: readonly Recognition[]): Recognition[] {
		const changes = changedNumbers(taken, this.#missing(taken), this.#now);
		this.#proposals.push(...changes.map(({ proposal }) => proposal));
		const accepted = new Map(changes.filter(({ proposal }) => this.#accepted.has(proposal.id)).map(({ row, patron }) => [row, patron]));
		return taken.map((recognition) => {
			const patron = accepted.get(recognition);
			return patron ? { row: recognition.row, id: patron.id, before: patron, hasNewNumber: true } : recognition;
		});
	}

	#missing(taken: readonly Recognition[]): Patron[] {
		// A file of teachers says nothing about pupils.
		if (!taken.some(({ row }) => row.category === 'pupil')) return [];
		return missingPupils(taken, this.#now).filter(({ id }) => !this.#released.has(id));
	}

	/** Leavers keep their loans, cards and class: only the day is noted. */
	#left(missing: readonly Patron[]): Patron[] {
		const leftOn = this.#now.today;
		if (leftOn === undefined) return [];
		const released = [...this.#released.values()].map(({ pupilNumber: _reused, ...patron }) => ({ ...patron, leftOn: patron.leftOn ?? leftOn }));
		return [...missing.filter(({ id }) => this.#accepted.has(`left:${id}`)).map((patron) => ({ ...patron, leftOn })), ...released];
	}
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

function patronOf({ row, id, before, hasNewNumber = false }: Recognition, classes: RosterClasses): Patron {
	const { provisional: _known, leftOn: _back, infix: _old, ...kept } = before ?? { category: row.category };
	const name = before && isDamagedNameOf(before, row.name) ? nameOf(before) : row.name;
	const number = hasNewNumber ? row.number : (before?.pupilNumber ?? row.number);
	const homeClassId = row.homeClass ? classes.idOf(row.homeClass) : before?.homeClassId;
	return { ...kept, id, ...name, ...row.guardian, ...(number === undefined ? {} : { pupilNumber: number }), ...(homeClassId === undefined ? {} : { homeClassId }) };
}

function nameOf({ givenName, infix, familyName }: Patron): PersonName {
	return infix === undefined ? { givenName, familyName } : { givenName, infix, familyName };
}

function compared(homeClasses: readonly HomeClass[], patrons: readonly Patron[], cards: readonly Card[], groups: PlannedGroups, now: RosterNow) {
	const [ofClasses, ofPatrons, ofCards] = [differing(homeClasses, now.homeClasses), differing(patrons, now.patrons), differing(cards, now.cards)];
	const ofGroups = differing(groups.teachingGroups, now.teachingGroups ?? []);
	const [ofPlaces, ofTeachings] = [differing(groups.groupPlaces, now.groupPlaces ?? []), differing(groups.teachings, now.teachings ?? [])];
	const all = [ofClasses, ofGroups, ofPatrons, ofPlaces, ofTeachings, ofCards];
	const total = (count: (part: Difference<{ id: string }>) => number): number => all.reduce((sum, part) => sum + count(part), 0);
	const changes: ImportChanges = {
		created: total((part) => part.created),
		changed: total((part) => part.written.length - part.created),
		unchanged: total((part) => part.unchanged)
	};
	const written = { teachingGroups: ofGroups.written, groupPlaces: ofPlaces.written, teachings: ofTeachings.written };
	return { changes, homeClasses: ofClasses.written, patrons: ofPatrons.written, cards: ofCards.written, groups: written };
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
function warnOfOtherSchool(taken: readonly Recognition[], reused: readonly Proposal[], { brin }: School, report: ImportReport): void {
	const other = taken.find(({ row }) => isOfOtherSchool(row.location, brin));
	const line = other?.row.line ?? lineOfStrangers(taken, reused);
	if (line !== undefined) report.warnings.push({ line, reason: 'otherSchool' });
}

/** The line at which to say so: most numbers that are known here belong to other people. */
function lineOfStrangers(taken: readonly Recognition[], reused: readonly Proposal[]): number | undefined {
	const known = taken.filter(({ before }) => before !== undefined).length;
	return reused.length >= fewestStrangers && reused.length > known ? reused[0]?.line : undefined;
}

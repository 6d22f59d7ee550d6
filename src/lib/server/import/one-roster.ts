import { isInfix } from '#lib/domain/people/infix.ts';
import { readClassName } from '#lib/domain/people/class-name.ts';
import type { PatronCategory } from '#lib/domain/people/patron.ts';
import { readPersonName, type PersonName } from '#lib/domain/people/person-name.ts';
import { readPupilNumber } from '#lib/domain/people/pupil-number.ts';
import { headerKey } from './columns.ts';
import type { WarningReason } from '#lib/protocol/imports.ts';
import { ImportFailure } from './import-report.ts';
import type { OneRosterFiles } from './one-roster-files.ts';
import { readCsv } from './read-csv.ts';
import type { ClassOfRow, GroupOfRow, RosterReading } from './roster-row.ts';

export interface RosterFileReading {
	readonly line: number;
	readonly reading: RosterReading;
}

/** Cells by the key of their header; `line` is the row's place in its own file. */
interface Entry {
	readonly line: number;
	readonly cell: (name: string) => string;
}

const categories: Readonly<Record<string, PatronCategory>> = { student: 'pupil', teacher: 'teacher', aide: 'staff', administrator: 'staff', siteadministrator: 'staff', proctor: 'staff', principal: 'staff', counselor: 'staff' };

/**
 * The people of a OneRoster 1.1 or 1.2 set. Version 1.2 keeps roles in a file of their own; class and school come
 * through enrolments. Passwords and everything else that lending does not need are never looked at.
 * @throws ImportFailure `badArchive` without users.csv
 */
export async function readOneRoster(files: OneRosterFiles): Promise<{ readings: RosterFileReading[]; hasPassword: boolean }> {
	const people = files.get('users.csv');
	if (!people) throw new ImportFailure('badArchive');
	const { entries, heads } = await read(people);
	const known: KnownBeside = { roles: await rolesOf(files), places: await placesOf(files), schools: await schoolsOf(files) };
	const readings = entries.map((entry) => ({ line: entry.line, reading: readPerson(entry, known) }));
	return { readings, hasPassword: heads.includes('password') };
}

/** What the other files of the set say, by the id of a person. */
interface KnownBeside {
	readonly roles: ReadonlyMap<string, string>;
	readonly places: ReadonlyMap<string, Places>;
	readonly schools: ReadonlyMap<string, string>;
}

/** Where somebody learns or teaches. */
interface Places {
	homeClass?: ClassOfRow;
	readonly groups: GroupOfRow[];
	readonly classes: { readonly name: string; readonly mentor: boolean }[];
}

function readPerson({ line, cell }: Entry, { roles, places, schools }: KnownBeside): RosterReading {
	const id = cell('sourcedid');
	if (isEnded(cell) || /^(false|0)$/i.test(cell('enableduser'))) return { skipped: 'personEnded' };
	const category = categories[headerKey(cell('role') || (roles.get(id) ?? ''))];
	if (!category) return { skipped: 'otherRole' };
	const number = readPupilNumber(numberOf(cell));
	if (number.outcome === 'rejected') return { skipped: number.reason };
	if (number.outcome === 'absent' && category === 'pupil') return { skipped: 'numberMissing' };
	const name = nameOf(cell);
	if (!name) return { skipped: 'nameMissing' };
	const own = places.get(id);
	const found = category === 'pupil' ? own?.homeClass : undefined;
	const read = readClassName(found?.name ?? '');
	const warnings: WarningReason[] = read.outcome === 'rejected' ? [read.reason] : [];
	if (name.familyName === '') warnings.push('familyNameMissing');
	return {
		row: {
			line,
			category,
			number: number.outcome === 'read' ? number.number : undefined,
			name,
			homeClass: found && read.outcome === 'read' ? { ...found, name: read.name, yearLayer: read.yearLayer, tracks: read.tracks } : undefined,
			groups: own?.groups ?? (places.size > 0 ? [] : undefined),
			...(category === 'pupil' || !own ? {} : { classes: own.classes }),
			card: undefined,
			location: schools.get(cell('orgsourcedids').split(',')[0] || cell('primaryorgsourcedid')) ?? '',
			warnings
		}
	};
}

/** `middleName` is a tussenvoegsel only where it is one; elsewhere it is a second first name. */
function nameOf(cell: Entry['cell']): PersonName | undefined {
	const middle = cell('middlename');
	return readPersonName({ given: cell('preferredgivenname') || cell('givenname'), infix: isInfix(middle) ? middle : '', family: cell('familyname') });
}

/** The school's own number, as `identifier` or in `{LLN:001234}`; else the name to sign in with. */
function numberOf(cell: Entry['cell']): string {
	const named = /\{[^:}]*:([^}]+)\}/.exec(cell('userids') || cell('userid'))?.[1];
	return cell('identifier') || named || cell('username');
}

async function rolesOf(files: OneRosterFiles): Promise<Map<string, string>> {
	const entries = (await readIfThere(files, 'roles.csv')).filter(({ cell }) => !isEnded(cell));
	// The primary role comes last and so stays.
	const ordered = entries.toSorted((a, b) => Number(a.cell('roletype') === 'primary') - Number(b.cell('roletype') === 'primary'));
	return new Map(ordered.map(({ cell }) => [cell('usersourcedid'), cell('role')]));
}

/** Home classes and teaching groups by the id of a person, as its enrolments give them. */
async function placesOf(files: OneRosterFiles): Promise<Map<string, Places>> {
	const sessions = new Map((await readIfThere(files, 'academicsessions.csv')).map(({ cell }) => [cell('sourcedid'), cell('schoolyear')]));
	const classes = new Map<string, GroupOfRow & { readonly isHome: boolean }>();
	for (const { cell } of await readIfThere(files, 'classes.csv')) {
		const read = readClassName(cell('classcode') || cell('title'));
		if (isEnded(cell) || read.outcome !== 'read') continue;
		const schoolYear = sessions.get(cell('termsourcedids').split(',')[0] ?? '')?.slice(0, 20);
		const subject = cell('subjects').split(',')[0]?.slice(0, 60);
		classes.set(cell('sourcedid'), { name: read.name, yearLayer: read.yearLayer, tracks: read.tracks, ...(schoolYear && { schoolYear }), ...(subject && { subject }), isHome: cell('classtype').toLowerCase() === 'homeroom' });
	}
	const places = new Map<string, Places>();
	for (const { cell } of await readIfThere(files, 'enrollments.csv')) {
		const found = classes.get(cell('classsourcedid'));
		const role = cell('role').toLowerCase();
		if (!found || isEnded(cell) || !['student', 'teacher'].includes(role)) continue;
		const own = places.get(cell('usersourcedid')) ?? { groups: [], classes: [] };
		places.set(cell('usersourcedid'), own);
		const { isHome, ...group } = found;
		if (!isHome) own.groups.push(group);
		else if (role === 'student') own.homeClass = group;
		else own.classes.push({ name: group.name, mentor: /^(true|1)$/i.test(cell('primary')) });
	}
	return places;
}

/** What a school is called outside: its BRIN, where the export gives one. */
async function schoolsOf(files: OneRosterFiles): Promise<Map<string, string>> {
	const entries = await readIfThere(files, 'orgs.csv');
	return new Map(entries.map(({ cell }) => [cell('sourcedid'), cell('identifier').toUpperCase()]));
}

function isEnded(cell: Entry['cell']): boolean {
	return cell('status').toLowerCase() === 'tobedeleted';
}

async function readIfThere(files: OneRosterFiles, name: string): Promise<Entry[]> {
	const content = files.get(name);
	return content && content.length > 0 ? (await read(content)).entries : [];
}

async function read(content: Uint8Array): Promise<{ entries: Entry[]; heads: string[] }> {
	const file = await readCsv(once(content));
	let heads: string[] | undefined;
	const entries: Entry[] = [];
	for await (const { line, cells } of file.rows) {
		if (!heads) {
			heads = cells.map(headerKey);
			continue;
		}
		const places = new Map(heads.map((head, i) => [head, i]));
		entries.push({ line, cell: (name) => (cells[places.get(name) ?? -1] ?? '').trim() });
	}
	return { entries, heads: heads ?? [] };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}

import { readClassName, tracksOf } from '#lib/domain/people/class-name.ts';
import { patronSchema, type Patron, type PatronCategory, type Track } from '#lib/domain/people/patron.ts';
import { longestName, readPersonName, spokenName, type NameCells, type PersonName } from '#lib/domain/people/person-name.ts';
import { readPupilNumber, withoutLeadingZeros } from '#lib/domain/people/pupil-number.ts';
import { cellOf, type Header } from './columns.ts';
import type { SkipReason, WarningReason } from '#lib/protocol/imports.ts';
import type { CsvRow } from './read-csv.ts';
import type { RosterField } from './roster-columns.ts';

/** Characters, as the help of Aura says of its export. */
const longestMagisterCard = 14;

export interface ClassOfRow {
	readonly name: string;
	readonly yearLayer?: number | undefined;
	readonly tracks: readonly Track[];
	readonly schoolYear?: string | undefined;
}

/** A teaching group that a row names. */
export interface GroupOfRow extends ClassOfRow {
	readonly subject?: string | undefined;
}

export type GuardianOfRow = Partial<Pick<Patron, 'guardianName' | 'guardianEmail' | 'guardianStreet' | 'guardianPostcode' | 'guardianCity'>>;

/** One row of a roster, understood but not yet compared with anything. */
export interface RosterRow {
	readonly line: number;
	readonly category: PatronCategory;
	/** Absent for a teacher who is known by name alone. */
	readonly number?: string | undefined;
	readonly name: PersonName;
	readonly homeClass?: ClassOfRow | undefined;
	/** Where a pupil learns or a teacher teaches; absent when the file does not say. */
	readonly groups?: readonly GroupOfRow[] | undefined;
	/** Home classes of a teacher. */
	readonly classes?: readonly { readonly name: string; readonly mentor: boolean }[] | undefined;
	/** What the pass says; absent when the file has no such column or the cell is empty. */
	readonly card?: string | undefined;
	readonly location: string;
	/** What the row says of whom letters about a pupil go to. */
	readonly guardian?: GuardianOfRow | undefined;
	readonly warnings: readonly WarningReason[];
}

export type RosterReading = { readonly row: RosterRow } | { readonly skipped: SkipReason };

/** @param category pupils need a number, teachers a name */
export function readRosterRow(row: CsvRow, header: Header<RosterField>, category: 'pupil' | 'teacher'): RosterReading {
	const cell = (field: RosterField): string => cellOf(row, header.columns, field);
	if (/^(sub)?(totaal|total|aantal)\b/i.test(row.cells.find((text) => text.trim() !== '')?.trim() ?? '')) {
		return { skipped: 'totalLine' };
	}
	const number = readPupilNumber(cell('number'));
	if (number.outcome === 'rejected') return { skipped: number.reason };
	if (number.outcome === 'absent' && category === 'pupil') return { skipped: 'numberMissing' };
	const cells = nameCells(cell);
	const name = readPersonName(cells);
	if (!name) return { skipped: 'nameMissing' };
	const warnings = [...nameWarnings(name, cells), ...widthWarnings(row, header)];
	const found = readClassName(category === 'pupil' ? cell('homeClass') : '');
	if (found.outcome === 'rejected') warnings.push(found.reason);
	const guardian = category === 'pupil' ? guardianOf(cell) : {};
	if (category === 'pupil' && cell('guardianEmail') !== '' && guardian.guardianEmail === undefined) warnings.push('emailUnreadable');
	if (number.outcome === 'read' && isCutOf(number.number, cell('card'))) warnings.push('cardCut');
	return {
		row: {
			line: row.line,
			category,
			number: number.outcome === 'read' ? number.number : undefined,
			name,
			homeClass: found.outcome === 'read' ? classOf(found, cell) : undefined,
			...(category === 'teacher' ? { classes: classesOf(cell) } : {}),
			groups: header.columns.has('groups') ? namesIn(cell('groups')).flatMap(groupOf) : undefined,
			card: cell('card') || undefined,
			location: cell('location').toUpperCase(),
			guardian,
			warnings
		}
	};
}

type Cell = (field: RosterField) => string;

function nameCells(cell: Cell): NameCells {
	const [given, family, name] = [cell('given'), cell('family'), cell('name')];
	const infix = cell('infix');
	if (family !== '' || name === '') return { given: given || (family === '' ? '' : name) || cell('initials'), infix, family };
	return given === '' ? { full: name, infix } : { given, infix, family: name };
}

function classOf(found: { name: string; yearLayer?: number; tracks: readonly Track[] }, cell: Cell): ClassOfRow {
	const layer = /^[1-6]$/.exec(cell('yearLayer'));
	const study = tracksOf(cell('study'));
	return {
		name: found.name,
		yearLayer: layer ? Number(layer[0]) : found.yearLayer,
		tracks: study.length > 0 ? study : found.tracks,
		schoolYear: cell('schoolYear').slice(0, 20) || undefined
	};
}

/** An empty cell is no news: what the school has stays. */
function guardianOf(cell: Cell): GuardianOfRow {
	const email = patronSchema.shape.guardianEmail.safeParse(cell('guardianEmail').split(/[;,]/)[0]?.trim());
	const found = {
		guardianName: cell('guardianName').slice(0, longestName),
		guardianEmail: email.success ? email.data : undefined,
		guardianStreet: cell('guardianStreet').slice(0, longestName),
		guardianPostcode: cell('guardianPostcode').slice(0, 20),
		guardianCity: cell('guardianCity').slice(0, longestName)
	};
	return Object.fromEntries(Object.entries(found).filter(([, text]) => text));
}

/** Magister writes bar codes of 14 characters at most: of a longer number the rest is gone. */
function isCutOf(number: string, card: string): boolean {
	const isPart = number.startsWith(card) || withoutLeadingZeros(number).startsWith(card);
	return isPart && card.length >= longestMagisterCard && card.length < withoutLeadingZeros(number).length;
}

/** `2hv3.netl; 2hv3.wis`: names in one cell; blanks part them only where each part looks like a class. */
function namesIn(cell: string): string[] {
	const parts = cell.split(/[,;|\n]+/).flatMap((part) => (part.trim().split(/\s+/).every((word) => /\d/.test(word)) ? part.trim().split(/\s+/) : [part.trim()]));
	return parts.filter((part) => part !== '');
}

function groupOf(text: string): GroupOfRow[] {
	const read = readClassName(text);
	return read.outcome === 'read' ? [{ name: read.name, yearLayer: read.yearLayer, tracks: read.tracks }] : [];
}

function classesOf(cell: Cell): { name: string; mentor: boolean }[] {
	const mentored = namesIn(cell('mentorOf'));
	return [...mentored.map((name) => ({ name, mentor: true })), ...namesIn(cell('homeClass')).filter((name) => !mentored.includes(name)).map((name) => ({ name, mentor: false }))];
}

function nameWarnings(name: PersonName, cells: NameCells): WarningReason[] {
	const warnings: WarningReason[] = [];
	if (name.familyName === '') warnings.push('familyNameMissing');
	// A spreadsheet writes ? for every letter its code page lacks.
	if (spokenName(name).includes('?')) warnings.push('nameHasQuestionMarks');
	if ([name.givenName, name.familyName].some((part) => /^[=+@]|^-\S/.test(part))) warnings.push('looksLikeFormula');
	if ([cells.given, cells.family, cells.full].some((part) => (part?.length ?? 0) > longestName)) warnings.push('nameCut');
	return warnings;
}

function widthWarnings(row: CsvRow, header: Header<RosterField>): WarningReason[] {
	if (row.cells.slice(header.width).some((text) => text.trim() !== '')) return ['tooManyCells'];
	return row.cells.length < header.width ? ['tooFewCells'] : [];
}

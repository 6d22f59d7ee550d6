import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { FileOrigin } from '#lib/protocol/imports.ts';
import type { OpenDatabase } from '../db/open.ts';
import { planCatalogue, planMarc, type CatalogueNow, type CataloguePlan } from './catalogue.ts';
import { catalogueColumns } from './catalogue-columns.ts';
import type { ColumnGuess } from './column-guess.ts';
import { headerKey, isPassword, previewHeader, type HeaderNames } from './columns.ts';
import { createdOfKinds, differencesOf, namesOfPeople, rowKey, type Difference } from './difference.ts';
import type { ImportedRow } from './import-jobs.ts';
import { ImportFailure, type ImportChanges, type ImportReport } from './import-report.ts';
import { isMarcXml, readMarc, shapeOf } from './marc-file.ts';
import { isOfPeople, isOfTitles } from './other-kind.ts';
import { unzipOneRoster, type OneRosterFiles } from './one-roster-files.ts';
import type { Choices, Proposal } from './proposal.ts';
import { readCsv, type CsvFile } from './read-csv.ts';
import type { RosterNow } from './roster-now.ts';
import { planOneRoster, planRoster, type RosterCategory, type RosterPlan } from './roster.ts';
import { isUnneeded, originOf, rosterColumns } from './roster-columns.ts';
import { readCatalogueNow, readRosterNow } from './school-records.ts';

export interface ImportSource {
	readonly kind: 'catalogue' | 'roster';
	/** Of a CSV roster, which does not say it. */
	readonly category: RosterCategory;
	/** The whole file, or the files of a OneRoster set. */
	readonly content: Uint8Array | OneRosterFiles;
}

/** What taking a file in would do; nothing has been written. */
export interface ImportPlan {
	readonly kind: 'catalogue' | 'roster';
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	readonly rows: readonly ImportedRow[];
	readonly differences: readonly Difference[];
	/** How many of `changes.created` are of each kind. */
	readonly createdOfKind: Readonly<Record<string, number>>;
	readonly proposals: readonly Proposal[];
	/** Absent for files that name their fields themselves. */
	readonly columns?: ColumnGuess | undefined;
	/** How the file was read, as a person may want to know it. */
	readonly format: string;
	/** Whose file it is, where its form says so. */
	readonly origin?: FileOrigin | undefined;
}

/**
 * Rehearses a file of any shape known, found by its content.
 * @throws ImportFailure when the file as a whole cannot be read
 */
export async function planImport(database: OpenDatabase, school: School, source: ImportSource, choices: Choices): Promise<ImportPlan> {
	if (source.content instanceof Uint8Array && source.content.length === 0) throw new ImportFailure('empty');
	return source.kind === 'catalogue' ? planOfCatalogue(database, school, source, choices) : planOfRoster(database, school, source, choices);
}

async function planOfCatalogue(database: OpenDatabase, school: School, { content }: ImportSource, choices: Choices): Promise<ImportPlan> {
	if (!(content instanceof Uint8Array)) throw new ImportFailure('notText');
	const shape = shapeOf(content);
	if (shape === 'zip') throw new ImportFailure('notText');
	const now = await readCatalogueNow(database, school);
	if (shape !== 'csv') return catalogueResult(planMarc(readMarc(content, shape), now, choices), now, undefined, shape);
	const columns = await guessColumns(database, school, 'catalogue', content, choices);
	if (!choices.columns && isOfPeople(columns.cells)) throw new ImportFailure('isRoster');
	return withColumns(columns, async () => {
		const csv = await readCsv(once(content));
		const plan = await planCatalogue(csv, now, { ...choices, columns: columns.chosen });
		return catalogueResult(plan, now, columns, formatOf(csv));
	});
}

async function planOfRoster(database: OpenDatabase, school: School, { content, category }: ImportSource, choices: Choices): Promise<ImportPlan> {
	const now: RosterNow = { ...(await readRosterNow(database, school)), today: dateAt(database.clock(), school.timeZone), at: database.clock() };
	if (!(content instanceof Uint8Array)) return oneRosterResult(await planOneRoster(content, now, choices), now);
	const shape = shapeOf(content);
	if (shape === 'zip') return oneRosterResult(await planOneRoster(unzipOneRoster(content), now, choices), now);
	if (shape === 'marcxml' && !isMarcXml(content)) throw new ImportFailure('unknownXml');
	if (shape !== 'csv') throw new ImportFailure('isCatalogue');
	const columns = await guessColumns(database, school, 'roster', content, choices);
	if (!choices.columns && isOfTitles(columns.cells)) throw new ImportFailure('isCatalogue');
	return withColumns(columns, async () => {
		const csv = await readCsv(once(content));
		const plan = await planRoster(csv, now, category, { ...choices, columns: columns.chosen });
		return { ...rosterResult(plan, now, columns, formatOf(csv)), origin: originOf(columns.cells) };
	});
}

/** A header that names too little can still be told what its columns are. */
async function withColumns(columns: ColumnGuess, work: () => Promise<ImportPlan>): Promise<ImportPlan> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ImportFailure && error.code === 'noHeader') throw new ImportFailure('noHeader', undefined, columns);
		throw error;
	}
}

/** What the person says now, else what the school chose for this header before, else what the names say. */
async function guessColumns(database: OpenDatabase, school: School, kind: ImportSource['kind'], content: Uint8Array, choices: Choices): Promise<ColumnGuess> {
	const names: HeaderNames<string> = kind === 'catalogue' ? catalogueColumns : rosterColumns;
	const head = await previewHeader((await readCsv(once(content.subarray(0, 256 * 1024), true))).rows, names);
	const key = createHash('sha256').update([kind, ...head.cells.map(headerKey)].join('\u001f')).digest('hex');
	const kept = await database.reader.selectFrom('import_columns').select('chosen').where('school_id', '=', school.id).where('header', '=', key).executeTakeFirst();
	const remembered = kept && (JSON.parse(kept.chosen) as Record<string, number>);
	const unneeded = head.cells.flatMap((cell, place) => ((kind === 'roster' ? isUnneeded(cell) : isPassword(cell)) ? [place] : []));
	const samples = head.samples.map((text, place) => (unneeded.includes(place) ? '' : text));
	return { cells: head.cells, fields: Object.keys(names), chosen: choices.columns ?? remembered ?? Object.fromEntries(head.columns), samples, unneeded, key };
}

function catalogueResult(plan: CataloguePlan, now: CatalogueNow, columns: ColumnGuess | undefined, format: string): ImportPlan {
	const rows: ImportedRow[] = [...plan.titles.map((row) => ({ kind: 'title' as const, row })), ...plan.copies.map((row) => ({ kind: 'copy' as const, row }))];
	const before: ImportedRow[] = [...now.titles.map((row) => ({ kind: 'title' as const, row })), ...now.copies.map((row) => ({ kind: 'copy' as const, row }))];
	return { kind: 'catalogue', report: plan.report, changes: plan.changes, proposals: plan.proposals, rows, ...compared(rows, before), columns, format };
}

function oneRosterResult(plan: RosterPlan, now: RosterNow): ImportPlan {
	return { ...rosterResult(plan, now, undefined, 'CSV'), origin: 'oneRoster' };
}

function rosterResult(plan: RosterPlan, now: RosterNow, columns: ColumnGuess | undefined, format: string): ImportPlan {
	const rowsOf = (from: Pick<RosterNow, 'homeClasses' | 'patrons' | 'cards' | 'teachingGroups' | 'groupPlaces' | 'teachings'>): ImportedRow[] => [
		...from.homeClasses.map((row) => ({ kind: 'homeClass' as const, row })),
		...(from.teachingGroups ?? []).map((row) => ({ kind: 'teachingGroup' as const, row })),
		...from.patrons.map((row) => ({ kind: 'patron' as const, row })),
		...(from.groupPlaces ?? []).map((row) => ({ kind: 'groupPlace' as const, row })),
		...(from.teachings ?? []).map((row) => ({ kind: 'teaching' as const, row })),
		...from.cards.map((row) => ({ kind: 'card' as const, row }))
	];
	const rows = rowsOf({ ...plan, ...plan.groups });
	const names = namesOfPeople([...rowsOf(now), ...rows]);
	return { kind: 'roster', report: plan.report, changes: plan.changes, proposals: plan.proposals, rows, ...compared(rows, rowsOf(now), names), columns, format };
}

function compared(rows: readonly ImportedRow[], before: readonly ImportedRow[], names: ReadonlyMap<string, string> = new Map()): Pick<ImportPlan, 'differences' | 'createdOfKind'> {
	const old = new Map(before.map((each) => [rowKey(each), each]));
	return { differences: differencesOf(rows, old, names), createdOfKind: createdOfKinds(rows, old) };
}

function formatOf({ delimiter, encoding }: CsvFile): string {
	return `CSV ${delimiter === '\t' ? 'tab' : delimiter} ${encoding()}`;
}

/** @param isSample the end may stand in the middle of a row */
async function* once(content: Uint8Array, isSample = false): AsyncGenerator<Uint8Array> {
	const end = isSample ? content.lastIndexOf(0x0a) + 1 || content.length : content.length;
	// The parser behind it grows slower with the square of what it gets at once.
	const piece = 2 * 1024;
	for (let at = 0; at < end; at += piece) {
		yield content.subarray(at, Math.min(at + piece, end));
		// Desks push while a large file is read.
		await setImmediate();
	}
}

import { isDeepStrictEqual } from 'node:util';
import { mintedBarcode, mintedBarcodes, serialOfMinted } from '#lib/domain/catalogue/barcode.ts';
import { followMerges } from '#lib/domain/catalogue/follow-merges.ts';
import { foldWords, titleKey } from '#lib/domain/catalogue/title-key.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CopyId, LocationId, TitleId } from '#lib/domain/shared/ids.ts';
import { catalogueColumns, isCatalogue } from './catalogue-columns.ts';
import { readCatalogueRow, type CatalogueRow } from './catalogue-row.ts';
import { readHeader } from './columns.ts';
import type { WarningReason } from '#lib/protocol/imports.ts';
import { emptyReport, ImportFailure, sortByLine, type ImportChanges, type ImportReport } from './import-report.ts';
import { rowsOfMarc } from './marc/marc-catalogue-row.ts';
import type { MarcReading } from './marc/marc-record.ts';
import { naturalId } from './natural-id.ts';
import { isOfOtherSchool } from './other-school.ts';
import { noChoices, type Choices, type Proposal } from './proposal.ts';
import type { CsvFile } from './read-csv.ts';

/** What the school has already. */
export interface CatalogueNow {
	readonly school: School;
	readonly titles: readonly Title[];
	readonly copies: readonly Copy[];
}

/** What taking the file in would write; nothing has been written. */
export interface CataloguePlan {
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	/** New and changed rows only, titles to be written first. */
	readonly titles: readonly Title[];
	readonly copies: readonly Copy[];
	/** What a person may answer; without an answer nothing of it happens. */
	readonly proposals: readonly Proposal[];
}

/**
 * Rehearses a catalogue file: one row a title or one row a copy, columns in any order.
 * Ids follow from ISBN, barcode or title + author + year, so that the same file twice plans nothing.
 * @throws ImportFailure when the file as a whole cannot be read
 */
export async function planCatalogue(file: CsvFile, now: CatalogueNow, choices: Choices = noChoices): Promise<CataloguePlan> {
	const { header, rows } = await readHeader(file.rows, catalogueColumns, isCatalogue, choices.columns);
	const plan = new Plan(now, header.columns.has('barcode'), choices.accepted);
	if (header.hasPassword) plan.warn(header.line, 'passwordIgnored');
	for await (const row of rows) {
		plan.report.rows++;
		const read = readCatalogueRow(row, header.columns);
		if (read) plan.take(row.line, read);
		else plan.report.skipped.push({ line: row.line, reason: 'titleMissing' });
	}
	return plan.finish();
}

/**
 * Rehearses a file of MARC records; in its report a line is the place of a record.
 * @throws ImportFailure `noRecords` when there is not one
 */
export function planMarc(readings: Iterable<MarcReading>, now: CatalogueNow, choices: Choices = noChoices): CataloguePlan {
	const plan = new Plan(now, true, choices.accepted);
	for (const reading of readings) {
		const line = reading.place;
		plan.report.rows++;
		const rows = 'record' in reading ? rowsOfMarc(reading.record) : undefined;
		if ('problem' in reading) plan.report.skipped.push({ line, reason: reading.problem });
		else if (!rows) plan.report.skipped.push({ line, reason: 'titleMissing' });
		else if (reading.notice) plan.warn(line, reading.notice);
		if (rows) plan.takeRecord(line, rows);
	}
	if (plan.report.rows === plan.report.skipped.filter(({ reason }) => reason !== 'titleMissing').length) throw new ImportFailure('noRecords');
	return plan.finish();
}

/** Fewer wrong labels than this are mistakes of one school, not the file of another. */
const fewestMoved = 10;

class Plan {
	readonly report = emptyReport();
	readonly #now: CatalogueNow;
	readonly #hasBarcodes: boolean;
	readonly #accepted: ReadonlySet<string>;
	readonly #alike: ReadonlyMap<string, Title>;
	readonly #proposals = new Map<string, Proposal>();
	readonly #titleBefore: ReadonlyMap<string, Title>;
	readonly #copyBefore: ReadonlyMap<string, Copy>;
	readonly #titleIdByIsbn: Map<string, TitleId>;
	readonly #copyIdByBarcode: Map<string, CopyId>;
	readonly #titles = new Map<TitleId, Title>();
	readonly #copies = new Map<CopyId, Copy>();
	readonly #rowsOfTitle = new Map<TitleId, number>();
	readonly #unknownLocations = new Set<string>();
	#nextSerial: number;

	constructor(now: CatalogueNow, hasBarcodes: boolean, accepted: ReadonlySet<string>) {
		this.#now = now;
		this.#accepted = accepted;
		this.#alike = new Map(now.titles.filter((title) => title.mergedInto === undefined).map((title) => [likeness(title), title]));
		this.#hasBarcodes = hasBarcodes;
		this.#titleBefore = new Map(now.titles.map((title) => [title.id, title]));
		this.#copyBefore = new Map(now.copies.map((copy) => [copy.id, copy]));
		this.#titleIdByIsbn = new Map(now.titles.flatMap((title) => title.isbns.map((isbn) => [isbn, this.#kept(title.id)] as const)));
		this.#copyIdByBarcode = new Map(now.copies.map((copy) => [copy.barcode, copy.id]));
		this.#nextSerial = 1 + now.copies.reduce((top, copy) => Math.max(top, serialOfMinted(copy.barcode) ?? -1), -1);
	}

	warn(line: number, reason: WarningReason): void {
		this.report.warnings.push({ line, reason });
	}

	take(line: number, row: CatalogueRow): void {
		this.#takeRow(line, row, this.#titleIdOf(row.title));
	}

	/** One record describes one title: two records that look alike are two titles until a person says otherwise. */
	takeRecord(line: number, rows: readonly CatalogueRow[]): void {
		const [first] = rows;
		if (!first) return;
		const id = this.#titleIdOfRecord(line, first.title);
		for (const row of rows) this.#takeRow(line, row, id);
	}

	#takeRow(line: number, row: CatalogueRow, id: TitleId): void {
		for (const outcome of row.isbns) if (outcome !== 'absent') this.report.isbn[outcome]++;
		for (const reason of row.warnings) this.warn(line, reason);
		if (row.barcode !== '' && !this.#isBarcodeFree(line, row, id)) return;
		this.#takeTitle(line, id, row.title);
		const locationId = this.#locationOf(line, row.location);
		const copy = { ...row.copy, ...(locationId === undefined ? {} : { locationId }) };
		if (row.barcode !== '') this.#takeCopy(this.#copyIdOf(row.barcode), id, row.barcode, copy);
		else if (this.#hasBarcodes && row.count === undefined) this.warn(line, 'barcodeMissing');
		else this.#mintCopies(id, row.count ?? 1, copy);
	}

	finish(): CataloguePlan {
		const titles = [...this.#titles.values()].filter((row) => !isDeepStrictEqual(row, this.#titleBefore.get(row.id)));
		const copies = [...this.#copies.values()].filter((row) => !isDeepStrictEqual(row, this.#copyBefore.get(row.id)));
		const created =
			titles.filter((row) => !this.#titleBefore.has(row.id)).length + copies.filter((row) => !this.#copyBefore.has(row.id)).length;
		const written = titles.length + copies.length;
		const all = this.#titles.size + this.#copies.size;
		this.report.titles = this.#titles.size;
		this.report.copies = this.#copies.size;
		this.#warnOfOtherSchool();
		sortByLine(this.report);
		const changes = { created, changed: written - created, unchanged: all - written };
		return { report: this.report, changes, titles, copies, proposals: [...this.#proposals.values()] };
	}

	#titleIdOf(title: CatalogueRow['title']): TitleId {
		const known = title.isbns.map((isbn) => this.#titleIdByIsbn.get(isbn)).find((id) => id !== undefined);
		if (known) return known;
		const { id: schoolId } = this.#now.school;
		const isbn = title.isbns[0];
		const id = naturalId<TitleId>('title', schoolId, isbn ?? titleKey(title));
		const other = isbn === undefined ? this.#withOtherSubtitle(id, title) : undefined;
		if (other) return other;
		return this.#titleBefore.has(id) ? this.#kept(id) : this.#sameAs(id, title);
	}

	/** `Karel de Grote` is five books: of what looks the same, another subtitle is another title. */
	#withOtherSubtitle(id: TitleId, title: CatalogueRow['title']): TitleId | undefined {
		const own = naturalId<TitleId>('title', this.#now.school.id, titleKey(title), foldWords(title.subtitle ?? ''));
		if (this.#titleBefore.has(own)) return this.#kept(own);
		const [inFile, before] = [this.#titles.get(id), this.#titleBefore.get(id)];
		const earlier = inFile ?? before;
		if (!earlier || foldWords(earlier.subtitle ?? '') === foldWords(title.subtitle ?? '')) return undefined;
		const bothSay = earlier.subtitle !== undefined && title.subtitle !== undefined;
		if (inFile) return bothSay || title.authors.length === 0 ? own : undefined;
		return bothSay ? this.#askSame(own, title, earlier) : undefined;
	}

	/** What was merged with another title stays one with it. */
	#kept(id: TitleId): TitleId {
		return followMerges(id, (each) => this.#titleBefore.get(each))?.id ?? id;
	}

	#titleIdOfRecord(line: number, title: CatalogueRow['title']): TitleId {
		const id = this.#titleIdOf(title);
		const earlier = this.#titles.get(id);
		if (!earlier) return id;
		if (title.isbns.some((isbn) => earlier.isbns.includes(isbn))) {
			this.warn(line, 'isbnTwice');
			return id;
		}
		let own = id;
		for (let turn = 2; this.#titles.has(own); turn++) own = naturalId('title', this.#now.school.id, titleKey(title), String(turn));
		return this.#titleBefore.has(own) ? own : this.#askSame(own, title, earlier);
	}

	/** A new title that another looks like is proposed as the same; only a person's yes makes it so. */
	#sameAs(id: TitleId, title: CatalogueRow['title']): TitleId {
		const alike = title.authors.length > 0 ? this.#alike.get(likeness(title)) : undefined;
		return alike ? this.#askSame(id, title, alike) : id;
	}

	#askSame(id: TitleId, title: CatalogueRow['title'], alike: Title): TitleId {
		const proposal: Proposal = { id: `sameTitle:${id}`, kind: 'sameTitle', from: titleText(alike), to: titleText(title), count: alike.isbns.length };
		this.#proposals.set(proposal.id, proposal);
		return this.#accepted.has(proposal.id) ? alike.id : id;
	}

	/** Later rows of a title fill in what earlier rows left open; what the school has is overwritten by what the file says. */
	#takeTitle(line: number, id: TitleId, row: CatalogueRow['title']): void {
		const earlier = this.#titles.get(id);
		if (earlier && foldWords(earlier.title) !== foldWords(row.title)) this.warn(line, 'isbnOfOtherTitle');
		const before = this.#titleBefore.get(id);
		const isbns = [...new Set([...(earlier?.isbns ?? before?.isbns ?? []), ...row.isbns])].slice(0, 40);
		const authors = [earlier?.authors, row.authors, before?.authors].find((names) => names && names.length > 0) ?? [];
		this.#titles.set(id, { ...before, ...row, ...earlier, id, isbns, authors });
		for (const isbn of isbns) this.#titleIdByIsbn.set(isbn, id);
	}

	#isBarcodeFree(line: number, { barcode, title }: CatalogueRow, titleId: TitleId): boolean {
		if (barcode.length > 64) {
			this.report.skipped.push({ line, reason: 'barcodeTooLong' });
			return false;
		}
		const id = this.#copyIdOf(barcode);
		const taken = this.#copies.get(id);
		if (!taken) return this.#mayMove(line, id, title, titleId);
		this.report.skipped.push({ line, reason: taken.titleId === titleId ? 'barcodeTwice' : 'barcodeOfOtherTitle' });
		return false;
	}

	/** A label that the school has on another book is on that book: only a person can say that it was wrong. */
	#mayMove(line: number, id: CopyId, title: CatalogueRow['title'], titleId: TitleId): boolean {
		const copy = this.#copyBefore.get(id);
		const holder = copy && !copy.provisional && copy.titleId !== titleId ? this.#titleBefore.get(copy.titleId) : undefined;
		if (!holder || foldWords(holder.title) === foldWords(title.title)) return true;
		const proposal: Proposal = { id: `barcodeMoved:${id}`, kind: 'barcodeMoved', from: titleText(holder), to: titleText(title), count: 1, line };
		this.#proposals.set(proposal.id, proposal);
		if (this.#accepted.has(proposal.id)) return true;
		this.report.skipped.push({ line, reason: 'barcodeKnown' });
		return false;
	}

	/** Labels that nearly all stand on other books here were printed elsewhere. */
	#warnOfOtherSchool(): void {
		const moved = [...this.#proposals.values()].filter(({ kind }) => kind === 'barcodeMoved');
		const known = [...this.#copies.keys()].filter((id) => this.#copyBefore.has(id)).length;
		const [first] = moved;
		if (first && moved.length >= fewestMoved && moved.length > known) this.warn(first.line ?? 1, 'otherSchool');
	}

	#copyIdOf(barcode: string): CopyId {
		return this.#copyIdByBarcode.get(barcode) ?? naturalId('copy', this.#now.school.id, barcode);
	}

	#takeCopy(id: CopyId, titleId: TitleId, barcode: string, row: Partial<Copy>): void {
		const before = this.#copyBefore.get(id);
		const fresh: Pick<Copy, 'status' | 'loanType' | 'provisional'> = { status: 'inService', loanType: 'normal' };
		const { provisional: _known, ...kept } = before ?? fresh;
		this.#copies.set(id, { ...kept, ...row, id, titleId, barcode });
	}

	/** Without barcodes the nth copy of a title is the nth copy of last time: it keeps the barcode it was given then. */
	#mintCopies(titleId: TitleId, count: number, row: Partial<Copy>): void {
		for (let left = count; left > 0; left--) {
			const ordinal = (this.#rowsOfTitle.get(titleId) ?? 0) + 1;
			this.#rowsOfTitle.set(titleId, ordinal);
			const id = naturalId<CopyId>('copy', this.#now.school.id, titleId, String(ordinal));
			this.#takeCopy(id, titleId, this.#copyBefore.get(id)?.barcode ?? this.#mint(), row);
		}
	}

	#mint(): string {
		while (this.#nextSerial < mintedBarcodes) {
			const barcode = mintedBarcode(this.#nextSerial++);
			if (!this.#copyIdByBarcode.has(barcode)) return barcode;
		}
		throw new RangeError('no minted barcodes left');
	}

	#locationOf(line: number, text: string): LocationId | undefined {
		if (text === '') return undefined;
		const key = foldWords(text);
		const { locations, brin } = this.#now.school;
		const found = locations.find(({ name, code }) => foldWords(name) === key || foldWords(code) === key);
		if (!found && !this.#unknownLocations.has(key)) this.warn(line, isOfOtherSchool(text, brin) ? 'otherSchool' : 'locationUnknown');
		if (!found) this.#unknownLocations.add(key);
		return found?.id;
	}
}

/** Editions of one work: the same words in the title and the same surname first. */
function likeness({ title, authors }: Pick<Title, 'title' | 'authors'>): string {
	return `${foldWords(title)}|${foldWords((authors[0] ?? '').split(',')[0] ?? '')}`;
}

function titleText({ title, subtitle, authors, year }: Pick<Title, 'title' | 'subtitle' | 'authors' | 'year'>): string {
	return [[title, subtitle].filter(Boolean).join(': '), authors[0], year].filter(Boolean).join(' · ');
}

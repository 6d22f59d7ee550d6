import { isDeepStrictEqual } from 'node:util';
import { mintedBarcode, mintedBarcodes, serialOfMinted } from '#lib/domain/catalogue/barcode.ts';
import { foldWords, titleKey } from '#lib/domain/catalogue/title-key.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CopyId, LocationId, TitleId } from '#lib/domain/shared/ids.ts';
import { catalogueColumns, isCatalogue } from './catalogue-columns.ts';
import { readCatalogueRow, type CatalogueRow } from './catalogue-row.ts';
import { readHeader } from './columns.ts';
import { emptyReport, sortByLine, type ImportChanges, type ImportReport, type WarningReason } from './import-report.ts';
import { naturalId } from './natural-id.ts';
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
}

/**
 * Rehearses a catalogue file: one row a title or one row a copy, columns in any order.
 * Ids follow from ISBN, barcode or title + author + year, so that the same file twice plans nothing.
 * @throws ImportFailure when the file as a whole cannot be read
 */
export async function planCatalogue(file: CsvFile, now: CatalogueNow): Promise<CataloguePlan> {
	const { header, rows } = await readHeader(file.rows, catalogueColumns, isCatalogue);
	const plan = new Plan(now, header.columns.has('barcode'));
	if (header.hasPassword) plan.warn(header.line, 'passwordIgnored');
	for await (const row of rows) {
		plan.report.rows++;
		const read = readCatalogueRow(row, header.columns);
		if (read) plan.take(row.line, read);
		else plan.report.skipped.push({ line: row.line, reason: 'titleMissing' });
	}
	return plan.finish();
}

class Plan {
	readonly report = emptyReport();
	readonly #now: CatalogueNow;
	readonly #hasBarcodes: boolean;
	readonly #titleBefore: ReadonlyMap<string, Title>;
	readonly #copyBefore: ReadonlyMap<string, Copy>;
	readonly #titleIdByIsbn: Map<string, TitleId>;
	readonly #copyIdByBarcode: Map<string, CopyId>;
	readonly #titles = new Map<TitleId, Title>();
	readonly #copies = new Map<CopyId, Copy>();
	readonly #rowsOfTitle = new Map<TitleId, number>();
	readonly #unknownLocations = new Set<string>();
	#nextSerial: number;

	constructor(now: CatalogueNow, hasBarcodes: boolean) {
		this.#now = now;
		this.#hasBarcodes = hasBarcodes;
		this.#titleBefore = new Map(now.titles.map((title) => [title.id, title]));
		this.#copyBefore = new Map(now.copies.map((copy) => [copy.id, copy]));
		this.#titleIdByIsbn = new Map(now.titles.flatMap((title) => title.isbns.map((isbn) => [isbn, title.id] as const)));
		this.#copyIdByBarcode = new Map(now.copies.map((copy) => [copy.barcode, copy.id]));
		this.#nextSerial = 1 + now.copies.reduce((top, copy) => Math.max(top, serialOfMinted(copy.barcode) ?? -1), -1);
	}

	warn(line: number, reason: WarningReason): void {
		this.report.warnings.push({ line, reason });
	}

	take(line: number, row: CatalogueRow): void {
		if (row.isbn !== 'absent') this.report.isbn[row.isbn]++;
		for (const reason of row.warnings) this.warn(line, reason);
		const id = this.#titleIdOf(row.title);
		if (row.barcode !== '' && !this.#isBarcodeFree(line, row.barcode, id)) return;
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
		sortByLine(this.report);
		return { report: this.report, changes: { created, changed: written - created, unchanged: all - written }, titles, copies };
	}

	#titleIdOf(title: CatalogueRow['title']): TitleId {
		const known = title.isbns.map((isbn) => this.#titleIdByIsbn.get(isbn)).find((id) => id !== undefined);
		if (known) return known;
		const { id: schoolId } = this.#now.school;
		const isbn = title.isbns[0];
		return isbn === undefined ? naturalId('title', schoolId, titleKey(title)) : naturalId('title', schoolId, isbn);
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

	#isBarcodeFree(line: number, barcode: string, titleId: TitleId): boolean {
		if (barcode.length > 64) {
			this.report.skipped.push({ line, reason: 'barcodeTooLong' });
			return false;
		}
		const taken = this.#copies.get(this.#copyIdOf(barcode));
		if (!taken) return true;
		this.report.skipped.push({ line, reason: taken.titleId === titleId ? 'barcodeTwice' : 'barcodeOfOtherTitle' });
		return false;
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
		const found = this.#now.school.locations.find(({ name, code }) => foldWords(name) === key || foldWords(code) === key);
		if (!found && !this.#unknownLocations.has(key)) this.warn(line, 'locationUnknown');
		if (!found) this.#unknownLocations.add(key);
		return found?.id;
	}
}

import Papa from 'papaparse';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { CatalogueNow } from './catalogue.ts';
import { marcOfTitle } from './marc/marc-of-title.ts';
import { iso2709Of, marcXmlFrame, marcXmlOf } from './marc/write-marc.ts';

export const exportFormats = ['marcxml', 'iso2709', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The pieces of a file with all titles and their copies, in UTF-8. Records too long for ISO 2709 are counted in `onTooLong`. */
export function* exportCatalogue(now: CatalogueNow, format: ExportFormat, onTooLong: (title: Title) => void = () => undefined): Generator<string | Uint8Array> {
	const copiesOf = Map.groupBy(now.copies, (copy) => copy.titleId);
	const titles = now.titles.filter((title) => title.mergedInto === undefined).toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1));
	const code = (id: string) => now.school.locations.find((location) => location.id === id)?.code ?? '';
	if (format === 'marcxml') yield marcXmlFrame.head;
	// The mark tells spreadsheets that it is UTF-8.
	if (format === 'csv') yield `\ufeff${line(csvHead)}`;
	for (const title of titles) {
		const copies = (copiesOf.get(title.id) ?? []).toSorted((a, b) => (a.barcode < b.barcode ? -1 : 1));
		if (format === 'csv') yield csvLines(title, copies, code);
		else if (format === 'marcxml') yield marcXmlOf(marcOfTitle(title, copies, code));
		else {
			const record = iso2709Of(marcOfTitle(title, copies, code));
			if (record) yield record;
			else onTooLong(title);
		}
	}
	if (format === 'marcxml') yield marcXmlFrame.foot;
}

const csvHead = ['titel', 'ondertitel', 'auteurs', 'isbn', 'uitgever', 'jaar', 'taal', 'paginas', 'genre', 'onderwerp', 'reeks', 'reeksnummer', 'materiaal', 'doelgroep', 'siso', 'nur', 'barcode', 'vestiging', 'plaatsing', 'status', 'uitleensoort', 'eigenaar', 'soort collectie', 'terug op', 'alleen op school'];

function csvLines(title: Title, copies: readonly Copy[], codeOf: (id: string) => string): string {
	const own = [title.title, title.subtitle, title.authors.join('; '), title.isbns.join('; '), title.publisher, title.year, title.language, title.pages, title.genre, title.subject, title.series, title.seriesNumber, title.material, title.audience, title.siso, title.nur];
	const rows = copies.length > 0 ? copies.map((copy) => [copy.barcode, copy.locationId && codeOf(copy.locationId), copy.shelf, copy.status, copy.loanType, copy.owner, copy.collection, copy.backOn, copy.inSchoolOnly === undefined ? undefined : copy.inSchoolOnly ? 'ja' : 'nee']) : [[]];
	return rows.map((row) => line([...own, ...row])).join('');
}

/** One line of CSV. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
function line(cells: readonly (string | number | undefined)[]): string {
	const shielded = cells.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : (cell ?? '')));
	return `${Papa.unparse([shielded], { delimiter: ';', newline: '\r\n' })}\r\n`;
}

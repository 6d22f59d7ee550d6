import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import { titleKey } from '#lib/domain/catalogue/title-key.ts';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { demoAudiences, demoGenres, demoTitleColumns, parseDemoTitles } from '#lib/server/demo/titles.ts';

const csvText = readFileSync(new URL('../../../src/lib/server/demo/titles.csv', import.meta.url), 'utf8');
const titles = parseDemoTitles(csvText);

const doubles = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);

describe('the titles of the demo school', () => {
	it('are about six hundred', () => {
		expect(titles.length).toBeGreaterThanOrEqual(560);
		expect(titles.length).toBeLessThanOrEqual(660);
	});

	it('are titles that the domain accepts', () => {
		const refused = titles.filter((title) => !titleSchema.omit({ id: true }).safeParse(title).success);
		expect(refused).toEqual([]);
	});

	it('carry only ISBNs whose check digit is right, and each ISBN once', () => {
		const isbns = titles.flatMap((title) => title.isbns);
		expect(isbns.length).toBeGreaterThan(80);
		expect(isbns.filter((isbn) => !isIsbn13(isbn))).toEqual([]);
		expect(doubles(isbns)).toEqual([]);
	});

	it('stand in the list once, also when somebody types them without accents or capitals', () => {
		expect(doubles(titles.map((title) => titleKey({ title: title.title, authors: title.authors })))).toEqual([]);
	});

	it('have a genre and an audience of the fixed sets, and every genre is used', () => {
		const genres = new Set(titles.map((title) => title.genre));
		expect([...genres].sort()).toEqual([...demoGenres].sort());
		expect(new Set(titles.map((title) => title.audience))).toEqual(new Set(demoAudiences));
	});

	it('name authors surname first, and never leave a tussenvoegsel in front', () => {
		const authors = titles.flatMap((title) => title.authors);
		expect(authors.filter((author) => /^(van|de|den|der|het|ten|ter|te)\s/i.test(author))).toEqual([]);
		expect(authors.filter((author) => author !== author.trim() || /[;|]/.test(author))).toEqual([]);
	});

	it('never number a title in a series that is not named, nor give two titles of a series one number', () => {
		expect(titles.filter((title) => title.seriesNumber && !title.series)).toEqual([]);
		const places = titles.filter((title) => title.seriesNumber).map((title) => `${title.series} ${title.seriesNumber}`);
		expect(doubles(places)).toEqual([]);
	});

	it('say the language and the original language of every title', () => {
		expect(titles.filter((title) => !/^[a-z]{2}$/.test(title.language ?? ''))).toEqual([]);
		expect(titles.filter((title) => !/^[a-z]{2,3}$/.test(title.originalLanguage ?? ''))).toEqual([]);
	});

	it('tell pages only with the edition they are counted in', () => {
		expect(titles.filter((title) => title.pages && title.isbns.length === 0)).toEqual([]);
	});

	it('are mostly Dutch in origin, with films and comics for their own lending terms', () => {
		expect(titles.filter((title) => title.originalLanguage === 'nl').length).toBeGreaterThan(titles.length / 2);
		const materials = new Set(titles.map((title) => title.material));
		expect(materials).toEqual(new Set(['book', 'comic', 'dvd', 'magazine']));
	});
});

describe('parseDemoTitles', () => {
	const header = demoTitleColumns.join(',');
	const row = (cells: Partial<Record<(typeof demoTitleColumns)[number], string>>) =>
		[header, demoTitleColumns.map((column) => JSON.stringify(cells[column] ?? '')).join(',')].join('\n');

	it('separates authors and leaves empty cells out', () => {
		const [title] = parseDemoTitles(row({ title: 'Jonkvrouw', authors: 'Rijckeghem, Jean-Claude van ; Beirs, Pat van', material: 'book' }));
		expect(title).toEqual({
			title: 'Jonkvrouw',
			authors: ['Rijckeghem, Jean-Claude van', 'Beirs, Pat van'],
			isbns: [],
			material: 'book'
		});
	});

	it('names the line of a number that is none', () => {
		expect(() => parseDemoTitles(row({ title: 'Zeb', material: 'book', year: 'ca. 1990' }))).toThrow('line 2: ca. 1990');
	});

	it('refuses a material that the domain does not know', () => {
		expect(() => parseDemoTitles(row({ title: 'Zeb', material: 'scroll' }))).toThrow('unknown material scroll');
	});

	it('refuses a row with too few cells and a file without a column', () => {
		expect(() => parseDemoTitles(`${header}\n,Zeb`)).toThrow('line 2');
		expect(() => parseDemoTitles('isbn,title\n,Zeb')).toThrow('no column subtitle');
	});
});

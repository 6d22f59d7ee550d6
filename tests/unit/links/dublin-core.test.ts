import { describe, expect, it } from 'vitest';
import { titleOfDublinCore } from '#lib/server/links/dublin-core.ts';

const record = (...elements: readonly string[]) => titleOfDublinCore(`<srw_dc:dc>${elements.join('')}</srw_dc:dc>`);

describe('a record in Dublin Core', () => {
	it('of the Koninklijke Bibliotheek gives its title bare and as a statement, in any order', () => {
		const statement = '<dc:title>Het diner : roman over twee broers / Herman Koch</dc:title>';
		const main = '<dc:title xsi:type="dcx:maintitle">Het diner</dc:title>';
		for (const titles of [statement + main, main + statement]) expect(record(titles)).toMatchObject({ title: 'Het diner', subtitle: 'roman over twee broers' });
		expect(record(main, '<dc:title>Dîner, Le</dc:title>')?.title).toBe('Het diner');
	});

	it('has an ISBN where it says so, not where a number of the catalogue happens to pass for one', () => {
		const isbn = '<dc:identifier xsi:type="dcterms:ISBN">902143847X</dc:identifier>';
		const others = '<dc:identifier>236599380</dc:identifier><dc:identifier>0236599380</dc:identifier><dc:identifier xsi:type="dcterms:URI">http://example.org/PPN:236599380</dc:identifier>';
		expect(record('<dc:title>Het diner</dc:title>', others, isbn)?.isbns).toEqual(['9789021438474']);
		expect(record('<dc:title>Het diner</dc:title>', '<dc:identifier>978-90-414-1368-0</dc:identifier>')?.isbns).toEqual(['9789041413680']);
		expect(record('<dc:title>Het diner</dc:title>', others)?.isbns).toEqual([]);
	});
});

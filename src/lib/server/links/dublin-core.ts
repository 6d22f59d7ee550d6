import { readAuthors } from '#lib/domain/catalogue/author-name.ts';
import { readIsbns } from '#lib/domain/catalogue/isbn.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import { readLanguage, readPages } from '../import/cell-values.ts';
import { decodeEntities } from '../import/marc/marc-xml.ts';

/** A Dublin Core record as a title; `undefined` without one. Qualified terms (`dcterms:issued`) count for their plain kin. */
export function titleOfDublinCore(xml: string): Omit<Title, 'id'> | undefined {
	const all = (...names: readonly string[]) => names.flatMap((name) => textsOf(xml, name));
	const [statement] = all('title');
	if (statement === undefined) return undefined;
	const [title, subtitle] = splitTitle(statement);
	const readings = all('identifier').flatMap((text) => readIsbns(text.replace(/^(urn:)?isbn:?\s*/i, '')));
	const optional = {
		subtitle,
		publisher: all('publisher')[0],
		year: all('date', 'issued', 'created').map((text) => readYear(/\d{4}/.exec(text)?.[0] ?? '')).find((year) => year !== undefined),
		language: all('language').map((text) => readLanguage(text.slice(0, 3))).find((language) => language !== undefined),
		pages: all('extent', 'format').map(readPages).find((pages) => pages !== undefined),
		subject: all('subject')[0],
		summary: all('description', 'abstract')[0]?.slice(0, 8000)
	};
	return {
		title,
		authors: all('creator').flatMap(readAuthors).slice(0, 20),
		isbns: [...new Set(readings.flatMap((reading) => ('isbn' in reading ? [reading.isbn] : [])))].slice(0, 40),
		material: 'book',
		...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
	};
}

function textsOf(xml: string, name: string): string[] {
	return [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>([^<]*)<`, 'g'))]
		.map(([, text = '']) => decodeEntities(text).replace(/\s+/g, ' ').trim().slice(0, 8000))
		.filter((text) => text !== '');
}

/** `Het diner : roman / Herman Koch`: what follows the slash is who made it, and stands in creator. */
function splitTitle(statement: string): [title: string, subtitle: string | undefined] {
	const [proper = ''] = statement.split(' / ');
	const [title = '', ...rest] = proper.split(/ ?: /);
	const subtitle = rest.join(': ').slice(0, 500);
	return [title.trim().slice(0, 500), subtitle === '' ? undefined : subtitle];
}

import { readAuthors } from '#lib/domain/catalogue/author-name.ts';
import { readIsbns } from '#lib/domain/catalogue/isbn.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { readYear } from '#lib/domain/catalogue/year.ts';
import { readLanguage, readPages } from '../import/cell-values.ts';
import { decodeEntities } from '../import/marc/marc-xml.ts';

/** A Dublin Core record as a title; `undefined` without one. Qualified terms (`dcterms:issued`) count for their plain kin. */
export function titleOfDublinCore(xml: string): Omit<Title, 'id'> | undefined {
	const all = (...names: readonly string[]) => names.flatMap((name) => elementsOf(xml, name).map(({ text }) => text));
	const statement = titleIn(xml);
	if (statement === undefined) return undefined;
	const [title, subtitle] = splitTitle(statement);
	const readings = isbnTexts(xml).flatMap(readIsbns);
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

interface Element {
	readonly attributes: string;
	readonly text: string;
}

function elementsOf(xml: string, name: string): Element[] {
	return [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^>]*)?>([^<]*)<`, 'g'))]
		.map(([, attributes = '', text = '']) => ({ attributes, text: decodeEntities(text).replace(/\s+/g, ' ').trim().slice(0, 8000) }))
		.filter(({ text }) => text !== '');
}

/** The Koninklijke Bibliotheek gives a title bare (`dcx:maintitle`), as a statement with a subtitle and who made it, or as both. */
function titleIn(xml: string): string | undefined {
	const titles = elementsOf(xml, 'title');
	const main = titles.find(({ attributes }) => /maintitle/i.test(attributes)) ?? titles[0];
	return (titles.find((each) => each !== main && splitTitle(each.text)[0] === main?.text) ?? main)?.text;
}

/**
 * An identifier may be anything. A catalogue's own number (a PPN) has the check digit of an ISBN-10, and so counts for
 * one only where the record says that it is.
 */
function isbnTexts(xml: string): string[] {
	return elementsOf(xml, 'identifier')
		.filter(({ attributes, text }) => /isbn/i.test(attributes) || /isbn/i.test(text) || /^97[89](?:[\s-]?\d){10}$/.test(text))
		.map(({ text }) => text.replace(/^(urn:)?isbn:?\s*/i, ''));
}

/** `Het diner : roman / Herman Koch`: what follows the slash is who made it, and stands in creator. */
function splitTitle(statement: string): [title: string, subtitle: string | undefined] {
	const [proper = ''] = statement.split(' / ');
	const [title = '', ...rest] = proper.split(/ ?: /);
	const subtitle = rest.join(': ').slice(0, 500);
	return [title.trim().slice(0, 500), subtitle === '' ? undefined : subtitle];
}

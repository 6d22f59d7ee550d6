import type { LookUpSource } from '#lib/domain/catalogue/look-up-source.ts';
import { isbn10Of13 } from '#lib/domain/catalogue/isbn.ts';
import { decodeEntities } from '../import/marc/marc-xml.ts';

/** Records asked for: an ISBN is one edition, and a catalogue that gives more has them twice. */
const records = 5;

/** The address of a search for one ISBN. `undefined`: the query wants the older ten digits, which a 979 number has not. */
export function sruAddress({ address, version, recordSchema, query }: LookUpSource, isbn: string): string | undefined {
	const isbn10 = isbn10Of13(isbn);
	if (query.includes('{isbn10}') && isbn10 === undefined) return undefined;
	const url = new URL(address);
	const asked = {
		operation: 'searchRetrieve',
		version,
		query: query.replaceAll('{isbn}', isbn).replaceAll('{isbn10}', isbn10 ?? ''),
		maximumRecords: String(records),
		...(recordSchema === '' ? {} : { recordSchema }),
		// Text in XML instead of XML in XML would need reading twice; 2.0 has another name for it.
		...(version === '2.0' ? {} : { recordPacking: 'xml' })
	};
	for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
	return url.href;
}

export type SruAnswer = { readonly records: readonly string[] } | { readonly diagnostic: string } | { readonly broken: true };

/**
 * The records in an answer, each as the XML that stands in its `recordData`; or what the server had to say instead.
 * Prefixes are whatever a server likes, so only local names count. Nothing in an answer is expanded or fetched.
 */
export function readSruAnswer(xml: string): SruAnswer {
	if (!/<(?:[\w.-]+:)?searchRetrieveResponse[\s>]/.test(xml)) return { broken: true };
	const found = [...xml.matchAll(/<((?:[\w.-]+:)?)recordData\b[^>]*>([\s\S]*?)<\/\1recordData\s*>/g)].map(([, , content = '']) => unpacked(content.trim()));
	const good = found.filter((record) => !isDiagnostic(record));
	if (good.length > 0) return { records: good };
	const said = found[0] ?? (isDiagnostic(xml) ? xml : undefined);
	return said === undefined ? { records: [] } : { diagnostic: diagnosticText(said) };
}

/** A server that packs records as text sends `&lt;record …`. */
function unpacked(content: string): string {
	return content.startsWith('&lt;') || content.startsWith('&#60;') ? decodeEntities(content) : content.replace(/^<!\[CDATA\[([\s\S]*)\]\]>$/, '$1');
}

function isDiagnostic(xml: string): boolean {
	return /<(?:[\w.-]+:)?diagnostic[\s>]/.test(xml);
}

function diagnosticText(xml: string): string {
	const part = (name: string) => new RegExp(`<(?:[\\w.-]+:)?${name}[^>]*>([^<]*)<`).exec(xml)?.[1]?.trim() ?? '';
	return decodeEntities([part('message'), part('details')].filter(Boolean).join(': ') || part('uri')).slice(0, 200);
}

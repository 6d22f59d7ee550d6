import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { LocationId } from '#lib/domain/shared/ids.ts';
import type { MarcField, MarcRecord } from './marc-record.ts';

const kinds: Readonly<Record<Title['material'], string>> = { book: 'am', comic: 'am', dvd: 'gm', magazine: 'as', audiobook: 'im', game: 'rm', other: 'om' };

const languages: Readonly<Record<string, string>> = { nl: 'dut', en: 'eng', de: 'ger', fr: 'fre', es: 'spa', fy: 'fry' };

/** A title with its copies as one MARC 21 record; holdings in 852 (MARC 21) and 952 (Koha) would be read twice, so 952 alone. */
export function marcOfTitle(title: Title, copies: readonly Copy[], codeOf: (id: LocationId) => string): MarcRecord {
	const [first, ...others] = title.authors;
	const author = (tag: string, name: string) => field(tag, '1 ', [['a', name]]);
	const year = title.year === undefined ? '    ' : String(Math.abs(title.year)).padStart(4, '0');
	const language = title.language === undefined ? '|||' : (languages[title.language] ?? title.language.slice(0, 3).padEnd(3, '|'));
	const fixed = `||||||s${year}    xx            ||| | ${language} |`;
	return {
		leader: `00000n${kinds[title.material]} a2200000   4500`,
		fields: [
			{ tag: '001', indicators: '  ', text: title.id, subfields: [] },
			{ tag: '008', indicators: '  ', text: fixed, subfields: [] },
			...title.isbns.map((isbn) => field('020', '  ', [['a', isbn]])),
			field('041', '0 ', [['a', title.language && (languages[title.language] ?? title.language)], ['h', title.originalLanguage && (languages[title.originalLanguage] ?? title.originalLanguage)]]),
			field('084', '  ', title.siso ? [['a', title.siso], ['2', 'siso']] : []),
			field('084', '  ', title.nur ? [['a', title.nur], ['2', 'nur']] : []),
			...(first === undefined ? [] : [author('100', first)]),
			field('245', first === undefined ? '00' : '10', [['a', title.title], ['b', title.subtitle]]),
			field('264', ' 1', [['b', title.publisher], ['c', title.year === undefined ? undefined : String(title.year)]]),
			field('300', '  ', [['a', title.pages === undefined ? undefined : `${title.pages} p.`]]),
			field('490', '0 ', [['a', title.series], ['v', title.seriesNumber]]),
			field('520', '  ', [['a', title.summary]]),
			field('521', '  ', [['a', title.audience]]),
			field('650', ' 4', [['a', title.subject]]),
			field('655', ' 4', [['a', title.genre]]),
			...others.map((name) => author('700', name)),
			...copies.map((copy) => copyField(copy, codeOf))
		].filter((each) => each.text !== undefined || each.subfields.length > 0)
	};
}

function copyField(copy: Copy, codeOf: (id: LocationId) => string): MarcField {
	return field('952', '  ', [
		['0', copy.status === 'withdrawn' ? '1' : undefined],
		['1', copy.status === 'lost' ? '1' : undefined],
		['4', copy.status === 'repair' ? '1' : undefined],
		['7', copy.loanType === 'reference' ? '1' : undefined],
		['8', copy.collection],
		['a', copy.locationId && codeOf(copy.locationId)],
		['d', copy.acquiredOn],
		['e', copy.owner],
		['g', copy.priceCents === undefined ? undefined : (copy.priceCents / 100).toFixed(2)],
		['o', copy.shelf],
		['p', copy.barcode],
		['x', copy.backOn && `Terug op ${copy.backOn}`],
		['y', copy.loanType === 'short' || copy.loanType === 'classSet' ? copy.loanType : undefined]
	]);
}

function field(tag: string, indicators: string, subfields: readonly (readonly [string, string | undefined])[]): MarcField {
	return { tag, indicators, subfields: subfields.flatMap(([code, text]) => (text ? [[code, text] as const] : [])) };
}

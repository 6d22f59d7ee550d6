import type { Track } from './patron.ts';

export type ClassReading =
	| { readonly outcome: 'absent' }
	| { readonly outcome: 'read'; readonly name: string; readonly yearLayer?: number; readonly tracks: readonly Track[] }
	/** A spreadsheet took it for a number or a date (`1e1` → `1,00E+01`, `2-1` → `2-jan`); what it was cannot be known. */
	| { readonly outcome: 'rejected'; readonly reason: 'classDamaged' | 'classTooLong' };

const scientific = /^\d+([.,]\d+)?E[+-]?\d+$/i;
const month = 'jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec';
const date = new RegExp(`^(\\d{1,2}[-/ ](${month})([-/ ]\\d{2,4})?|(${month})[-/ ]\\d{1,4}|\\d{1,2}[-/]\\d{1,2}[-/]\\d{2,4})$`, 'i');

/** A class as a roster writes it, with the year layer and the tracks its name tells. */
export function readClassName(cell: string): ClassReading {
	const name = cell.normalize('NFC').replace(/[\s\u00A0]+/g, ' ').trim();
	if (name === '') return { outcome: 'absent' };
	if (isDamaged(name)) return { outcome: 'rejected', reason: 'classDamaged' };
	if (name.length > 60) return { outcome: 'rejected', reason: 'classTooLong' };
	const yearLayer = yearLayerOf(name);
	return { outcome: 'read', name, ...(yearLayer === undefined ? {} : { yearLayer }), tracks: tracksOfClass(name) };
}

/** `2HV3` and `2hv3` are one class. */
export function classKey(name: string): string {
	return name.normalize('NFC').toLowerCase().replace(/\s+/g, '');
}

/** `1e1` itself is a class; only the number a spreadsheet makes of it (`1,00E+01`) is damage. */
function isDamaged(name: string): boolean {
	return (scientific.test(name) && /[.,+]/.test(name)) || date.test(name);
}

function yearLayerOf(name: string): number | undefined {
	const found = /^(?:[a-z/]{1,4}[ -]?)?([1-6])(?!\d)/i.exec(name);
	return found && !/^isk/i.test(name) ? Number(found[1]) : undefined;
}

/** What letters in class names and studies mean; `tto` is bilingual education and says nothing of the track. */
const tracksOfLetters: ReadonlyMap<string, readonly Track[]> = new Map<string, readonly Track[]>([
	['', []],
	['vmbo', []],
	['pro', ['pro']],
	['praktijk', ['pro']],
	['b', ['vmbo-b']],
	['bb', ['vmbo-b']],
	['bbl', ['vmbo-b']],
	['basis', ['vmbo-b']],
	['k', ['vmbo-k']],
	['kb', ['vmbo-k']],
	['kbl', ['vmbo-k']],
	['kader', ['vmbo-k']],
	['bk', ['vmbo-b', 'vmbo-k']],
	['bkgt', ['vmbo-b', 'vmbo-k', 'vmbo-gt']],
	['kgt', ['vmbo-k', 'vmbo-gt']],
	['m', ['vmbo-gt']],
	['t', ['vmbo-gt']],
	['gl', ['vmbo-gt']],
	['tl', ['vmbo-gt']],
	['gt', ['vmbo-gt']],
	['mavo', ['vmbo-gt']],
	['th', ['vmbo-gt', 'havo']],
	['mh', ['vmbo-gt', 'havo']],
	['mhv', ['vmbo-gt', 'havo', 'vwo']],
	['h', ['havo']],
	['havo', ['havo']],
	['hv', ['havo', 'vwo']],
	['ha', ['havo', 'vwo']],
	['v', ['vwo']],
	['a', ['vwo']],
	['g', ['vwo']],
	['ag', ['vwo']],
	['vwo', ['vwo']],
	['atheneum', ['vwo']],
	['gymnasium', ['vwo']]
]);

/**
 * The tracks in a class name: `2hv3` → havo, vwo; `H3b` → havo, since letters behind the year only number the class.
 * Empty when the letters say something else (`1e1`, `isk-1`, and `1a`, which is more often the first class than an atheneum).
 */
function tracksOfClass(name: string): Track[] {
	const before = /^([a-z/-]+?)[ -]?\d/i.exec(name);
	if (before?.[1]) return tracksOf(before[1]);
	const after = /^\d ?([a-z/-]+)(\d?)/i.exec(name);
	if (!after?.[1] || (/^[abg]$/i.test(after[1]) && !after[2])) return [];
	return tracksOf(after[1]);
}

/** The tracks named in a column with the study: `havo/vwo`, `vmbo-tl`. */
export function tracksOf(text: string): Track[] {
	const runs = text.toLowerCase().match(/[a-z]+/g) ?? [];
	const found = runs.map((run) => tracksOfLetters.get(run.replace(/tto$/, '')));
	return found.includes(undefined) ? [] : [...new Set(found.flatMap((tracks) => tracks ?? []))];
}

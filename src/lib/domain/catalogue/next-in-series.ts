import type { Title } from './title.ts';
import { foldWords } from './title-key.ts';

/** What the titles of one series have in common, however the name was typed; `undefined`: in no series. */
export function seriesKey({ series }: Pick<Title, 'series'>): string | undefined {
	const key = foldWords(series ?? '');
	return key === '' ? undefined : key;
}

/**
 * The title that comes after this one in its series: the lowest number above its own that the school has. A part that is
 * missing is stepped over. `undefined` where a number is missing or this is the last.
 * @param sameSeries titles of that series, in any order
 */
export function nextInSeries(title: Title, sameSeries: readonly Title[]): Title | undefined {
	const own = partOf(title);
	if (own === undefined) return undefined;
	return sameSeries
		.filter((other) => other.id !== title.id && other.mergedInto === undefined && (partOf(other) ?? own) > own)
		.toSorted((a, b) => (partOf(a) ?? 0) - (partOf(b) ?? 0) || (a.id < b.id ? -1 : 1))[0];
}

/** `3`, `deel 3` and `3.5` as a number. */
export function partOf({ seriesNumber = '' }: Pick<Title, 'seriesNumber'>): number | undefined {
	const [digits] = /\d+(?:[.,]\d+)?/.exec(seriesNumber) ?? [];
	return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

import type { Track } from '#lib/domain/people/patron.ts';
import { formatCount, formatList } from '#lib/i18n/format.ts';
import { trackWords } from '#lib/i18n/class-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** One row of totals; `null`: too few people to show. */
export interface Line {
	readonly key: string;
	readonly label: string;
	readonly tracks?: readonly Track[] | undefined;
	readonly pupils: number | null;
	readonly readers: number | null;
	readonly loans: number | null;
}

export function countText(count: number | null): string {
	return count === null ? m.classes_too_few() : formatCount(count);
}

export function tracksText(line: Line): string {
	return line.tracks && line.tracks.length > 0 ? formatList(line.tracks.map((track) => trackWords[track]())) : m.classes_no_track();
}

export function yearText(line: Line): string {
	return line.label === '' ? m.classes_any_year() : m.classes_year({ year: line.label });
}

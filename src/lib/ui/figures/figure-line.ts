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

/** One row of a programme's totals. */
export interface ParticipationRow {
	readonly key: string;
	readonly name: string;
	readonly invited: number | null;
	readonly takingPart: number | null;
	readonly done: number | null;
}

export function countText(count: number | null): string {
	return count === null ? m.classes_too_few() : formatCount(count);
}

export function tracksText(line: Pick<Line, 'tracks'>): string {
	return line.tracks && line.tracks.length > 0 ? formatList(line.tracks.map((track) => trackWords[track]())) : m.classes_no_track();
}

export function yearText(line: Pick<Line, 'label'>): string {
	return line.label === '' ? m.classes_any_year() : m.classes_year({ year: line.label });
}

/** What a group of any table of totals is called, by its key. */
export function groupText({ key, label, tracks }: Pick<Line, 'key' | 'label' | 'tracks'>): string {
	if (key === 'total') return m.classes_whole_school();
	if (key.startsWith('year')) return yearText({ label });
	return key.startsWith('tracks') ? tracksText({ tracks }) : label || m.classes_no_class();
}

import { readingListNames, readingLists, levelOnList, type Level, type LevelledTitle, type ReadingList } from '#lib/domain/reading/levels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export const listWords: Record<ReadingList, () => string> = { '12-15': m.reading_list_lower, '15-18': m.reading_list_upper };

export function levelText(level: Level): string {
	return level === 'start' ? m.reading_level_start() : m.reading_level_number({ level });
}

/** `12-15: Niveau 3`, for each list a title stands on. */
export function levelsOf(title: LevelledTitle): string[] {
	return readingListNames.flatMap((list) => {
		const level = levelOnList(title, list);
		return level === undefined ? [] : [m.reading_level_on_list({ list: listWords[list](), level: levelText(level) })];
	});
}

/** The levels of a list for a select field; empty: none. */
export function levelOptions(list: ReadingList): { value: string; label: string }[] {
	return [{ value: '', label: m.reading_level_none() }, ...readingLists[list].levels.map((value) => ({ value, label: levelText(value) }))];
}

/** What a level is to a reader, from the steps above (positive) or below its own. */
export function fitText(steps: number): string {
	if (steps === 0) return m.reading_level_fits();
	if (steps < 0) return m.reading_level_below();
	return steps === 1 ? m.reading_level_above() : m.reading_level_far();
}

import { z } from 'zod';

/**
 * The two lists of Lezen voor de Lijst with their levels, easiest first. One level belongs to one title; the same title
 * may stand on both lists. Source: www.lezenvoordelijst.nl (12 t/m 15 jaar: Start, 1 to 4; 15 t/m 18 jaar: 1 to 6).
 */
export const readingLists = {
	'12-15': {
		levels: ['start', '1', '2', '3', '4'],
		source: 'https://www.lezenvoordelijst.nl/zoek-een-boek/nederlands-12-tm-15-jaar/'
	},
	'15-18': {
		levels: ['1', '2', '3', '4', '5', '6'],
		source: 'https://www.lezenvoordelijst.nl/zoek-een-boek/nederlands-15-tm-18-jaar/'
	}
} as const;
export type ReadingList = keyof typeof readingLists;
export const readingListNames = ['12-15', '15-18'] as const satisfies readonly ReadingList[];

export const lowerLevels = readingLists['12-15'].levels;
export const upperLevels = readingLists['15-18'].levels;
export const levelNames = ['start', '1', '2', '3', '4', '5', '6'] as const;
export type Level = (typeof levelNames)[number];
export const levelSchema = z.enum(levelNames);

/** A level on one of the lists: they are never compared with each other. */
export interface ListLevel {
	readonly list: ReadingList;
	readonly level: Level;
}

export function isLevelOf(list: ReadingList, level: string): level is Level {
	return (readingLists[list].levels as readonly string[]).includes(level);
}

/** Steps from `own` to `other` on one list; negative: easier. `undefined` when one of them is not on it. */
export function stepsBetween(list: ReadingList, own: Level, other: Level): number | undefined {
	const levels = readingLists[list].levels as readonly Level[];
	const [from, to] = [levels.indexOf(own), levels.indexOf(other)];
	return from < 0 || to < 0 ? undefined : to - from;
}

/** A task may sit one level above or below the title's (Lezen voor de Lijst). */
export function taskLevels(list: ReadingList, level: Level): Level[] {
	return (readingLists[list].levels as readonly Level[]).filter((other) => Math.abs(stepsBetween(list, level, other) ?? 9) <= 1);
}

/** Where the levels of a title stand in the catalogue. */
export interface LevelledTitle {
	readonly levelLower?: Level | undefined;
	readonly levelUpper?: Level | undefined;
}

export function levelOnList(title: LevelledTitle, list: ReadingList): Level | undefined {
	return list === '12-15' ? title.levelLower : title.levelUpper;
}

/** A level as files write it: `start`, `Niveau 3`, `N3`, `15-18 niveau 5`. */
export function readLevel(list: ReadingList, cell: string): Level | undefined {
	const text = cell.trim().toLowerCase();
	const level = /\bstart\b/.test(text) ? 'start' : /(?:^|niveau\s*|level\s*|n)([1-6])\s*$/.exec(text)?.[1];
	return level !== undefined && isLevelOf(list, level) ? level : undefined;
}

/** A list as files write it: `12-15`, `12 t/m 15 jaar`, `15-18`. */
export function readListName(cell: string): ReadingList | undefined {
	const [first, last] = cell.match(/\d{2}/g) ?? [];
	const name = `${first}-${last}`;
	return name === '12-15' || name === '15-18' ? name : undefined;
}

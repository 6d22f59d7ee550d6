import { foldWords } from '../catalogue/title-key.ts';
import type { Title } from '../catalogue/title.ts';
import { levelOnList, readLevel, readListName, type Level, type ReadingList } from './levels.ts';

/** One line of a file with levels. */
export interface LevelLine {
	/** Where it stands, the header is line 1. */
	readonly line: number;
	readonly title: string;
	readonly author: string;
	readonly list: ReadingList;
	readonly level: Level;
}

export interface LevelMatch {
	readonly line: LevelLine;
	readonly title: Title;
}

export interface LevelMatches {
	/** One title and the same author: nothing to decide. */
	readonly sure: readonly LevelMatch[];
	/** Sure, and the level stands there already. */
	readonly same: readonly LevelMatch[];
	/** For a person: several titles, or another author or subtitle. */
	readonly doubtful: readonly { readonly line: LevelLine; readonly candidates: readonly Title[] }[];
	readonly absent: readonly LevelLine[];
}

type Cells = Readonly<Record<string, string | undefined>>;

const columns = {
	title: ['title', 'titel'],
	author: ['author', 'auteur', 'schrijver'],
	list: ['list', 'lijst'],
	level: ['level', 'niveau']
} as const;

/** Whether a file has what is needed: a title, a list and a level. */
export function hasLevelColumns(header: readonly string[]): boolean {
	const names = header.map((name) => name.trim().toLowerCase());
	return (['title', 'list', 'level'] as const).every((column) => columns[column].some((name) => names.includes(name)));
}

/** Lines with a title, a known list and a level that stands on it; `bad`: how many have not. */
export function readLevelLines(lines: readonly Cells[]): { readonly lines: readonly LevelLine[]; readonly bad: number } {
	const read = lines.map((cells, i): LevelLine | undefined => {
		const cell = cellsOf(cells);
		const [title, list] = [cell('title'), readListName(cell('list'))];
		const level = list && readLevel(list, cell('level'));
		return title === '' || !list || !level ? undefined : { line: i + 2, title, author: cell('author'), list, level };
	});
	const good = read.filter((line) => line !== undefined);
	return { lines: good, bad: read.length - good.length };
}

function cellsOf(cells: Cells): (column: keyof typeof columns) => string {
	const byName = new Map(Object.entries(cells).map(([name, cell]) => [name.trim().toLowerCase(), cell?.trim() ?? '']));
	return (column) => columns[column].map((name) => byName.get(name)).find((cell) => cell !== undefined) ?? '';
}

/**
 * Finds the title of each line in the catalogue. Never guesses: sure is one title with the same words and the same surname
 * of its author; whatever else has the same words, or begins with them, is for a person to decide.
 */
export function matchLevels(lines: readonly LevelLine[], titles: readonly Title[]): LevelMatches {
	const readable = titles.filter((title) => title.material === 'book' || title.material === 'audiobook' || title.material === 'comic');
	const byWords = Map.groupBy(readable, (title) => foldWords(title.title));
	const byBegin = Map.groupBy(readable, (title) => beginOf(title.title));
	const [sure, same, doubtful, absent]: [LevelMatch[], LevelMatch[], { line: LevelLine; candidates: Title[] }[], LevelLine[]] = [[], [], [], []];
	for (const line of lines) {
		const exact = byWords.get(foldWords(line.title)) ?? [];
		const ofAuthor = exact.filter((title) => isBy(title, line.author));
		const [only] = ofAuthor;
		if (only && ofAuthor.length === 1 && line.author !== '') {
			(levelOnList(only, line.list) === line.level ? same : sure).push({ line, title: only });
			continue;
		}
		const near = (byBegin.get(beginOf(line.title)) ?? []).filter((title) => isBy(title, line.author));
		const candidates = [...new Set([...ofAuthor, ...near, ...exact])].slice(0, 8);
		if (candidates.length > 0) doubtful.push({ line, candidates });
		else absent.push(line);
	}
	return { sure, same, doubtful, absent };
}

/** The words before a subtitle or a part: `Spijt! - het toneelstuk`, `De Grijze Jager 1`. */
function beginOf(title: string): string {
	return foldWords(title.split(/[:;(\u2013]| - /, 1)[0] ?? '').replace(/ \d+$/, '');
}

/** The surname of one of its authors is the last word of the name in the file, or stands before its comma. */
function isBy({ authors }: Title, author: string): boolean {
	if (author === '') return true;
	const written = foldWords(author);
	return authors.some((each) => {
		const surname = foldWords(each.split(',', 1)[0] ?? '');
		return surname !== '' && (written.endsWith(` ${surname}`) || written === surname || written.startsWith(`${surname} `));
	});
}

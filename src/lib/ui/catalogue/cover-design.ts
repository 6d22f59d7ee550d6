import { chanceFrom, pick } from './cover-chance.ts';
import { compositions, type Shape } from './cover-compositions.ts';
import { palettesFor, type CoverPalette } from './cover-palettes.ts';
import { LINE_HEIGHT, fillLines, setTitle, textWidth } from './cover-text.ts';

/** What a cover is drawn from. */
export type CoverFacts = { title: string; authors: readonly string[]; genre?: string };

/** `title` leaves the author out and sets the title larger: for covers of about 96 px. */
export type CoverDetail = 'full' | 'title';

/** A line of words: its baseline and letter size in cover units (200 × 300). */
export type CoverLine = { text: string; y: number; size: number };

/** All there is to draw; the same facts always give the same design. */
export type CoverDesign = {
	palette: CoverPalette;
	shapes: Shape[];
	/** The large first letter behind the words, if the composition has one. */
	letter: string | undefined;
	left: number;
	title: CoverLine[];
	author: CoverLine[];
};

const LEFT = 18;
const WORDS_WIDTH = 166;
const AUTHOR_SIZE = 16;
const AUTHOR_GAP = 10;
const AUTHOR_LINES = 2;
// Below these sizes a title cannot be read: 96 px of cover show 12 px letters at 25 units.
const sizes = {
	full: [46, 44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24, 22, 20],
	title: [46, 44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 25]
} as const;
// The distance from the top of the capitals to the baseline, as a share of the letter size.
const CAPITAL_HEIGHT = 0.68;

/** At most two lines of names: all of them, or the first and how many more. */
function setAuthors(authors: readonly string[]): string[] {
	const width = WORDS_WIDTH / AUTHOR_SIZE;
	const all = fillLines(authors.join(', ').split(/\s+/).filter(Boolean), width);
	if (all.length <= AUTHOR_LINES && all.every((line) => textWidth(line) <= width)) return all;
	const first = fillLines((authors[0] ?? '').split(/\s+/), width).slice(0, AUTHOR_LINES);
	return authors.length > 1 && first.length < AUTHOR_LINES ? [...first, `+ ${authors.length - 1}`] : first;
}

function placeLines(lines: readonly string[], size: number, top: number, lineHeight: number): CoverLine[] {
	return lines.map((text, i) => ({ text, size, y: Math.round(top + size * CAPITAL_HEIGHT + i * size * lineHeight) }));
}

/**
 * Designs a typographic cover from what every catalogue knows. Pure and deterministic.
 * Sizes and places are in cover units (200 × 300).
 */
export function designCover(facts: CoverFacts, detail: CoverDetail = 'full'): CoverDesign {
	const chance = chanceFrom(`${facts.title}\n${facts.authors.join('\n')}`);
	const palette = pick(chance, palettesFor(facts.genre));
	const composition = pick(chance, compositions)(chance);
	const { words } = composition;

	const authorLines = detail === 'full' ? setAuthors(facts.authors) : [];
	const authorHeight = authorLines.length > 0 ? AUTHOR_GAP + authorLines.length * AUTHOR_SIZE * 1.2 : 0;
	const set = setTitle(facts.title, {
		width: WORDS_WIDTH,
		height: words.height - authorHeight,
		sizes: sizes[detail],
		maxLines: 6
	});
	const titleHeight = set.lines.length * set.size * LINE_HEIGHT;
	const top = words.from === 'top' ? words.top : words.top + words.height - authorHeight - titleHeight;

	return {
		palette,
		shapes: composition.shapes,
		letter: composition.letter ? firstLetter(facts.title) : undefined,
		left: LEFT,
		title: placeLines(set.lines, set.size, top, LINE_HEIGHT),
		author: placeLines(authorLines, AUTHOR_SIZE, top + titleHeight + AUTHOR_GAP - AUTHOR_SIZE * 0.2, 1.2)
	};
}

/** The letter a reader would look under: without the article. */
export function firstLetter(title: string): string {
	const withoutArticle = title.replace(/^(de|het|een|'t|’t|the|a|an)\s+/i, '');
	const letter = /[\p{L}\p{N}]/u.exec(withoutArticle)?.[0] ?? title[0] ?? '?';
	return letter.toLocaleUpperCase('nl');
}

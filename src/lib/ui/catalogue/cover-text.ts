/**
 * Sets a title on a cover without a browser to measure it, so that the same title gets the same lines
 * on every device, on paper and in a test.
 */

/** A title set in lines of one size; `size` in the units of the box it was set for. */
export type SetTitle = { lines: string[]; size: number };

type Box = {
	width: number;
	height: number;
	/** Letter sizes to try, the largest first. */
	sizes: readonly number[];
	maxLines: number;
};

/** The distance between two baselines, as a share of the letter size. */
export const LINE_HEIGHT = 1.08;

// Advance widths of Atkinson Hyperlegible Next at weight 750, in hundredths of the letter size,
// measured in a browser and rounded up. Letters with an accent are as wide as those without.
const widths: readonly (readonly [characters: string, width: number])[] = [
	['\'j|,.:;!`i \u00a0’‘', 30],
	['()[]l-frt{}', 36],
	['"_1I/*“”–', 50],
	['csz7vy~9?FLaekx', 57],
	['2<>J^hnou+3=Ebdgpq', 61],
	['$458STZ6BP', 65],
	['0CRVYAKU', 69],
	['DHX&GN', 73],
	['OQw@#…—', 81],
	['Mm%Wæœ', 94]
];
const FALLBACK_WIDTH = 70;
const widthOf = new Map(widths.flatMap(([characters, width]) => [...characters].map((one) => [one, width])));

/** How wide a text is at letter size 1. */
export function textWidth(text: string): number {
	const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')];
	return letters.reduce((sum, letter) => sum + (widthOf.get(letter) ?? FALLBACK_WIDTH), 0) / 100;
}

/** Fills lines of `width` (at letter size 1) with whole words; a word may be wider than its line. */
export function fillLines(words: readonly string[], width: number): string[] {
	const lines: string[] = [];
	for (const word of words) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && textWidth(longer) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

/**
 * Breaks a word that is wider than `width` with a hyphen, where a syllable may begin: before the last
 * consonant that precedes a vowel. Not a dictionary, but it reads aloud well enough for a cover.
 */
export function breakWord(word: string, width: number): string[] {
	if (textWidth(word) <= width) return [word];
	const syllables = [...word.matchAll(/(?<=[\p{L}]{2})(?:sch|ch|th|ph|qu|[b-df-hj-np-tv-z])(?=[aeiouyà-ü]\p{L})/giu)];
	const places = syllables.map((match) => match.index).filter((place) => textWidth(`${word.slice(0, place)}-`) <= width);
	const letters = [...word];
	const place = places.at(-1) ?? Math.max(1, letters.findIndex((_, i) => textWidth(word.slice(0, i + 1)) + 0.4 > width));
	return [`${word.slice(0, place)}-`, ...breakWord(word.slice(place), width)];
}

function fits(lines: readonly string[], size: number, box: Box): boolean {
	return (
		lines.length <= box.maxLines &&
		lines.length * size * LINE_HEIGHT <= box.height &&
		lines.every((line) => textWidth(line) * size <= box.width)
	);
}

/** Cuts what does not fit and says so with an ellipsis. */
function cutLines(lines: readonly string[], size: number, box: Box): string[] {
	const room = Math.max(1, Math.min(box.maxLines, Math.floor(box.height / (size * LINE_HEIGHT))));
	if (lines.length <= room) return [...lines];
	let last = lines[room - 1] ?? '';
	while (last !== '' && textWidth(`${last}…`) * size > box.width) last = last.slice(0, -1);
	return [...lines.slice(0, room - 1), `${last.replace(/[\s\p{P}]+$/u, '')}…`];
}

/** A line of one or two letters, alone between others: "Divergent / 1: / Inwijding". */
function isStray(line: string, lines: readonly string[]): boolean {
	return lines.length > 1 && line.replace(/[^\p{L}\p{N}]/gu, '').length <= 2;
}

/** Words that may not part: "Deel 1:" stays together. */
function wordsOf(title: string): string[] {
	const kept = title.trim().replace(/\b(deel|boek|nr\.?|part|vol\.?)\s+(?=\d)/giu, '$1\u00a0');
	return kept.split(/[ \t\n\r]+/).filter((word) => word !== '');
}

/** The largest letters in which whole words fit; up to a quarter smaller if that avoids a stray line. */
function setWhole(words: readonly string[], box: Box): SetTitle | undefined {
	const settings = box.sizes
		.map((size) => ({ size, lines: fillLines(words, box.width / size) }))
		.filter(({ size, lines }) => fits(lines, size, box));
	const [largest] = settings;
	if (!largest) return undefined;
	const tidy = settings.find(({ lines }) => !lines.some((line) => isStray(line, lines)));
	return tidy && tidy.size >= largest.size * 0.75 ? tidy : largest;
}

/** The largest letters in which the title stands in the box; long words break and long titles are cut last. */
export function setTitle(title: string, box: Box): SetTitle {
	const words = wordsOf(title);
	const whole = setWhole(words, box);
	if (whole) return whole;
	for (const size of box.sizes.slice(-3)) {
		const lines = fillLines(words.flatMap((word) => breakWord(word, box.width / size)), box.width / size);
		if (fits(lines, size, box)) return { lines, size };
	}
	const size = box.sizes.at(-1) ?? 20;
	const lines = fillLines(words.flatMap((word) => breakWord(word, box.width / size)), box.width / size);
	return { lines: cutLines(lines, size, box), size };
}

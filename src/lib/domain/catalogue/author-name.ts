import { isInfix, isInfixWord, splitSurname } from '../people/infix.ts';

/**
 * The authors in one cell, each in the sorting form `Surname, First infix`.
 * Cells come as `Last, First`, `First Last`, and several of either; where commas leave it open, the
 * likelier reading is taken: two names of two words are two authors.
 */
export function readAuthors(cell: string): string[] {
	const text = tidy(cell.replace(/\([^)]*\)/g, ' ').replace(/(,\s*)?\b(e\.a\.|et al\.?|\.\.\.)\s*$/i, ''));
	const names = text.split(/\s*[;|]\s*|\s+[/&]\s+|\s+(?:en|and)\s+(?=\p{Lu})/u).flatMap(splitAtCommas);
	return [...new Set(names.map(sortingForm).filter((name) => name !== ''))].slice(0, 20);
}

/** `Anne de Vries` → `Vries, Anne de`; a name that has its comma already stays. */
export function sortingForm(name: string): string {
	const text = tidy(name);
	if (text.includes(',')) return text.replace(/\s*,\s*/, ', ').replace(/,\s*$/, '');
	const parts = text.split(' ');
	if (parts.length < 2) return text;
	const start = surnameStart(parts);
	if (start === 0) return text;
	const { infix, familyName } = splitSurname(parts.slice(start).join(' '));
	const given = parts.slice(0, start).join(' ');
	return `${familyName}, ${given}${infix ? ` ${infix}` : ''}`;
}

/** `Vries, Anne de` → `Anne de Vries`: how a person says it. */
export function spokenForm(sorting: string): string {
	const [familyName = '', given] = sorting.split(/,\s*/, 2);
	return given ? `${given} ${familyName}` : familyName;
}

/** The surname is the last word, with the words before it that belong to surnames. */
function surnameStart(parts: readonly string[]): number {
	let start = parts.length - 1;
	while (start > 1 && isInfixWord(parts[start - 1] ?? '')) start--;
	return start;
}

function splitAtCommas(text: string): string[] {
	const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
	if (parts.length < 2) return parts;
	if (parts.length === 2) return isSurnameFirst(parts[0] ?? '', parts[1] ?? '') ? [parts.join(', ')] : parts;
	const pairs = pairsOf(parts);
	return pairs?.every(([last, first]) => isSurnameFirst(last, first)) ? pairs.map((pair) => pair.join(', ')) : parts;
}

function isSurnameFirst(left: string, right: string): boolean {
	const leftWords = left.split(' ');
	const rightWords = right.split(' ');
	if (leftWords.length === 1 || rightWords.length === 1) return true;
	return isInfix(leftWords[0] ?? '') || isInfixWord(rightWords.at(-1) ?? '');
}

function pairsOf(parts: readonly string[]): [string, string][] | undefined {
	if (parts.length % 2 !== 0) return undefined;
	return Array.from({ length: parts.length / 2 }, (_, i) => [parts[i * 2] ?? '', parts[i * 2 + 1] ?? '']);
}

function tidy(text: string): string {
	return text.normalize('NFC').replace(/[\s\u00A0]+/g, ' ').trim();
}

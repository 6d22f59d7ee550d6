/** Tussenvoegsels and their like abroad, as words: Dutch lists names without them, so they must be found again. */
const words = new Set(
	`van de der den het ter ten te te' 't ’t 'd 's ’s in op bij aan uit uijt uut over onder voor tot toe thoe d d' d’ 
	von vom zu zur zum und du des da das do dos di del della degli la le les los las el al ben bin ibn ait y e`
		.split(/\s+/)
		.filter((word) => word !== '')
);

export function isInfixWord(word: string): boolean {
	return words.has(word.toLowerCase());
}

/** `van der`, `in 't`: every word is one that stands before a surname. */
export function isInfix(text: string): boolean {
	const parts = text.split(' ').filter((part) => part !== '');
	return parts.length > 0 && parts.every(isInfixWord);
}

/**
 * Takes the words before a surname off it: `ter Braak` → `ter` and `Braak`.
 * Only words in lower case: a capital (`Van Damme`) makes the word part of the surname itself, as in Flanders.
 */
export function splitSurname(surname: string): { infix?: string; familyName: string } {
	const parts = surname.split(' ');
	let count = 0;
	while (count < parts.length - 1 && isInfixWord(parts[count] ?? '') && isLowerCase(parts[count] ?? '')) count++;
	if (count === 0) return { familyName: surname };
	return { infix: parts.slice(0, count).join(' '), familyName: parts.slice(count).join(' ') };
}

function isLowerCase(text: string): boolean {
	return text === text.toLowerCase();
}

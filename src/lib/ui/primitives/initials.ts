/**
 * The first letters of the first and the last word of a name that begin with a capital, so that
 * "Sara van der Meer" gives SM; a name without capitals gives its first letter.
 */
export function initialsOf(name: string): string {
	const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
	const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
	const chosen = capitals.length > 1 ? [capitals[0], capitals.at(-1)] : [capitals[0] ?? words[0]];
	return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('nl') ?? '').join('');
}

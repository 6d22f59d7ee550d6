/** Lengths as people type them, `8, 13`; empty: none given. `undefined`: something else stands there. */
export function readLengths(text: string): number[] | undefined {
	const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
	const lengths = parts.map(Number);
	const right = lengths.length <= 10 && lengths.every((length) => Number.isInteger(length) && length >= 1 && length <= 64);
	return right ? [...new Set(lengths)].toSorted((a, b) => a - b) : undefined;
}

/** How far a typed word is from a word: from the whole of it, and from the nearest of its beginnings. */
export interface Distance {
	readonly whole: number;
	readonly beginning: number;
}

let rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

/**
 * Typing slips between two words: a letter too many, one missing, another one, or two swapped. Looks no further than
 * `most` slips and says `most + 1` for everything beyond.
 */
export function distanceOf(typed: string, word: string, most: number): Distance {
	const far = most + 1;
	if (typed.length + 1 > (rows[0]?.length ?? 0)) rows = rows.map(() => new Uint8Array(typed.length + 32));
	let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
	const m = typed.length;
	const n = Math.min(word.length, m + most);
	for (let i = 0; i <= m; i++) last[i] = Math.min(i, far);
	let beginning = last[m] ?? far;
	for (let j = 1; j <= n; j++) {
		const letter = word.charCodeAt(j - 1);
		let least = (row[0] = Math.min(j, far));
		for (let i = 1; i <= m; i++) {
			const same = typed.charCodeAt(i - 1) === letter;
			let slips = Math.min((last[i - 1] ?? far) + (same ? 0 : 1), (last[i] ?? far) + 1, (row[i - 1] ?? far) + 1);
			const swapped = i > 1 && j > 1 && typed.charCodeAt(i - 2) === letter && typed.charCodeAt(i - 1) === word.charCodeAt(j - 2);
			if (swapped) slips = Math.min(slips, (before[i - 2] ?? far) + 1);
			row[i] = Math.min(slips, far);
			if (slips < least) least = slips;
		}
		beginning = Math.min(beginning, row[m] ?? far);
		if (least > most) return { whole: far, beginning };
		[before, last, row] = [last, row, before];
	}
	return { whole: word.length > n ? far : (last[m] ?? far), beginning };
}

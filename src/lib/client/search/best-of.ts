const steps = 512;

/**
 * The `most` documents with the highest scores, in no order. Counts how many reach which height instead of sorting, so
 * that a word of every second title costs two walks; of those that stand at the lowest height any are taken.
 */
export function bestOf(documents: readonly number[], scoreOf: (document: number) => number, most: number): number[] {
	if (documents.length <= most) return [...documents];
	const scores = new Float32Array(documents.length);
	let highest = 0;
	for (let place = 0; place < scores.length; place++) {
		const score = scoreOf(documents[place] ?? 0);
		scores[place] = score;
		if (score > highest) highest = score;
	}
	const heights = new Int16Array(documents.length);
	const counts = new Int32Array(steps);
	for (let place = 0; place < scores.length; place++) {
		const height = highest === 0 ? 0 : Math.min(steps - 1, Math.floor(((scores[place] ?? 0) / highest) * steps));
		heights[place] = height;
		counts[height] = (counts[height] ?? 0) + 1;
	}
	let lowest = steps - 1;
	let above = 0;
	while (lowest > 0 && above + (counts[lowest] ?? 0) < most) above += counts[lowest--] ?? 0;
	const found: number[] = [];
	let room = most - above;
	for (let place = 0; place < heights.length; place++) {
		const height = heights[place] ?? 0;
		if (height > lowest || (height === lowest && room-- > 0)) found.push(documents[place] ?? 0);
	}
	return found;
}

/** Groups smaller than this are never shown outside the school. */
export const smallestGroup = 10;

/** So many small unions are looked at; a group that brings more of them is not published. */
const mostUnions = 50_000;

/** One group of a table of totals, as the smallest units (classes) it is made of. */
export interface PublishedGroup {
	readonly key: string;
	readonly units: readonly string[];
}

/** How many people of one sort (pupils, readers, non-readers) each unit holds. */
export type Weight = ReadonlyMap<string, number>;

/**
 * Which of these groups may be published together, so that nobody can work out a group of one to nine people of any sort:
 * not from one figure, and not by subtracting and adding figures. The first group is the total and is taken first, then
 * the largest: each group joins unless it would give a small one away (complementary suppression).
 *
 * Whatever can be worked out is a linear combination of what is published. So every union of units that no published group
 * can tell apart is tried: none that is small may lie in the span of the published groups.
 * @param before what is published already, whatever comes of these groups
 * @returns keys
 */
export function publishable(groups: readonly PublishedGroup[], weights: readonly Weight[], before: readonly PublishedGroup[] = []): Set<string> {
	const size = weights[0] ?? new Map<string, number>();
	const [total, ...parts] = groups;
	const bySize = parts.toSorted((a, b) => sum(b.units, size) - sum(a.units, size));
	let published = before;
	const taken = new Set<string>();
	for (const group of total ? [total, ...bySize] : []) {
		// What another figure says of the very same people says nothing new.
		if (published.some((each) => isSame(each, group))) {
			taken.add(group.key);
			continue;
		}
		const more = [...published, group];
		if (disclosed(more, weights)) continue;
		published = more;
		taken.add(group.key);
	}
	return taken;
}

function isSame(a: PublishedGroup, b: PublishedGroup): boolean {
	const units = new Set(a.units);
	return units.size === b.units.length && b.units.every((unit) => units.has(unit));
}

function sum(units: readonly string[], weight: Weight): number {
	return units.reduce((total, unit) => total + (weight.get(unit) ?? 0), 0);
}

/** Whether some small group follows from what is published. */
function disclosed(published: readonly PublishedGroup[], weights: readonly Weight[]): boolean {
	const parts = partsOf(published);
	const rows = published.map((group) => parts.map((part) => Number(part.units.every((unit) => group.units.includes(unit)))));
	const free = nullSpace(rows, parts.length);
	return weights.some((weight) => {
		const unions = smallUnions(parts.map((part) => sum(part.units, weight)));
		return unions === undefined || unions.some((union) => free.every((vector) => Math.abs(union.reduce((dot, part) => dot + (vector[part] ?? 0), 0)) < 1e-9));
	});
}

/**
 * Every choice of parts that together hold one to nine people, by their places; parts of ten or more never take part.
 * @returns `undefined` when there are too many to look at
 */
function smallUnions(counts: readonly number[]): number[][] | undefined {
	const places = counts.flatMap((count, place) => (count < smallestGroup ? [place] : []));
	let unions: { readonly parts: number[]; readonly count: number }[] = [{ parts: [], count: 0 }];
	for (const place of places) {
		const more = unions.map(({ parts, count }) => ({ parts: [...parts, place], count: count + (counts[place] ?? 0) })).filter(({ count }) => count < smallestGroup);
		unions = [...unions, ...more];
		if (unions.length > mostUnions) return undefined;
	}
	return unions.filter(({ count }) => count > 0).map(({ parts }) => parts);
}

/** Units that stand in exactly the same published groups: no figure tells them apart. */
function partsOf(published: readonly PublishedGroup[]): { units: string[] }[] {
	const units = [...new Set(published.flatMap((group) => group.units))];
	const bySignature = Map.groupBy(units, (unit) => published.map((group) => (group.units.includes(unit) ? '1' : '0')).join(''));
	return [...bySignature.values()].map((each) => ({ units: each }));
}

/** A base of all vectors at right angles to the rows: what the published figures leave open. */
function nullSpace(rows: readonly (readonly number[])[], width: number): number[][] {
	const matrix = rows.map((row) => [...row]);
	const pivots: number[] = [];
	for (let column = 0; column < width; column++) {
		const at = pivots.length;
		const found = matrix.findIndex((row, i) => i >= at && Math.abs(row[column] ?? 0) > 1e-9);
		if (found < 0) continue;
		[matrix[at], matrix[found]] = [matrix[found] ?? [], matrix[at] ?? []];
		const lead = matrix[at]?.[column] ?? 1;
		const pivot = (matrix[at] ?? []).map((value) => value / lead);
		matrix[at] = pivot;
		for (const [i, row] of matrix.entries()) {
			const factor = row[column] ?? 0;
			if (i !== at && factor !== 0) matrix[i] = row.map((value, j) => value - factor * (pivot[j] ?? 0));
		}
		pivots.push(column);
	}
	const open = Array.from({ length: width }, (_, i) => i).filter((i) => !pivots.includes(i));
	return open.map((column) => {
		const vector = Array.from({ length: width }, () => 0);
		vector[column] = 1;
		for (const [i, pivot] of pivots.entries()) vector[pivot] = -(matrix[i]?.[column] ?? 0);
		return vector;
	});
}

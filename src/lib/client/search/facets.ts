export interface SearchFilter {
	readonly genre?: string | undefined;
	readonly material?: string | undefined;
	readonly mood?: string | undefined;
	/** A list with a level on it: `12-15:2`. */
	readonly level?: string | undefined;
	/** Only titles of which a copy can be taken home now. */
	readonly onShelf?: boolean | undefined;
}

export interface Facet {
	readonly value: string;
	readonly count: number;
}

export interface Facets {
	/** Commonest first. */
	readonly genres: readonly Facet[];
	readonly materials: readonly Facet[];
	readonly moods: readonly Facet[];
	readonly levels: readonly Facet[];
	/** How many titles can be taken home now. */
	readonly onShelf: number;
}

export const noFacets: Facets = { genres: [], materials: [], moods: [], levels: [], onShelf: 0 };

/** What a title is shown and counted under. */
export interface Shown {
	readonly genre: string;
	readonly material: string;
	readonly moods: readonly string[];
	readonly levels: readonly string[];
}

export function fits(shown: Shown, { genre, material, mood, level }: SearchFilter): boolean {
	if (genre !== undefined && shown.genre !== genre) return false;
	if (material !== undefined && shown.material !== material) return false;
	if (mood !== undefined && !shown.moods.includes(mood)) return false;
	return level === undefined || shown.levels.includes(level);
}

export function countFacets<T extends Shown>(all: readonly T[], isOnShelf: (shown: T) => boolean): Facets {
	return {
		genres: countBy(all.map(({ genre }) => genre)),
		materials: countBy(all.map(({ material }) => material)),
		moods: countBy(all.flatMap(({ moods }) => moods)),
		levels: countBy(all.flatMap(({ levels }) => levels)),
		onShelf: all.filter(isOnShelf).length
	};
}

function countBy(values: readonly string[]): Facet[] {
	const counts = new Map<string, number>();
	for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

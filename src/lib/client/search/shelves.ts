import { countFacets, type Shown } from './facets.ts';

/** A row of covers to walk along: titles of one mood or one genre that can be taken home now. */
export interface Shelf {
	readonly by: 'mood' | 'genre';
	readonly value: string;
	/** How many titles of it can be taken home now. */
	readonly count: number;
	/** Some of them, in the order of the alphabet. */
	readonly ids: readonly string[];
}

/** Which shelves are wanted: so many titles on each, and another choice of them at each turn. */
export interface ShelfWish {
	readonly most: number;
	/** A number that changes by one, such as that of the day. */
	readonly turn: number;
}

/** Two covers are no shelf. */
const fewest = 3;
/** After these the words of one school only repeat each other. */
const mostGenres = 8;

/** The shelves of what is in now, moods first, the fullest first. `shown` in the order of the alphabet. */
export function shelvesFrom(shown: readonly (Shown & { readonly id: string })[], { most, turn }: ShelfWish): Shelf[] {
	const { moods, genres } = countFacets(shown, () => true);
	const shelf = (by: Shelf['by'], value: string, count: number): Shelf => {
		const fitting = shown.filter(({ moods: suits, genre }) => (by === 'mood' ? suits.includes(value) : genre === value));
		return { by, value, count, ids: spread(fitting, most, turn).map(({ id }) => id) };
	};
	return [
		...moods.map(({ value, count }) => shelf('mood', value, count)),
		...genres.slice(0, mostGenres).map(({ value, count }) => shelf('genre', value, count))
	].filter(({ count }) => count >= fewest);
}

/** At even distances, so that no shelf is all names with an A. */
function spread<T>(all: readonly T[], most: number, turn: number): T[] {
	if (all.length <= most) return [...all];
	const step = all.length / most;
	const begin = turn % Math.ceil(step);
	return Array.from({ length: most }, (_, place) => Math.floor(place * step + begin) % all.length)
		.toSorted((a, b) => a - b)
		.flatMap((place) => all[place] ?? []);
}

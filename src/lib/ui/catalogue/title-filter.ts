/** What the catalogue is narrowed to; an empty word: not by that. */
export interface TitleFilter {
	readonly mood: string;
	readonly genre: string;
	/** A list with a level on it: `12-15:2`. */
	readonly level: string;
	readonly material: string;
	/** Only what can be taken home now. */
	readonly onShelf: boolean;
}

export const noFilter: TitleFilter = { mood: '', genre: '', level: '', material: '', onShelf: false };

export function isFiltered({ mood, genre, level, material, onShelf }: TitleFilter): boolean {
	return onShelf || [mood, genre, level, material].some((word) => word !== '');
}

/** As it stands in the address, so that coming back shows the same list. */
export function filterFrom(asked: URLSearchParams): TitleFilter {
	const word = (name: string): string => asked.get(name) ?? '';
	return { mood: word('mood'), genre: word('genre'), level: word('level'), material: word('material'), onShelf: asked.has('in') };
}

export function filterWords({ onShelf, ...words }: TitleFilter): Record<string, string> {
	return { ...words, in: onShelf ? '1' : '' };
}

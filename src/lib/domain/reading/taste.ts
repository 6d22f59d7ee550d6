import { seriesKey } from '../catalogue/next-in-series.ts';
import type { Mood } from '../catalogue/mood.ts';
import type { Title } from '../catalogue/title.ts';
import type { Instant } from '../shared/calendar-date.ts';
import { endingOf, type ReadingEntry, type ReadingWord } from './reading-entry.ts';
import type { ReadingProfile } from './reading-profile.ts';

/** A title that its reader was glad of. */
export interface LikedTitle {
	readonly title: string;
	readonly author: string;
	readonly genre: string;
	readonly series: string;
	/** The reader's own words for it, each with the mood it stands for. */
	readonly words: readonly { readonly word: ReadingWord; readonly mood: Mood }[];
}

/** What the chooser must know of one reader; it stays on the reader's device. */
export interface Taste {
	/** Read, being read, or passed over lately. */
	readonly leftOut: readonly string[];
	/** The same, of what the catalogue may have under another id. */
	readonly readWorks: readonly { readonly title: string; readonly author: string }[];
	readonly readSeries: readonly string[];
	/** Latest first. */
	readonly liked: readonly LikedTitle[];
	readonly dislikedGenres: readonly string[];
}

export const noTaste: Taste = { leftOut: [], readWorks: [], readSeries: [], liked: [], dislikedGenres: [] };

interface Reading {
	readonly entry: ReadingEntry;
	readonly title: Title | undefined;
}

/** Milliseconds that *not this one* holds: by then it is another reader who is asked. */
const passedFor = 90 * 86_400_000;

const wordMoods: Readonly<Partial<Record<ReadingWord, Mood>>> = { exciting: 'exciting', funny: 'funny', scary: 'scary', romantic: 'inLove', recognisable: 'recognisable' };
const gladWords: readonly ReadingWord[] = ['exciting', 'funny', 'moving', 'romantic', 'recognisable', 'surprising', 'beautiful'];

/** @param readings all of one reader, latest first */
export function tasteOf(readings: readonly Reading[], profile: ReadingProfile | undefined, now: Instant): Taste {
	const passed = Object.entries(profile?.passedOver ?? {}).filter(([, register]) => register.value && register.at > now - passedFor);
	return {
		leftOut: [...readings.flatMap(({ entry, title }) => [entry.titleId, title?.id].filter((id) => id !== undefined)), ...passed.map(([id]) => id)],
		readWorks: readings.map(({ entry: { work } }) => ({ title: work.title, author: work.authors[0] ?? '' })),
		readSeries: [...new Set(readings.flatMap(({ title }) => (title && seriesKey(title)) ?? []))],
		liked: readings.filter(({ entry }) => opinionOf(entry) === 'glad').map(likedOf),
		dislikedGenres: [...new Set(readings.filter(({ entry }) => opinionOf(entry) === 'sorry').map(genreOf).filter((genre) => genre !== ''))]
	};
}

/** The stars decide; without them the words do, and last whether it was read to its end. */
function opinionOf(entry: ReadingEntry): 'glad' | 'sorry' | undefined {
	const rating = entry.rating?.value ?? undefined;
	const words = entry.words?.value ?? [];
	if (rating !== undefined) return rating >= 4 ? 'glad' : rating <= 2 ? 'sorry' : undefined;
	if (words.includes('boring') || words.includes('slow')) return 'sorry';
	if (words.some((word) => gladWords.includes(word))) return 'glad';
	return endingOf(entry)?.how === 'stopped' ? 'sorry' : undefined;
}

function likedOf(reading: Reading): LikedTitle {
	const { entry, title } = reading;
	return {
		title: title?.title ?? entry.work.title,
		author: entry.work.authors[0] ?? '',
		genre: genreOf(reading),
		series: (title && seriesKey(title)) ?? '',
		words: (entry.words?.value ?? []).flatMap((word) => (wordMoods[word] ? [{ word, mood: wordMoods[word] }] : []))
	};
}

function genreOf({ entry, title }: Reading): string {
	return title?.genre ?? entry.work.genre ?? '';
}


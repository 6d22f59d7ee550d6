import { sortingForm } from '../catalogue/author-name.ts';
import { readIsbn } from '../catalogue/isbn.ts';
import { readYear } from '../catalogue/year.ts';
import { calendarDateSchema, type CalendarDate } from '../shared/calendar-date.ts';
import type { PatronId, ReadingEntryId } from '../shared/ids.ts';
import type { ReadingState } from './progress.ts';
import { endingOf, pagesOf, readingForms, readingWords, type ReadingEntry, type ReadingForm, type ReadingWord } from './reading-entry.ts';
import { keyOfWork, workSchema, type Work } from './work.ts';

/** Whose export a file is, told by its header. */
export const logShapes = ['own', 'goodreads', 'storygraph'] as const;
export type LogShape = (typeof logShapes)[number];

/** One reading as a file tells it. */
export interface FiledReading {
	readonly entryId: ReadingEntryId;
	readonly work: Work;
	readonly form: ReadingForm;
	readonly startedOn: CalendarDate | null;
	readonly ending: { readonly how: 'finished' | 'stopped'; readonly on: CalendarDate } | undefined;
	readonly rating: number | undefined;
	readonly words: readonly ReadingWord[];
	readonly note: string;
}

export interface LogFile {
	readonly shape: LogShape;
	readonly readings: readonly FiledReading[];
	/** On a list to be read one day. */
	readonly unread: number;
	/** Lines without a title. */
	readonly bad: number;
}

type Cells = Readonly<Record<string, string | undefined>>;

/** Columns of our own export; the first line of it. */
export const ownColumns = ['title', 'authors', 'isbn', 'form', 'started_on', 'ended_on', 'ending', 'rating', 'words', 'note', 'pages', 'pages_read', 'minutes_read'] as const;

export function shapeOf(header: readonly string[]): LogShape | undefined {
	const has = (...names: string[]) => names.every((name) => header.includes(name));
	if (has('title', 'ending', 'started_on')) return 'own';
	if (has('Title', 'Exclusive Shelf', 'Date Read')) return 'goodreads';
	return has('Title', 'Read Status', 'Star Rating') ? 'storygraph' : undefined;
}

/**
 * Reads the lines of an export into readings. The id of a reading follows from what the line says, so that the same file
 * twice, on whatever phone, adds nothing.
 */
export function readLogFile(shape: LogShape, lines: readonly Cells[], patronId: PatronId, addedOn: CalendarDate): LogFile {
	const read = lines.map((cells) => readers[shape](cells, addedOn));
	const readings = new Map<string, FiledReading>();
	for (const reading of read) {
		if (typeof reading === 'string') continue;
		const entryId = `filed.${patronId}.${hashOf(`${keyOfWork(reading.work)}|${reading.startedOn}|${reading.ending?.on}`)}` as ReadingEntryId;
		readings.set(entryId, { ...reading, entryId });
	}
	const count = (what: string) => read.filter((reading) => reading === what).length;
	return { shape, readings: [...readings.values()], unread: count('unread'), bad: count('bad') };
}

/** Those that the log has not: neither by id nor as a reading of the same work that ended on the same day. */
export function newReadings(file: LogFile, entries: readonly ReadingEntry[]): FiledReading[] {
	const ids = new Set<string>(entries.map((entry) => entry.id));
	const known = new Set(entries.map((entry) => `${keyOfWork(entry.work)}|${endingOf(entry)?.on}`));
	return file.readings.filter(({ entryId, work, ending }) => !ids.has(entryId) && !known.has(`${keyOfWork(work)}|${ending?.on}`));
}

/** A line of our own export. */
export function ownLine(entry: ReadingEntry, state: ReadingState): Record<(typeof ownColumns)[number], string> {
	const ending = endingOf(entry);
	return {
		title: entry.work.title,
		authors: entry.work.authors.join('; '),
		isbn: entry.work.isbn ?? '',
		form: entry.form.value,
		started_on: entry.startedOn.value ?? '',
		ended_on: ending?.on ?? '',
		ending: ending?.how ?? '',
		rating: String(entry.rating?.value ?? ''),
		words: (entry.words?.value ?? []).join('; '),
		note: entry.note?.value ?? '',
		pages: String(pagesOf(entry) ?? ''),
		pages_read: String(state.pages),
		minutes_read: String(state.minutes)
	};
}

type Reader = (cells: Cells, addedOn: CalendarDate) => Omit<FiledReading, 'entryId'> | 'unread' | 'bad';

const readers: Readonly<Record<LogShape, Reader>> = {
	own(cells) {
		const work = workIn(cells, 'title', 'authors', 'isbn', 'pages');
		if (!work) return 'bad';
		const on = dateIn(cells.ended_on);
		const how = cells.ending === 'stopped' ? 'stopped' : 'finished';
		const words = (cells.words ?? '').split(';').map((word) => word.trim());
		return {
			work,
			form: readingForms.find((form) => form === cells.form) ?? 'paper',
			startedOn: dateIn(cells.started_on),
			ending: on ? { how, on } : undefined,
			rating: ratingIn(cells.rating),
			words: readingWords.filter((word) => words.includes(word)),
			note: note(cells.note)
		};
	},
	goodreads(cells, addedOn) {
		const work = workIn(cells, 'Title', 'Author l-f', 'ISBN13', 'Number of Pages', 'Original Publication Year');
		if (!work) return 'bad';
		const shelf = (cells['Exclusive Shelf'] ?? '').trim();
		if (shelf === 'to-read') return 'unread';
		const binding = (cells.Binding ?? '').toLowerCase();
		return {
			work,
			form: /audio/.test(binding) ? 'audiobook' : /kindle|ebook|nook/.test(binding) ? 'ebook' : 'paper',
			startedOn: null,
			ending: shelf === 'currently-reading' ? undefined : { how: 'finished', on: dateIn(cells['Date Read']) ?? dateIn(cells['Date Added']) ?? addedOn },
			rating: ratingIn(cells['My Rating']),
			words: [],
			note: note([cells['My Review'], cells['Private Notes']].filter(Boolean).join('\n\n'))
		};
	},
	storygraph(cells, addedOn) {
		const work = workIn(cells, 'Title', 'Authors', 'ISBN/UID', '');
		if (!work) return 'bad';
		const status = (cells['Read Status'] ?? '').trim();
		if (status === 'to-read') return 'unread';
		const format = (cells.Format ?? '').toLowerCase();
		const [first, last] = (cells['Dates Read'] ?? '').split(',').at(-1)?.split('-').map(dateIn) ?? [];
		const on = last ?? dateIn(cells['Last Date Read']) ?? dateIn(cells['Date Added']) ?? addedOn;
		return {
			work,
			form: format === 'audio' ? 'audiobook' : format === 'digital' ? 'ebook' : 'paper',
			startedOn: last ? (first ?? null) : null,
			ending: status === 'currently-reading' ? undefined : { how: status === 'did-not-finish' ? 'stopped' : 'finished', on },
			rating: ratingIn(cells['Star Rating']),
			words: [],
			note: note(cells.Review)
		};
	}
};

function workIn(cells: Cells, title: string, authors: string, isbn: string, pages: string, year = ''): Work | undefined {
	const read = readIsbn((cells[isbn] ?? '').replace(/^="?|"$/g, ''));
	const count = Number(cells[pages] ?? '');
	const names = (cells[authors] ?? '').split(authors === 'Author l-f' ? '\n' : authors === 'authors' ? ';' : ',');
	const parsed = workSchema.safeParse({
		title: (cells[title] ?? '').trim().slice(0, 500),
		authors: names.map((name) => name.trim()).filter(Boolean).map(sortingForm).slice(0, 20),
		...('isbn' in read && { isbn: read.isbn }),
		...(Number.isInteger(count) && count > 0 && count <= 20_000 && { pages: count }),
		...(readYear(cells[year] ?? '') !== undefined && { year: readYear(cells[year] ?? '') })
	});
	return parsed.success ? parsed.data : undefined;
}

/** `2026/03/09`, `2026-03-09`. */
function dateIn(cell: string | undefined): CalendarDate | null {
	const parsed = calendarDateSchema.safeParse((cell ?? '').trim().replaceAll('/', '-'));
	return parsed.success ? parsed.data : null;
}

/** Stars, also halves and quarters; 0 is not rated. */
function ratingIn(cell: string | undefined): number | undefined {
	const stars = Math.round(Number((cell ?? '').trim().replace(',', '.')));
	return stars >= 1 && stars <= 5 ? stars : undefined;
}

function note(cell: string | undefined): string {
	return (cell ?? '').trim().slice(0, 4000);
}

/** 53 bits that follow from the text (cyrb53): for ids that must be the same everywhere, not for secrets. */
function hashOf(text: string): string {
	let [one, two] = [0xdeadbeef, 0x41c6ce57];
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		one = Math.imul(one ^ code, 2654435761);
		two = Math.imul(two ^ code, 1597334677);
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
	two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
	return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

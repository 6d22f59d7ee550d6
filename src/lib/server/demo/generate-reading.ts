import type { Title } from '#lib/domain/catalogue/title.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { Teaching } from '#lib/domain/people/teaching.ts';
import { readingLists, type Level } from '#lib/domain/reading/levels.ts';
import type { ListedTitle, ListMessage, ReadingLevel } from '#lib/domain/reading/listed-title.ts';
import type { ReadingProgress } from '#lib/domain/reading/progress.ts';
import { readingWords, type ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import type { ReadingProfile } from '#lib/domain/reading/reading-profile.ts';
import { workOf } from '#lib/domain/reading/work.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { schoolYearOf } from '#lib/domain/shared/school-year.ts';
import type { ListedTitleId, ListMessageId, ReadingEntryId, ReadingLevelId, ReadingProgressId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';
import type { SeededRandom } from './random.ts';

export interface DemoReading {
	readonly readingEntries: readonly ReadingEntry[];
	readonly readingProgress: readonly ReadingProgress[];
	readonly readingProfiles: readonly ReadingProfile[];
	readonly listedTitles: readonly ListedTitle[];
	readonly listMessages: readonly ListMessage[];
	readonly readingLevels: readonly ReadingLevel[];
}

interface Input {
	readonly titles: readonly Title[];
	/** What De Jonge Jury is about this year: many have read some of it. */
	readonly juryTitles: readonly Title[];
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly teachings: readonly Teaching[];
	/** Who visitors sign in as. */
	readonly pupil: Patron;
	readonly teacher: Patron;
	readonly today: CalendarDate;
	readonly random: SeededRandom;
}

const by = 'demo:1';
const examLayer = 4;

/** A year of reading of the pupil that visitors are, and what the pupils of their teacher handed in: lists at every stage. */
export function generateReading(input: Input): DemoReading {
	const made = new Made(input);
	made.year(input.pupil);
	const taught = new Set(input.teachings.filter((teaching) => teaching.teacherId === input.teacher.id).map((teaching) => teaching.groupId));
	const layers = new Map(input.homeClasses.map((homeClass) => [homeClass.id, homeClass.yearLayer ?? 1]));
	const pupils = input.patrons.filter((patron) => patron.category === 'pupil' && patron.homeClassId && taught.has(patron.homeClassId));
	for (const pupil of pupils) made.handIn(pupil, (pupil.homeClassId && layers.get(pupil.homeClassId)) ?? 1);
	return made;
}

class Made implements DemoReading {
	readonly readingEntries: ReadingEntry[] = [];
	readonly readingProgress: ReadingProgress[] = [];
	readonly readingProfiles: ReadingProfile[] = [];
	readonly listedTitles: ListedTitle[] = [];
	readonly listMessages: ListMessage[] = [];
	readonly readingLevels: ReadingLevel[] = [];
	readonly #input: Input;
	readonly #young: readonly Title[];
	readonly #literary: readonly Title[];

	constructor(input: Input) {
		this.#input = input;
		const jury = new Set(input.juryTitles);
		const readable = input.titles.filter((title) => title.material === 'book' && !jury.has(title));
		this.#young = readable.filter((title) => title.audience !== '15-18');
		this.#literary = readable.filter((title) => title.originalLanguage === 'nl' && title.audience !== '12-15');
	}

	/** Thirteen months with a book most of the time, one of them on the night table now. */
	year(pupil: Patron): void {
		const { today, random } = this.#input;
		const jury = this.#some(this.#input.juryTitles, 4);
		let ago = 395;
		for (const [i, other] of this.#some(this.#young, 30).entries()) {
			const title = (ago < 80 ? jury.pop() : undefined) ?? other;
			const length = random.int(12, 33);
			const started = addDays(today, -ago);
			const ended = ago - length > 3 ? addDays(today, -(ago - length)) : undefined;
			const entry = this.#entry(pupil, title, started, ended, i === 5 ? 'stopped' : 'finished');
			this.#steps(entry, started, ended ?? addDays(today, -1));
			if (!ended) break;
			ago -= length + random.int(0, 6);
		}
		const year = schoolYearOf(today);
		this.readingProfiles.push({ id: pupil.id, patronId: pupil.id, goals: { [year]: { value: 12, at: this.#at(addDays(today, -60)), by } } });
	}

	/** Finished titles, and a list for those whose class works on one. */
	handIn(pupil: Patron, yearLayer: number): void {
		const { pupil: visitor, random, today } = this.#input;
		if (pupil.id !== visitor.id) {
			for (const title of this.#some(this.#young, random.int(0, 4))) {
				const ended = addDays(today, -random.int(2, 300));
				this.#entry(pupil, title, addDays(ended, -random.int(6, 30)), ended, 'finished');
			}
			for (const title of this.#some(this.#input.juryTitles, random.int(0, 3))) {
				const ended = addDays(today, -random.int(2, 45));
				this.#entry(pupil, title, addDays(ended, -random.int(6, 15)), ended, 'finished');
			}
		}
		const isExam = yearLayer >= examLayer;
		const list = isExam ? '15-18' : '12-15';
		const length = pupil.id === visitor.id ? 4 : random.chance(0.5) ? random.int(1, isExam ? 6 : 3) : 0;
		if (length > 0) this.#level(pupil, list);
		for (const [i, title] of this.#some(isExam ? this.#literary : this.#young, length).entries()) this.#listed(pupil, list, title, i, length);
	}

	#entry(pupil: Patron, title: Title, started: CalendarDate, ended: CalendarDate | undefined, how: 'finished' | 'stopped'): ReadingEntry {
		const { random } = this.#input;
		const at = this.#at(started);
		const stamp = <T>(value: T, on = started) => ({ value, at: this.#at(on), by });
		const entry: ReadingEntry = {
			id: naturalId<ReadingEntryId>('readingEntry', pupil.id, title.id),
			patronId: pupil.id,
			titleId: title.id,
			work: workOf(title),
			addedAt: at,
			form: stamp(ended && random.chance(0.15) ? ('audiobook' as const) : ('paper' as const)),
			startedOn: stamp(started),
			...(title.pages === undefined && { pages: stamp(random.int(14, 40) * 8) }),
			...(ended && { ending: stamp({ how, on: ended }, ended) }),
			...(ended && { rating: stamp(how === 'stopped' ? 2 : random.int(3, 5), ended) }),
			...(ended && { words: stamp(random.shuffle(readingWords.slice(0, 9)).slice(0, random.int(1, 3)), ended) })
		};
		this.readingEntries.push(entry);
		return entry;
	}

	#steps(entry: ReadingEntry, from: CalendarDate, to: CalendarDate): void {
		const { random } = this.#input;
		const pages = entry.pages?.value ?? entry.work.pages ?? 200;
		let [on, page] = [from, 0];
		for (let n = 1; on < to && page < pages * 0.9; n++) {
			const amount = random.int(8, 35);
			page += amount;
			const step = entry.form.value === 'audiobook' ? { unit: 'minutes' as const, amount } : { unit: 'pages' as const, amount };
			this.readingProgress.push({ id: `${entry.id}.${n}` as ReadingProgressId, patronId: entry.patronId, entryId: entry.id, on, at: this.#at(on), step });
			on = addDays(on, random.int(1, 4));
		}
	}

	#level(pupil: Patron, list: ReadingLevel['list']): void {
		const { random, teacher, today } = this.#input;
		const level = random.pick<Level>(readingLists[list].levels.slice(1, 4));
		const said = (n: number, ago: number, from: ReadingLevel['from'], name: string): ReadingLevel => ({
			id: naturalId<ReadingLevelId>('readingLevel', pupil.id, `${list} ${n}`),
			patronId: pupil.id,
			list,
			level,
			at: this.#at(addDays(today, -ago)),
			from,
			name
		});
		this.readingLevels.push(said(1, random.int(20, 70), 'pupil', spokenName(nameOf(pupil))));
		if (random.chance(0.75)) this.readingLevels.push(said(2, random.int(3, 18), 'teacher', spokenName(nameOf(teacher))));
	}

	/** Older proposals have come further; the last one of about a third still waits for the teacher. */
	#listed(pupil: Patron, list: ListedTitle['list'], title: Title, i: number, length: number): void {
		const { random, teacher, today } = this.#input;
		const ago = (length - i) * 25 + random.int(1, 10);
		const id = naturalId<ListedTitleId>('listedTitle', pupil.id, title.id);
		const proposed = { id, patronId: pupil.id, list, titleId: title.id, work: workOf(title), proposedAt: this.#at(addDays(today, -ago)) };
		const isLast = i === length - 1;
		if (isLast && random.chance(0.35)) return void this.listedTitles.push(proposed);
		const stamp = <T>(value: T, days: number) => ({ value, at: this.#at(addDays(today, -days)), by });
		const name = spokenName(nameOf(teacher));
		const rejected = random.chance(0.12);
		const verdict = stamp({ status: rejected ? ('rejected' as const) : ('approved' as const), teacherId: teacher.id, name }, ago - 1);
		const [readOn, doneOn] = [addDays(today, -Math.max(1, ago - 16)), addDays(today, -Math.max(1, ago - 21))];
		this.listedTitles.push({
			...proposed,
			verdict,
			...(!rejected && !isLast && { read: stamp(readOn, Math.max(1, ago - 16)) }),
			...(!rejected && !isLast && i < length - 2 && { task: stamp({ on: doneOn }, Math.max(1, ago - 21)) })
		});
		if (!rejected) return;
		const message = { id: naturalId<ListMessageId>('listMessage', id, '1'), patronId: pupil.id, listedTitleId: id, at: verdict.at, from: 'teacher' as const, name };
		this.listMessages.push({ ...message, text: 'Deze past niet zo goed bij je niveau. Kom je even langs? Dan zoeken we samen iets anders.' });
	}

	/** Different titles, without putting all of them in another order for each pupil. */
	#some(titles: readonly Title[], count: number): Title[] {
		const chosen = new Set<Title>();
		while (chosen.size < Math.min(count, titles.length)) chosen.add(this.#input.random.pick(titles));
		return [...chosen];
	}

	#at(on: CalendarDate): number {
		return Date.parse(`${on}T16:00:00Z`);
	}
}

function nameOf({ givenName, infix, familyName }: Patron) {
	return { givenName, familyName, ...(infix && { infix }) };
}

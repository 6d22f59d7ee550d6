import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import { examTracksOf, foundingListRules, judgeList, listRuleFor, type ListRule } from '#lib/domain/reading/list-rule.ts';
import { finishedReading } from '#lib/domain/reading/finished.ts';
import type { HandedIn, HandedInTitle } from '#lib/domain/reading/handed-in.ts';
import { isOnList, type ListedTitle, type ListMessage, type ReadingLevel } from '#lib/domain/reading/listed-title.ts';
import { foldProgress, type ReadingProgress, type ReadingState } from '#lib/domain/reading/progress.ts';
import { endingOf, type ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import type { ExamTrack, ReadingProfile } from '#lib/domain/reading/reading-profile.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId, ReadingEntryId } from '#lib/domain/shared/ids.ts';
import type { OwnReading } from './programme-queries.ts';
import type { Records } from './records.ts';
import { schoolOf, titleOf } from './view-facts.ts';

export interface ReadingLine {
	readonly entry: ReadingEntry;
	readonly title: Title | undefined;
	readonly state: ReadingState;
	/** Oldest first. */
	readonly steps: readonly ReadingProgress[];
	/** Rests on something the server has not confirmed. */
	readonly pending: boolean;
}

export interface PupilReading {
	/** One of the rows that a teacher gets of the pupil. */
	readonly row: ClassPupil;
	readonly handedIn: HandedIn;
	readonly pending: boolean;
}

const nothing: HandedIn = { titles: [], levels: [], finished: {}, reading: false };

/** What pages ask about reading: of a pupil its own, of a teacher what was handed in. */
export class ReadingQueries {
	readonly #records: Records;
	readonly #today: () => CalendarDate;

	constructor(records: Records, today: () => CalendarDate) {
		this.#records = records;
		this.#today = today;
	}

	/** All readings of one reader, latest first: those that go on, then by the day they ended. */
	log(patronId: PatronId): ReadingLine[] {
		return this.#records
			.find('readingsOfPatron', patronId)
			.map((entry) => this.#line(entry))
			.toSorted((a, b) => compare(lastSign(b), lastSign(a)));
	}

	line(id: ReadingEntryId): ReadingLine | undefined {
		const entry = this.#records.get('readingEntry', id);
		return entry && this.#line(entry);
	}

	profile(patronId: PatronId): ReadingProfile | undefined {
		return this.#records.get('readingProfile', patronId);
	}

	/** A pupil's own list, oldest proposal first. */
	list(patronId: PatronId): HandedInTitle[] {
		return this.#records
			.find('listedByPatron', patronId)
			.filter(isOnList)
			.toSorted((a, b) => a.proposedAt - b.proposedAt || compare(a.id, b.id))
			.map((listed) => ({ ...listed, messages: this.#messagesOf(listed.id) }));
	}

	levels(patronId: PatronId): ReadingLevel[] {
		return this.#records.find('levelsOfPatron', patronId).toSorted(byMoment);
	}

	/** The rule of the exam that a pupil of this class works towards; `open`: the class leaves the exam open, the pupil chooses. */
	listRule(homeClassId: string | undefined, chosen: ExamTrack | undefined): { readonly rule: ListRule | undefined; readonly open: boolean } {
		const homeClass = homeClassId === undefined ? undefined : this.#records.get('homeClass', homeClassId);
		const rules = schoolOf(this.#records).listRules ?? foundingListRules;
		return { rule: listRuleFor(homeClass, chosen, rules, this.#today()), open: examTracksOf(homeClass?.tracks ?? []).length > 1 };
	}

	/** What programmes count: finished readings, and whether the list for the exam is complete. */
	evidence(patronId: PatronId): OwnReading {
		const finished = this.log(patronId).flatMap(({ entry, title }) => finishedReading(entry, title) ?? []);
		const homeClassId = this.#records.get('patron', patronId)?.homeClassId;
		const { rule } = this.listRule(homeClassId, this.profile(patronId)?.examTrack?.value);
		return { finished, listComplete: rule !== undefined && judgeList(rule, this.list(patronId)).complete };
	}

	/** What the teachers of a pupil hold of it, one row for each class and group; exactly as they got it. */
	toldRows(patronId: PatronId): ClassPupil[] {
		return this.#records.find('classPupilsOfPatron', patronId).toSorted((a, b) => compare(a.id, b.id));
	}

	/** For a teacher: each pupil once, by name, with what this device has since made of it. */
	taughtPupils(): PupilReading[] {
		const rows = new Map([...this.#records.all('classPupil')].toSorted((a, b) => compare(b.id, a.id)).map((row) => [row.patronId, row]));
		return [...rows.values()]
			.map((row) => this.#pupilReading(row))
			.toSorted((a, b) => a.row.familyName.localeCompare(b.row.familyName, 'nl') || a.row.givenName.localeCompare(b.row.givenName, 'nl'));
	}

	taughtPupil(patronId: PatronId): PupilReading | undefined {
		const [row] = this.#records.find('classPupilsOfPatron', patronId);
		return row && this.#pupilReading(row);
	}

	#pupilReading(row: ClassPupil): PupilReading {
		const got = row.reading ?? nothing;
		const titles = got.titles.map((title) => this.#withOwnWords(title));
		const levels = [...got.levels, ...this.#records.find('levelsOfPatron', row.patronId)].toSorted(byMoment);
		const pending = titles.some((title) => this.#records.isPending('listedTitle', title.id)) || levels.length > got.levels.length;
		return { row, handedIn: { ...got, titles, levels }, pending };
	}

	/** Words of this teacher that are still on their way lie over what was handed in. */
	#withOwnWords(title: HandedInTitle): HandedInTitle {
		const changed: ListedTitle = this.#records.get('listedTitle', title.id) ?? title;
		const known = new Set(title.messages.map((message) => message.id));
		return { ...changed, messages: [...title.messages, ...this.#messagesOf(title.id).filter((message) => !known.has(message.id))] };
	}

	#messagesOf(listedTitleId: string): ListMessage[] {
		return this.#records.find('messagesOnListed', listedTitleId).toSorted(byMoment);
	}

	#line(entry: ReadingEntry): ReadingLine {
		const steps = this.#records.find('progressOfEntry', entry.id).toSorted(byMoment);
		return {
			entry,
			title: entry.titleId && titleOf(this.#records, entry.titleId),
			state: foldProgress(entry, steps),
			steps,
			pending: this.#records.isPending('readingEntry', entry.id) || steps.some((step) => this.#records.isPending('readingProgress', step.id))
		};
	}
}

/** Sorts readings that go on before those that ended, and each by its latest day. */
function lastSign({ entry, steps }: ReadingLine): string {
	const ending = endingOf(entry);
	return ending ? `0 ${ending.on} ${entry.id}` : `1 ${steps.at(-1)?.on ?? entry.startedOn.value ?? ''} ${entry.addedAt}`;
}

function byMoment(a: { readonly at: number; readonly id: string }, b: { readonly at: number; readonly id: string }): number {
	return a.at - b.at || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

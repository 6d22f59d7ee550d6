import { editionAfterMerges, participationAfterMerges, type IdNow } from '#lib/domain/programmes/after-merges.ts';
import { isInvited } from '#lib/domain/programmes/audience.ts';
import { isHandedOut, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import { judgeReadings, type FinishedReading, type JudgedReading } from '#lib/domain/programmes/counted.ts';
import type { Edition, EditionId, EligibleTitles, Round } from '#lib/domain/programmes/edition.ts';
import { isEligible, readTitleOf } from '#lib/domain/programmes/eligible.ts';
import { countReadings, evaluate, isStuck, noEvidence, type Progress } from '#lib/domain/programmes/evaluate.ts';
import { matchTitles, type TypedTitle } from '#lib/domain/programmes/match-titles.ts';
import { participationId, type Participation } from '#lib/domain/programmes/participation.ts';
import { readersOf, resultIn, roundsReadIn, type ReadAloudRound, type RoundEntry, type RoundResult, type RoundsRead } from '#lib/domain/programmes/read-aloud-round.ts';
import { standingId, type Standing } from '#lib/domain/programmes/standing.ts';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { GroupId, HomeClassId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import { survivorOf } from './apply-merge.ts';
import { participationIn } from './participations.ts';
import type { Records } from './records.ts';
import { titleOf } from './view-facts.ts';

/** What a pupil's own device knows of its reading. */
export interface OwnReading {
	readonly finished: readonly FinishedReading[];
	readonly listComplete: boolean;
}

/** One edition for the pupil whose device this is. */
export interface OwnProgramme {
	readonly edition: Edition;
	readonly participation: Participation | undefined;
	readonly progress: Progress;
	/** Every finished reading, with why it counts or not. */
	readonly judged: readonly JudgedReading[];
	readonly classStanding: Standing | undefined;
	readonly schoolStanding: Standing | undefined;
	readonly pending: boolean;
}

/** One pupil of a class in one edition. */
export interface PupilProgress {
	readonly pupil: ClassPupil;
	readonly participation: Participation | undefined;
	readonly progress: Progress;
	readonly stuck: boolean;
	readonly pending: boolean;
	/** Outside the class, each with how that went. */
	readonly rounds: readonly { readonly round: Round; readonly result: RoundResult | null }[];
}

/** Somebody who may go on to the next round of a contest. */
export interface Entrant {
	readonly patronId: PatronId;
	/** The round before. */
	readonly from: Round;
	readonly entry: RoundEntry;
	readonly won: boolean;
}

/** What pages ask about programmes. Drawn from what is in memory; nothing waits. */
export class ProgrammeQueries {
	readonly #records: Records;
	readonly #today: () => CalendarDate;
	readonly #idNow: IdNow = (id) => titleOf(this.#records, id as TitleId)?.id ?? id;

	constructor(records: Records, today: () => CalendarDate) {
		this.#records = records;
		this.#today = today;
	}

	/** What runs now first, then what is to come, then what is over or closed. */
	editions(): Edition[] {
		const today = this.#today();
		const place = (edition: Edition): number => (edition.closed || edition.to < today ? 2 : edition.from > today ? 1 : 0);
		return [...this.#records.all('edition')].toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, 'nl') || (a.from < b.from ? 1 : -1));
	}

	edition(id: EditionId): Edition | undefined {
		return this.#records.get('edition', id);
	}

	participation(editionId: EditionId, patronId: PatronId): Participation | undefined {
		return participationIn(this.#records, participationId(editionId, patronId));
	}

	standing(editionId: EditionId, groupId?: HomeClassId): Standing | undefined {
		return this.#records.get('standing', standingId(editionId, groupId));
	}

	/** How the classes of an edition stand, by class. Desks hold all, a teacher those it teaches. */
	classStandings(editionId: EditionId): Standing[] {
		return [...this.#records.all('standing')].filter((standing) => standing.editionId === editionId && standing.groupId !== undefined);
	}

	/** Records of the catalogue that count in an edition by its list or its rule, by title. Linear: for pages. */
	eligibleTitles(edition: Edition): Title[] {
		const { eligible } = editionAfterMerges(edition, this.#idNow);
		if (!eligible) return [];
		return [...this.#records.all('title')].filter((title) => title.mergedInto === undefined && isEligible(eligible, readTitleOf(title))).toSorted((a, b) => a.title.localeCompare(b.title, 'nl'));
	}

	match(typed: readonly TypedTitle[]): Pick<EligibleTitles, 'titleIds' | 'outside'> {
		return matchTitles(typed, this.#records.all('title'));
	}

	/** Titles whose genre or subject is the label, or of which a copy stands at a shelf of that name. */
	labelledTitles(label: string): Title[] {
		const wanted = foldWords(label);
		const shelved = new Set([...this.#records.all('copy')].filter((copy) => foldWords(copy.shelf ?? '') === wanted).map((copy) => copy.titleId));
		return [...this.#records.all('title')].filter((title) => shelved.has(title.id) || [title.genre, title.subject].some((word) => foldWords(word ?? '') === wanted));
	}

	/** By `classPackId`. */
	pack(id: string): ClassPack | undefined {
		return this.#records.get('classPack', id);
	}

	/** Everybody who read in the last round before this one that was held, those who won there first. */
	entrants(edition: Edition, { id }: Pick<Round, 'id'>): Entrant[] {
		const place = edition.rounds.findIndex((round) => round.id === id);
		for (const from of edition.rounds.slice(0, place).toReversed()) {
			const entrants = this.#heldAs(edition, from).flatMap((row) => readersOf(row).map(([patronId, entry]) => ({ patronId, entry, from, won: resultIn(row, patronId) === 'won' })));
			// Whoever changed class may have read in two.
			const winnersFirst = entrants.toSorted((a, b) => Number(b.won) - Number(a.won));
			if (entrants.length > 0) return winnersFirst.filter(({ patronId }, i) => winnersFirst.findIndex((each) => each.patronId === patronId) === i);
		}
		return [];
	}

	/** Rounds in which this pupil reads or read, each with how that went. */
	ownRounds(edition: Edition, patronId: PatronId): { round: Round; title: string; result: RoundResult | undefined }[] {
		return edition.rounds.flatMap((round) =>
			this.#heldAs(edition, round).flatMap((row) => {
				const entry = row.entries[patronId]?.value;
				return entry && !entry.withdrawn ? [{ round, title: entry.title, result: resultIn(row, patronId) }] : [];
			})
		);
	}

	/** In a class each its own, of the whole school one. */
	#heldAs(edition: Edition, { id }: Pick<Round, 'id'>): ReadAloudRound[] {
		return [...this.#records.all('readAloudRound')].filter((row) => row.editionId === edition.id && row.roundId === id);
	}

	round(id: string): ReadAloudRound | undefined {
		return this.#records.get('readAloudRound', id);
	}

	/** Every edition this pupil is invited to or takes part in. */
	own(patronId: PatronId, homeClass: HomeClass | undefined, reading: OwnReading): OwnProgramme[] {
		return this.editions().flatMap((edition) => {
			const participation = this.participation(edition.id, patronId);
			if (!participation && !isInvited(edition, homeClass)) return [];
			return [this.#ownProgramme(edition, patronId, participation, homeClass, reading)];
		});
	}

	#ownProgramme(edition: Edition, patronId: PatronId, participation: Participation | undefined, homeClass: HomeClass | undefined, reading: OwnReading): OwnProgramme {
		const classStanding = homeClass && this.standing(edition.id, homeClass.id);
		const [asked, chose] = [editionAfterMerges(edition, this.#idNow), participationAfterMerges(participation, this.#idNow)];
		const evidence = {
			counts: countReadings(asked, chose, reading.finished),
			lessons: classStanding?.lessons ?? [],
			packHandedOut: classStanding?.packHandedOut ?? false,
			roundIds: this.#roundsRead(edition.id)(patronId, this.#roundsTold(edition.id, patronId)),
			readingListComplete: reading.listComplete
		};
		return {
			edition,
			participation,
			progress: evaluate(edition, participation, evidence),
			judged: judgeReadings(asked, chose, reading.finished),
			classStanding,
			schoolStanding: this.standing(edition.id),
			pending: this.#records.isPending('participation', participationId(edition.id, patronId))
		};
	}

	/** Every pupil of a group in one edition, those who are not invited left out; by name. */
	ofGroup(edition: Edition, groupId: GroupId): PupilProgress[] {
		const standing = this.standing(edition.id, groupId as HomeClassId);
		const pack = this.#records.get('classPack', `${edition.id}:${groupId}`);
		const roundsRead = this.#roundsRead(edition.id);
		return this.#records.find('classPupilsOfGroup', groupId).flatMap((pupil) => {
			const shared = pupil.programmes?.[edition.id];
			const participation = this.participation(edition.id, pupil.patronId);
			if (!shared && !participation) return [];
			const progress = evaluate(edition, participation, {
				counts: shared?.counts ?? noEvidence.counts,
				lessons: this.#records.find('lessonsOfGroup', groupId).filter((lesson) => lesson.active && edition.from <= lesson.on && lesson.on <= edition.to).map((lesson) => lesson.strand),
				packHandedOut: isHandedOut(pack) || (standing?.packHandedOut ?? false),
				roundIds: roundsRead(pupil.patronId, shared?.rounds),
				readingListComplete: shared?.readingListComplete ?? false,
				votes: shared?.votes ?? 0,
				answers: shared?.answers ?? 0,
				chosen: shared?.chosen ?? 0
			});
			const pending = this.#records.isPending('participation', participationId(edition.id, pupil.patronId));
			const rounds = edition.rounds.flatMap((round) => {
				const result = round.level === 'class' ? undefined : shared?.rounds?.[round.id];
				return result === undefined ? [] : [{ round, result }];
			});
			return [{ pupil, participation, progress, stuck: isStuck(edition, progress, this.#today()), pending, rounds }];
		});
	}

	/** What the server counted for the pupil, also under a name it had before it was merged. */
	#roundsTold(editionId: EditionId, patronId: PatronId): RoundsRead {
		const rows = this.#records.find('classPupilsOfPatron', patronId);
		return Object.assign({}, ...rows.map(({ programmes }) => programmes?.[editionId]?.rounds)) as RoundsRead;
	}

	/**
	 * Says in which rounds somebody reads. What the server told of them holds where no round on this device names the
	 * reader: what was done here last, also without a network, is known only here.
	 */
	#roundsRead(editionId: EditionId): (patronId: PatronId, told?: RoundsRead) => string[] {
		const now = (id: PatronId): PatronId => survivorOf(this.#records, id);
		const rows = [...this.#records.all('readAloudRound')].filter((row) => row.editionId === editionId);
		const read = roundsReadIn(rows, now);
		const namedHere = new Set(rows.flatMap(({ roundId, entries }) => Object.keys(entries).map((id) => `${roundId} ${now(id as PatronId)}`)));
		return (patronId, told = {}) => [
			...Object.keys(read.get(patronId) ?? {}),
			...Object.keys(told).filter((roundId) => !namedHere.has(`${roundId} ${patronId}`))
		];
	}
}

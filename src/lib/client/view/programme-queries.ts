import { isInvited } from '#lib/domain/programmes/audience.ts';
import { isHandedOut, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import { judgeReadings, type FinishedReading, type JudgedReading } from '#lib/domain/programmes/counted.ts';
import type { Edition, EditionId, EligibleTitles, Round } from '#lib/domain/programmes/edition.ts';
import { isEligible, readTitleOf } from '#lib/domain/programmes/eligible.ts';
import { countReadings, evaluate, isStuck, noEvidence, type Progress } from '#lib/domain/programmes/evaluate.ts';
import { matchTitles, type TypedTitle } from '#lib/domain/programmes/match-titles.ts';
import { participationId, type Participation } from '#lib/domain/programmes/participation.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { standingId, type Standing } from '#lib/domain/programmes/standing.ts';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { GroupId, HomeClassId, PatronId } from '#lib/domain/shared/ids.ts';
import { participationIn } from './participations.ts';
import type { Records } from './records.ts';

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
}

/** What pages ask about programmes. Drawn from what is in memory; nothing waits. */
export class ProgrammeQueries {
	readonly #records: Records;
	readonly #today: () => CalendarDate;

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
		if (!edition.eligible) return [];
		const { eligible } = edition;
		return [...this.#records.all('title')].filter((title) => isEligible(eligible, readTitleOf(title))).toSorted((a, b) => a.title.localeCompare(b.title, 'nl'));
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
	entrants(edition: Edition, { id }: Pick<Round, 'id'>): { patronId: PatronId; won: boolean }[] {
		const place = edition.rounds.findIndex((round) => round.id === id);
		for (const earlier of edition.rounds.slice(0, place).toReversed()) {
			const held = [...this.#records.all('readAloudRound')].filter((row) => row.editionId === edition.id && row.roundId === earlier.id);
			const won = new Set(held.flatMap((row) => row.winner?.value ?? []));
			const ids = new Set(held.flatMap((row) => Object.entries(row.entries).filter(([, entry]) => !entry.value.withdrawn).map(([patronId]) => patronId as PatronId)));
			if (ids.size > 0) return [...ids].map((patronId) => ({ patronId, won: won.has(patronId) })).toSorted((a, b) => Number(b.won) - Number(a.won));
		}
		return [];
	}

	/** Rounds in which this pupil reads or read. */
	ownRounds(edition: Edition, patronId: PatronId): { round: Round; title: string; won: boolean }[] {
		return edition.rounds.flatMap((round) => {
			const rows = [...this.#records.all('readAloudRound')].filter((row) => row.editionId === edition.id && row.roundId === round.id);
			return rows.flatMap((row) => {
				const entry = row.entries[patronId]?.value;
				return entry && !entry.withdrawn ? [{ round, title: entry.title, won: row.winner?.value === patronId }] : [];
			});
		});
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
		const evidence = {
			counts: countReadings(edition, participation, reading.finished),
			lessons: classStanding?.lessons ?? [],
			packHandedOut: classStanding?.packHandedOut ?? false,
			roundIds: this.#roundsOf(edition.id, patronId),
			readingListComplete: reading.listComplete
		};
		return {
			edition,
			participation,
			progress: evaluate(edition, participation, evidence),
			judged: judgeReadings(edition, participation, reading.finished),
			classStanding,
			schoolStanding: this.standing(edition.id),
			pending: this.#records.isPending('participation', participationId(edition.id, patronId))
		};
	}

	/** Every pupil of a group in one edition, those who are not invited left out; by name. */
	ofGroup(edition: Edition, groupId: GroupId): PupilProgress[] {
		const standing = this.standing(edition.id, groupId as HomeClassId);
		const pack = this.#records.get('classPack', `${edition.id}:${groupId}`);
		return this.#records.find('classPupilsOfGroup', groupId).flatMap((pupil) => {
			const shared = pupil.programmes?.[edition.id];
			const participation = this.participation(edition.id, pupil.patronId);
			if (!shared && !participation) return [];
			const progress = evaluate(edition, participation, {
				counts: shared?.counts ?? noEvidence.counts,
				lessons: this.#records.find('lessonsOfGroup', groupId).filter((lesson) => lesson.active && edition.from <= lesson.on && lesson.on <= edition.to).map((lesson) => lesson.strand),
				packHandedOut: isHandedOut(pack) || (standing?.packHandedOut ?? false),
				roundIds: this.#roundsOf(edition.id, pupil.patronId),
				readingListComplete: shared?.readingListComplete ?? false,
				votes: shared?.votes ?? 0,
				answers: shared?.answers ?? 0,
				chosen: shared?.chosen ?? 0
			});
			const pending = this.#records.isPending('participation', participationId(edition.id, pupil.patronId));
			return [{ pupil, participation, progress, stuck: isStuck(edition, progress, this.#today()), pending }];
		});
	}

	#roundsOf(editionId: EditionId, patronId: PatronId): string[] {
		return [...this.#records.all('readAloudRound')]
			.filter((round) => round.editionId === editionId && round.entries[patronId]?.value.withdrawn === false)
			.map((round) => round.roundId);
	}
}

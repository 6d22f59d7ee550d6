import { isInvited } from '#lib/domain/programmes/audience.ts';
import { isHandedOut, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import { judgeReadings, type FinishedReading, type JudgedReading } from '#lib/domain/programmes/counted.ts';
import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import { countReadings, evaluate, isStuck, noEvidence, type Progress } from '#lib/domain/programmes/evaluate.ts';
import { participationId, type Participation } from '#lib/domain/programmes/participation.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { standingId, type Standing } from '#lib/domain/programmes/standing.ts';
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

	packs(editionId: EditionId): ClassPack[] {
		return [...this.#records.all('classPack')].filter((pack) => pack.editionId === editionId);
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
				lessons: standing?.lessons ?? [],
				packHandedOut: isHandedOut(pack) || (standing?.packHandedOut ?? false),
				roundIds: this.#roundsOf(edition.id, pupil.patronId),
				readingListComplete: shared?.readingListComplete ?? false,
				votes: shared?.votes ?? 0,
				answers: shared?.answers ?? 0
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

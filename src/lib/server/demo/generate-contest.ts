import type { Title } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import { changed, emptyParticipation, type Participation } from '#lib/domain/programmes/participation.ts';
import { emptyRound, roundChanged, schoolRound, type ReadAloudRound, type RoundChange, type RoundResult } from '#lib/domain/programmes/read-aloud-round.ts';
import type { AccountId } from '#lib/domain/shared/ids.ts';

export interface DemoContest {
	readonly participations: readonly Participation[];
	readonly readAloudRounds: readonly ReadAloudRound[];
}

/** How the winner fared outside the school, by round; `null`: entered, and no result yet. */
export type DemoContestResults = Readonly<Record<string, RoundResult | null>>;

interface Input {
	readonly edition: Edition;
	/** Who read in the final of the school; the first won it. */
	readonly finalists: readonly Patron[];
	readonly titles: readonly Title[];
	readonly juror: AccountId;
	/** When the final was. */
	readonly at: number;
	readonly outside: DemoContestResults;
}

/** The way of a contest beyond the class: the school's final, consent of whoever won, and the rounds outside. Nothing is drawn by chance. */
export function generateContest({ edition, finalists, titles, juror, at, outside }: Input): DemoContest {
	const [winner] = finalists;
	const final = edition.rounds.find(({ level }) => level === 'school');
	if (!winner || !final) return { participations: [], readAloudRounds: [] };
	const entry = (patron: Patron, place: number): RoundChange => {
		const title = titles[(place * 17 + 3) % titles.length];
		return { part: 'entry', patronId: patron.id, value: { ...(title && { titleId: title.id }), title: title?.title ?? '', fragment: `p. ${12 + place * 9}`, withdrawn: false } };
	};
	const scores = finalists.map((patron, place): RoundChange => ({ part: 'score', patronId: patron.id, juror, value: final.criteria.map((_, i) => Math.max(5, 9 - place + (i % 2))) }));
	const round = (roundId: string, changes: readonly RoundChange[]) => changes.reduce((row, change, i) => roundChanged(row, change, at + i, `demo:${i}`), emptyRound(edition.id, roundId, schoolRound));
	const goesOn = Object.entries(outside).map(([roundId, result]) => round(roundId, [entry(winner, 0), ...(result === null ? [] : [{ part: 'result' as const, patronId: winner.id, value: result }])]));
	const consent = [
		{ part: 'takesPart', value: true },
		{ part: 'consent', value: true }
	] as const;
	return {
		participations: [consent.reduce((row, change, i) => changed(row, change, at + i, `demo:${i}`), emptyParticipation(edition.id, winner.id))],
		readAloudRounds: [round(final.id, [...finalists.map(entry), ...scores, { part: 'winner', value: winner.id }]), ...goesOn]
	};
}

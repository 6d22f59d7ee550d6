import { z } from 'zod';
import { idSchema, type AccountId, type GroupId, type PatronId, type TitleId } from '../shared/ids.ts';
import { laterOf, registerSchema, setIn, type Register } from '../shared/register.ts';
import type { EditionId, Round } from './edition.ts';

/** Stands for a group in the id of a round of the whole school. */
export const schoolRound = 'school' as GroupId;

export const readAloudEntrySchema = z.object({
	titleId: idSchema<TitleId>().optional(),
	title: z.string().max(500),
	/** The passage: pages or first words. */
	fragment: z.string().max(500),
	/** Taken off the list again. */
	withdrawn: z.boolean().default(false)
});
export type RoundEntry = z.infer<typeof readAloudEntrySchema>;

/** One number for each criterion of the round, 1 to 10; `null`: not given yet. */
export const readAloudScoreSchema = z.array(z.number().int().min(1).max(10).nullable()).max(10);
export type Score = z.infer<typeof readAloudScoreSchema>;

/** How somebody fared in a round outside the school. Whoever won goes on to the next. */
export const roundResults = ['won', 'second', 'third', 'tookPart'] as const;
export type RoundResult = (typeof roundResults)[number];

/** A class or the school at one round of a reading contest: who reads what, how the jury scored, who won. */
export const readAloudRoundSchema = z.object({
	/** `<edition>:<round>:<group>`. */
	id: z.string().min(5).max(700),
	editionId: idSchema<EditionId>(),
	roundId: z.string().max(60),
	groupId: idSchema<GroupId>(),
	/** By patron. */
	entries: z.record(z.string(), registerSchema(readAloudEntrySchema)).default({}),
	/** By patron, then by member of the jury. */
	scores: z.record(z.string(), z.record(z.string(), registerSchema(readAloudScoreSchema))).default({}),
	winner: registerSchema(idSchema<PatronId>().nullable()).optional(),
	/** By patron; only of rounds outside the school, where others are who the winner may be. */
	results: z.record(z.string(), registerSchema(z.enum(roundResults).nullable())).optional(),
	/** Names of readers, by patron: only in what the library gets, and never stored. */
	names: z.record(z.string(), z.string()).optional()
});
export type ReadAloudRound = z.infer<typeof readAloudRoundSchema>;

export function readAloudRoundId(editionId: EditionId, roundId: string, groupId: string): string {
	return `${editionId}:${roundId}:${groupId}`;
}

export function emptyRound(editionId: EditionId, roundId: string, groupId: GroupId): ReadAloudRound {
	return { id: readAloudRoundId(editionId, roundId, groupId), editionId, roundId, groupId, entries: {}, scores: {} };
}

/** A name in such a round is known outside the school. */
export function leavesSchool({ level }: Pick<Round, 'level'>): boolean {
	return level !== 'class' && level !== 'school';
}

export type RoundChange =
	| { readonly part: 'entry'; readonly patronId: PatronId; readonly value: RoundEntry }
	| { readonly part: 'score'; readonly patronId: PatronId; readonly juror: AccountId; readonly value: Score }
	| { readonly part: 'winner'; readonly value: PatronId | null }
	| { readonly part: 'result'; readonly patronId: PatronId; readonly value: RoundResult | null };

/** What somebody says about a round; who gave a score is whoever is signed in. */
export type RoundStatement = Exclude<RoundChange, { part: 'score' | 'result' }> | Omit<Extract<RoundChange, { part: 'score' }>, 'juror'>;

/** `row` with the change laid in, unless something later stands there. */
export function roundChanged(row: ReadAloudRound, change: RoundChange, at: number, by: string): ReadAloudRound {
	const stamp = { at, by };
	switch (change.part) {
		case 'entry':
			return { ...row, entries: setIn(row.entries, change.patronId, { value: change.value, ...stamp }) };
		case 'score': {
			const own = setIn(row.scores[change.patronId], change.juror, { value: change.value, ...stamp });
			return { ...row, scores: { ...row.scores, [change.patronId]: own } };
		}
		case 'winner': {
			const winner = laterOf<PatronId | null>(row.winner, { value: change.value, ...stamp });
			return winner ? { ...row, winner } : row;
		}
		case 'result':
			return { ...row, results: setIn(row.results, change.patronId, { value: change.value, ...stamp }) };
	}
}

/** Who reads in it, whoever withdrew left out. */
export function readersOf({ entries }: ReadAloudRound): [PatronId, RoundEntry][] {
	return Object.entries(entries).flatMap(([id, { value }]) => (value.withdrawn ? [] : [[id as PatronId, value]]));
}

/** How a reader fared, as far as is known: said as a result, or by naming the winner, whichever was said last. */
export function resultIn(row: ReadAloudRound, patronId: PatronId): RoundResult | undefined {
	const [said, winner] = [row.results?.[patronId], row.winner?.value === patronId ? row.winner : undefined];
	if (winner && (!said || winner.at > said.at)) return 'won';
	return said?.value ?? undefined;
}

/** What the library gets of a round outside the school: of those whose names may leave it what they read and how they fared, and no scores. */
export function roundForLibrary(row: ReadAloudRound, names: ReadonlyMap<PatronId, string>): ReadAloudRound {
	return { ...roundOfPupils(row, new Set<string>(names.keys())), scores: {}, names: Object.fromEntries(names) };
}

/** What is said in it of these pupils: of whoever has left the class nothing stays with its teachers. */
export function roundOfPupils(row: ReadAloudRound, pupils: ReadonlySet<string>): ReadAloudRound {
	const { winner, results, ...rest } = row;
	const ofThese = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).filter(([patronId]) => pupils.has(patronId)));
	const mayName = winner && (winner.value === null || pupils.has(winner.value));
	return { ...rest, entries: ofThese(row.entries), scores: ofThese(row.scores), ...(results && { results: ofThese(results) }), ...(mayName && { winner }) };
}

/** Rounds in which somebody reads or read, by round, and how that went; `null`: not known, or nobody says. */
export type RoundsRead = Readonly<Record<string, RoundResult | null>>;

/** By reader. Whoever changed class may have read in two classes: what came of it stands. */
export function roundsReadIn(rows: Iterable<ReadAloudRound>, now: (id: PatronId) => PatronId): Map<PatronId, RoundsRead> {
	const byReader = new Map<PatronId, RoundsRead>();
	for (const row of rows) {
		for (const [id] of readersOf(row)) {
			const known = byReader.get(now(id));
			byReader.set(now(id), { ...known, [row.roundId]: resultIn(row, id) ?? known?.[row.roundId] ?? null });
		}
	}
	return byReader;
}

export interface ReaderResult {
	readonly patronId: PatronId;
	readonly entry: RoundEntry;
	/** Mean over jury and criteria, one decimal's worth of precision kept; `undefined`: not scored yet. */
	readonly mean?: number | undefined;
	readonly jurors: number;
}

/** Everyone who reads, best mean first, the unscored last. Only criteria of the round count. */
export function resultsOf(row: ReadAloudRound, round: Pick<Round, 'criteria'>): ReaderResult[] {
	const entered = Object.entries(row.entries).filter(([, register]) => !register.value.withdrawn);
	return entered
		.map(([patronId, register]) => ({ patronId: patronId as PatronId, entry: register.value, ...meanOf(row.scores[patronId], round.criteria.length) }))
		.toSorted((a, b) => (b.mean ?? -1) - (a.mean ?? -1) || (a.patronId < b.patronId ? -1 : 1));
}

function meanOf(scores: Readonly<Record<string, Register<Score>>> | undefined, criteria: number): { mean?: number; jurors: number } {
	const given = Object.values(scores ?? {}).map((register) => register.value.slice(0, criteria).filter((each) => each !== null));
	const full = given.filter((numbers) => numbers.length > 0);
	const all = full.flat();
	if (all.length === 0) return { jurors: 0 };
	return { mean: all.reduce((sum, each) => sum + each, 0) / all.length, jurors: full.length };
}

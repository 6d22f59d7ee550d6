import { z } from 'zod';
import { idSchema, type PatronId, type TitleId } from '../shared/ids.ts';
import { laterOf, registerSchema, setIn, type Register } from '../shared/register.ts';
import type { Edition, EditionId } from './edition.ts';

const text = z.string().max(2000);

/**
 * What was done in one edition by or for one patron. Every part is a register or a map of them, so that a phone, a
 * teacher's laptop and the server come to the same row in any order of arrival.
 */
export const participationSchema = z.object({
	/** `<edition>:<patron>`, so that two devices that begin it write one row. */
	id: z.string().min(3).max(500),
	editionId: idSchema<EditionId>(),
	patronId: idSchema<PatronId>(),
	takesPart: registerSchema(z.boolean()).optional(),
	/** Titles agreed with this participant. */
	target: registerSchema(z.number().int().min(1).max(200)).optional(),
	/** By step. */
	ticks: z.record(z.string(), registerSchema(z.boolean())).optional(),
	/** Favourites in order, or chosen covers. */
	votes: registerSchema(z.array(idSchema<TitleId>()).max(200)).optional(),
	/** By reading entry: the pupil keeps it out of this edition. */
	keptOut: z.record(z.string(), registerSchema(z.boolean())).optional(),
	/** By title: chosen with the book chooser, to be read. */
	chosen: z.record(z.string(), registerSchema(z.boolean())).optional(),
	/** By question. */
	answers: z.record(z.string(), registerSchema(text)).optional(),
	/** To leave the school with a name. */
	consent: registerSchema(z.boolean()).optional()
});
export type Participation = z.infer<typeof participationSchema>;

export function participationId(editionId: EditionId, patronId: PatronId): string {
	return `${editionId}:${patronId}`;
}

export function emptyParticipation(editionId: EditionId, patronId: PatronId): Participation {
	return { id: participationId(editionId, patronId), editionId, patronId };
}

/** Everything that can be set on a participation: one change, one register. */
export type ParticipationChange =
	| { readonly part: 'takesPart' | 'consent'; readonly value: boolean }
	| { readonly part: 'target'; readonly value: number }
	| { readonly part: 'votes'; readonly value: TitleId[] }
	| { readonly part: 'ticks' | 'keptOut' | 'chosen'; readonly key: string; readonly value: boolean }
	| { readonly part: 'answers'; readonly key: string; readonly value: string };

/** `row` with the change laid in, unless something later stands there. Commutative, associative and idempotent. */
export function changed(row: Participation, change: ParticipationChange, at: number, by: string): Participation {
	const stamp = { at, by };
	switch (change.part) {
		case 'takesPart':
		case 'consent':
			return { ...row, [change.part]: laterOf<boolean>(row[change.part], { value: change.value, ...stamp }) };
		case 'target':
			return { ...row, target: laterOf<number>(row.target, { value: change.value, ...stamp }) };
		case 'votes':
			return { ...row, votes: laterOf<TitleId[]>(row.votes, { value: change.value, ...stamp }) };
		case 'ticks':
		case 'keptOut':
		case 'chosen':
			return { ...row, [change.part]: setIn(row[change.part], change.key, { value: change.value, ...stamp }) };
		case 'answers':
			return { ...row, answers: setIn(row.answers, change.key, { value: change.value, ...stamp }) };
	}
}

/** Two rows of one participation as one: what happens when two records of a person become one. */
export function joined(a: Participation, b: Participation): Participation {
	const row: Record<string, unknown> = { id: a.id, editionId: a.editionId, patronId: a.patronId };
	for (const part of ['takesPart', 'target', 'votes', 'consent'] as const) {
		const register = laterOf<unknown>(a[part], b[part]);
		if (register) row[part] = register;
	}
	for (const part of ['ticks', 'keptOut', 'chosen', 'answers'] as const) {
		const entries: Record<string, Register<unknown>> = { ...a[part] };
		const others: Record<string, Register<unknown>> = b[part] ?? {};
		for (const [key, register] of Object.entries(others)) entries[key] = laterOf<unknown>(entries[key], register) ?? register;
		if (Object.keys(entries).length > 0) row[part] = entries;
	}
	return row as unknown as Participation;
}

/** Whether somebody who is invited takes part: said so, or never said and the edition is everyone's. */
export function takesPart(edition: Pick<Edition, 'joining'>, participation: Participation | undefined): boolean {
	return participation?.takesPart?.value ?? edition.joining === 'everyone';
}

/** What teachers see of a participation: neither votes nor what was chosen or kept out, and answers only of a sheet that was handed in. */
export function sharedPart(edition: Pick<Edition, 'steps'>, participation: Participation): Participation {
	const { votes: _votes, keptOut: _keptOut, chosen: _chosen, answers, ...shared } = participation;
	const handedIn = edition.steps.flatMap(({ id, rule }) => (rule.type === 'sheet' && participation.ticks?.[id]?.value ? rule.questions.map((question) => question.id) : []));
	const shownAnswers = Object.entries(answers ?? {}).filter(([question]) => handedIn.includes(question));
	return { ...shared, ...(shownAnswers.length > 0 && { answers: Object.fromEntries(shownAnswers) }) };
}

import { editionSchema, type Edition, type EditionId, type Step, type StepRule } from '#lib/domain/programmes/edition.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { firstYearOf } from '#lib/domain/shared/school-year.ts';

/** An edition of a programme that the school makes itself: everything optional is still left out. */
export function blankEdition(id: EditionId, programmeId: string, name: string, today: CalendarDate): Edition {
	const year = firstYearOf(today);
	const days = { from: `${year}-08-01`, to: `${year + 1}-07-15` };
	return editionSchema.parse({ id, programmeId, name, label: `${year}-${year + 1}`, pillar: 'reading', ...days });
}

/** Kinds of steps in the order in which they are offered; a tick is two kinds to the eye. */
export const stepKinds = ['titles', 'votes', 'tick-pupil', 'tick-teacher', 'sheet', 'chosen', 'round', 'lessons', 'pack', 'readingList'] as const;
export type StepKind = (typeof stepKinds)[number];

export function kindOf(rule: StepRule): StepKind {
	return rule.type === 'tick' ? `tick-${rule.by}` : rule.type;
}

/** The rule with which a kind begins. */
export function ruleOf(kind: StepKind, edition: Pick<Edition, 'rounds'>): StepRule {
	switch (kind) {
		case 'titles':
			return { type: 'titles', count: 1, perParticipant: false, repeats: false };
		case 'votes':
			return { type: 'votes', count: 1 };
		case 'tick-pupil':
			return { type: 'tick', by: 'pupil' };
		case 'tick-teacher':
			return { type: 'tick', by: 'teacher' };
		case 'sheet':
			return { type: 'sheet', questions: [{ id: 'vraag-1', text: '?' }] };
		case 'chosen':
			return { type: 'chosen', count: 1 };
		case 'round':
			return { type: 'round', roundId: edition.rounds[0]?.id ?? 'ronde-1' };
		case 'lessons':
			return { type: 'lessons', count: 1, strands: [] };
		case 'pack':
			return { type: 'pack' };
		case 'readingList':
			return { type: 'readingList' };
	}
}

/** Kinds that the edition has the part for. */
export function kindsFor({ vote, packs, rounds, chooser }: Pick<Edition, 'vote' | 'packs' | 'rounds' | 'chooser'>): StepKind[] {
	const has: Partial<Record<StepKind, boolean>> = { votes: vote !== undefined, pack: packs !== undefined, round: rounds.length > 0, chosen: chooser === true };
	return stepKinds.filter((kind) => has[kind] ?? true);
}

/** A key that none of `taken` has yet, made from a word: `stap-2`. */
export function nextKey(word: string, taken: readonly string[]): string {
	for (let number = taken.length + 1; ; number++) if (!taken.includes(`${word}-${number}`)) return `${word}-${number}`;
}

/** Questions from lines of text; a question that stays keeps its key, so that answers stay with it. */
export function readQuestions(text: string, before: readonly { id: string; text: string }[]): { id: string; text: string }[] {
	const lines = text.split('\n').map((line) => line.trim()).filter(Boolean).slice(0, 30);
	const taken = before.map((question) => question.id);
	return lines.map((line, place) => {
		const same = before.find((question) => question.text === line) ?? (before.length === lines.length ? before[place] : undefined);
		if (same) return { id: same.id, text: line };
		const id = nextKey('vraag', taken);
		taken.push(id);
		return { id, text: line };
	});
}

export function withStep(steps: readonly Step[], place: number, change: Partial<Step>): Step[] {
	return steps.map((step, each) => (each === place ? { ...step, ...change } : step));
}

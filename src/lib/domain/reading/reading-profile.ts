import { z } from 'zod';
import { idSchema, type PatronId } from '../shared/ids.ts';
import { laterOf, registerSchema, setIn } from '../shared/register.ts';

export const examTracks = ['havo', 'vwo'] as const;
export type ExamTrack = (typeof examTracks)[number];

/** What a reader set for itself, beside the readings. One row a patron; its id is the patron's. */
export const readingProfileSchema = z.object({
	id: idSchema<PatronId>(),
	patronId: idSchema<PatronId>(),
	/** By school year: the number of titles the reader wants to read; `null`: no goal. */
	goals: z.record(z.string().max(20), registerSchema(z.number().int().min(1).max(500).nullable())).optional(),
	/** By loan: do not propose it, and do not ask about it. */
	silenced: z.record(z.string().max(240), registerSchema(z.boolean())).optional(),
	/** By title: the chooser proposed it, and the reader wanted another. */
	passedOver: z.record(z.string().max(240), registerSchema(z.boolean())).optional(),
	/** For which exam the reading list is, where a class leaves it open. */
	examTrack: registerSchema(z.enum(examTracks)).optional(),
	/** Everything logged up to this moment was erased by the reader; what another device still sends of it counts for nothing. */
	erasedAt: z.number().optional()
});
export type ReadingProfile = z.infer<typeof readingProfileSchema>;

export const profileChangeSchema = z.discriminatedUnion('part', [
	z.object({ part: z.literal('goals'), key: z.string().regex(/^\d{4}-\d{4}$/), value: z.number().int().min(1).max(500).nullable() }),
	z.object({ part: z.enum(['silenced', 'passedOver']), key: z.string().min(1).max(240), value: z.boolean() }),
	z.object({ part: z.literal('examTrack'), value: z.enum(examTracks) })
]);
export type ProfileChange = z.infer<typeof profileChangeSchema>;

export function emptyProfile(patronId: PatronId): ReadingProfile {
	return { id: patronId, patronId };
}

/** Two profiles of one reader as one: what happens when two records of a person become one. */
export function joinedProfile(a: ReadingProfile, b: ReadingProfile): ReadingProfile {
	const examTrack = laterOf(a.examTrack, b.examTrack);
	const erasedAt = Math.max(a.erasedAt ?? 0, b.erasedAt ?? 0);
	return {
		id: a.id,
		patronId: a.patronId,
		goals: Object.entries(b.goals ?? {}).reduce((goals, [year, goal]) => setIn(goals, year, goal), a.goals ?? {}),
		silenced: Object.entries(b.silenced ?? {}).reduce((silenced, [loan, silence]) => setIn(silenced, loan, silence), a.silenced ?? {}),
		...((a.passedOver ?? b.passedOver) && {
			passedOver: Object.entries(b.passedOver ?? {}).reduce((passed, [title, pass]) => setIn(passed, title, pass), a.passedOver ?? {})
		}),
		...(examTrack && { examTrack }),
		...(erasedAt > 0 && { erasedAt })
	};
}

export function changedProfile(profile: ReadingProfile, change: ProfileChange, at: number, by: string): ReadingProfile {
	switch (change.part) {
		case 'goals':
			return { ...profile, goals: setIn<number | null>(profile.goals, change.key, { value: change.value, at, by }) };
		case 'silenced':
		case 'passedOver':
			return { ...profile, [change.part]: setIn(profile[change.part], change.key, { value: change.value, at, by }) };
		case 'examTrack':
			return { ...profile, examTrack: laterOf<ExamTrack>(profile.examTrack, { value: change.value, at, by }) };
	}
}

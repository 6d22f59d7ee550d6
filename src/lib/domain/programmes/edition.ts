import { z } from 'zod';
import { tracks } from '../people/patron.ts';
import { calendarDateSchema } from '../shared/calendar-date.ts';
import { idSchema, type HomeClassId, type Id, type TitleId } from '../shared/ids.ts';

export type EditionId = Id<'edition'>;

/** The three pillars that every activity, goal and figure belongs to. */
export const pillars = ['collection', 'reading', 'digitalLiteracy'] as const;
export type Pillar = (typeof pillars)[number];

/** Strands of media literacy (My Life Story). */
export const strands = ['informationSkills', 'mediaAwareness', 'mediaSkills'] as const;
export type Strand = (typeof strands)[number];

/** How far outside the class a round of a contest is held. */
export const roundLevels = ['class', 'school', 'library', 'province', 'national'] as const;
export type RoundLevel = (typeof roundLevels)[number];

const line = z.string().max(200);
const key = z.string().regex(/^[a-z0-9-]{1,60}$/);
const count = z.number().int().min(1).max(200);

/** What makes a title count, apart from the dates. Each condition that is given must hold. */
export const eligibleRuleSchema = z.object({
	originalLanguage: z.string().max(20).optional(),
	/** Year of publication, both included. */
	fromYear: z.number().int().min(-3000).max(2200).optional(),
	toYear: z.number().int().min(-3000).max(2200).optional(),
	audience: line.optional(),
	genre: line.optional()
});
export type EligibleRule = z.infer<typeof eligibleRuleSchema>;

export const eligibleTitlesSchema = z.object({
	rule: eligibleRuleSchema.optional(),
	titleIds: z.array(idSchema<TitleId>()).max(1000).default([]),
	/** On the list, not in the catalogue: kept, so that a pupil may read them from elsewhere. */
	outside: z.array(z.object({ title: line.min(1), author: line.default('') })).max(1000).default([])
});
export type EligibleTitles = z.infer<typeof eligibleTitlesSchema>;

/** When a step is done. A small closed set: an edition chooses and combines, it never brings code. */
export const stepRuleSchema = z.discriminatedUnion('type', [
	/** So many titles read; `perParticipant`: the number agreed with each participant beats `count`. */
	z.object({ type: z.literal('titles'), count, perParticipant: z.boolean().default(false), repeats: z.boolean().default(false) }),
	/** So many titles named as favourites, or covers chosen. */
	z.object({ type: z.literal('votes'), count }),
	/** Somebody says it is done. */
	z.object({ type: z.literal('tick'), by: z.enum(['pupil', 'teacher']) }),
	/** A sheet of questions, filled in by the pupil. */
	z.object({ type: z.literal('sheet'), questions: z.array(z.object({ id: key, text: z.string().min(1).max(500) })).min(1).max(30) }),
	/** So many titles chosen with the book chooser. */
	z.object({ type: z.literal('chosen'), count }),
	/** Took part in a round of a contest. */
	z.object({ type: z.literal('round'), roundId: key }),
	/** The class has had so many lessons, in given strands where they are named. */
	z.object({ type: z.literal('lessons'), count, strands: z.array(z.enum(strands)).max(3).default([]) }),
	/** The class pack was handed out. */
	z.object({ type: z.literal('pack') }),
	/** The exam reading list is complete. */
	z.object({ type: z.literal('readingList') })
]);
export type StepRule = z.infer<typeof stepRuleSchema>;

export const stepSchema = z.object({ id: key, name: line.min(1), rule: stepRuleSchema });
export type Step = z.infer<typeof stepSchema>;

export const roundSchema = z.object({
	id: key,
	name: line.min(1),
	level: z.enum(roundLevels),
	from: calendarDateSchema.optional(),
	to: calendarDateSchema.optional(),
	/** What the jury looks at; each gets 1 to 10. */
	criteria: z.array(line.min(1)).max(10).default([])
});
export type Round = z.infer<typeof roundSchema>;

export const audienceSchema = z.object({
	yearLayers: z.array(z.number().int().min(1).max(6)).max(6).default([]),
	tracks: z.array(z.enum(tracks)).max(6).default([]),
	homeClassIds: z.array(idSchema<HomeClassId>()).max(200).default([])
});
/** An empty list does not restrict. */
export type Audience = z.infer<typeof audienceSchema>;

/** One run of a programme: made, copied and changed by a librarian, never by a release. */
export const editionSchema = z
	.object({
		id: idSchema<EditionId>(),
		/** The same in every edition of one programme. */
		programmeId: key,
		name: line.min(1),
		/** `2026-2027`, or as the programme names its editions. */
		label: z.string().min(1).max(40),
		pillar: z.enum(pillars),
		from: calendarDateSchema,
		to: calendarDateSchema,
		about: z.string().max(2000).optional(),
		/** The official page, where the programme has one; the app never claims to be it. */
		link: z.url({ protocol: /^https?$/ }).max(500).optional(),
		audience: audienceSchema.prefault({}),
		/** `everyone`: who is invited takes part; `own`: a pupil joins, or a teacher adds. */
		joining: z.enum(['everyone', 'own']).default('own'),
		steps: z.array(stepSchema).max(20).default([]),
		/** Absent: every title counts. */
		eligible: eligibleTitlesSchema.optional(),
		/** What each participant sets out to read, where pupil and teacher may agree another number. */
		target: z.object({ titles: count, adjustable: z.boolean().default(true) }).optional(),
		vote: z.object({ kind: z.enum(['favourites', 'cover']), maximum: count, from: calendarDateSchema, to: calendarDateSchema }).optional(),
		rounds: z.array(roundSchema).max(10).default([]),
		packs: z.object({ perClass: count.default(30), title: line.optional() }).optional(),
		/** A labelled part of the collection: titles with this genre, subject or shelf. */
		collectionLabel: line.optional(),
		/** The book chooser belongs to it. */
		chooser: z.boolean().optional(),
		/** Only what was chosen with it counts. */
		chosenOnly: z.boolean().optional(),
		/** Titles that a whole class sets out to read together. */
		classGoal: count.optional(),
		/** A name leaves the school only with consent. */
		consentNeeded: z.boolean().default(false),
		certificate: z.boolean().default(false),
		/** Days without progress after which a participant counts as stuck. */
		stuckAfterDays: z.number().int().min(1).max(365).default(21),
		closed: z.boolean().default(false),
		/** What it brought, in words, when it is over. */
		results: z.string().max(4000).optional()
	})
	.refine((edition) => edition.from <= edition.to, { path: ['to'] })
	.refine((edition) => isEachOnce(edition.steps.map((step) => step.id)), { path: ['steps'] })
	.refine((edition) => isEachOnce(edition.rounds.map((round) => round.id)), { path: ['rounds'] })
	.refine((edition) => edition.steps.every((step) => hasItsPart(step.rule, edition)), { path: ['steps'] });
export type Edition = z.infer<typeof editionSchema>;

/** What may be changed of an edition; which programme it is of stays. */
export const editionFields = [
	'name',
	'label',
	'pillar',
	'from',
	'to',
	'about',
	'link',
	'audience',
	'joining',
	'steps',
	'eligible',
	'target',
	'vote',
	'rounds',
	'packs',
	'collectionLabel',
	'chooser',
	'chosenOnly',
	'classGoal',
	'consentNeeded',
	'certificate',
	'stuckAfterDays',
	'closed',
	'results'
] as const satisfies readonly (keyof Edition)[];
export type EditionField = (typeof editionFields)[number];

function isEachOnce(ids: readonly string[]): boolean {
	return new Set(ids).size === ids.length;
}

/** A step about a vote, a round, a pack or the chooser needs the edition to have one. */
function hasItsPart(rule: StepRule, edition: { vote?: unknown; packs?: unknown; chooser?: boolean | undefined; rounds: readonly Round[] }): boolean {
	if (rule.type === 'chosen') return edition.chooser === true;
	if (rule.type === 'votes') return edition.vote !== undefined;
	if (rule.type === 'pack') return edition.packs !== undefined;
	if (rule.type === 'round') return edition.rounds.some((round) => round.id === rule.roundId);
	return true;
}

/** Whether what is read plays a part in it at all. */
export function countsTitles(edition: Pick<Edition, 'steps' | 'eligible' | 'classGoal'>): boolean {
	return edition.eligible !== undefined || edition.classGoal !== undefined || edition.steps.some((step) => step.rule.type === 'titles');
}

import { z } from 'zod';
import { titleSchema } from '#lib/domain/catalogue/title.ts';

/** Why a catalogue elsewhere gave nothing; a code, never a sentence. */
export const lookUpTroubles = ['refusedAddress', 'unreachable', 'timeout', 'tooLarge', 'badStatus', 'badAnswer', 'diagnostic'] as const;
export type LookUpTrouble = (typeof lookUpTroubles)[number];

/** What a catalogue says of one ISBN: a title without an id, for a person to judge. */
export const proposedTitleSchema = z.object({ source: z.string().max(100), title: titleSchema.omit({ id: true, mergedInto: true }) });
export type ProposedTitle = z.infer<typeof proposedTitleSchema>;

export const lookUpAnswerSchema = z.object({
	isbn: z.string(),
	proposals: z.array(proposedTitleSchema),
	/** Catalogues that could not be asked, in words of their own where they gave any. */
	troubles: z.array(z.object({ source: z.string(), trouble: z.enum(lookUpTroubles), detail: z.string().optional() })),
	/** How many catalogues the school has chosen; 0: nobody was asked. */
	sources: z.number().int().nonnegative()
});
export type LookUpAnswer = z.infer<typeof lookUpAnswerSchema>;

import { z } from 'zod';
import { changedEntry, entryChangeSchema, readingForms } from '#lib/domain/reading/reading-entry.ts';
import { progressStepSchema } from '#lib/domain/reading/progress.ts';
import { changedProfile, emptyProfile, profileChangeSchema } from '#lib/domain/reading/reading-profile.ts';
import { workSchema } from '#lib/domain/reading/work.ts';
import { calendarDateSchema } from '#lib/domain/shared/calendar-date.ts';
import { idSchema, type LoanId, type ReadingEntryId, type ReadingProgressId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, erase, put, refused, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { patronOnly } from './permissions.ts';

// The log is its reader's: nobody else writes or reads it, and each act adds or sets one thing, so that two phones of one
// pupil that were both without a network come to the same log in any order.

/** A reading begins, or was read in the past. The same id again changes nothing, so an import can be repeated. */
export const startReading = defineOperation({
	type: 'start-reading',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({
		entryId: idSchema<ReadingEntryId>(),
		titleId: idSchema<TitleId>().optional(),
		loanId: idSchema<LoanId>().optional(),
		work: workSchema,
		form: z.enum(readingForms),
		/** `null`: the reader does not know any more. */
		startedOn: calendarDateSchema.nullable()
	}),
	permits: patronOnly,
	load: async (store, input, context) => ({ ...(await loadReader(store, context)), known: await store.readingEntry(input.entryId) }),
	decide({ known, reader, erased }, { entryId, form, startedOn, ...about }, context) {
		if (!reader) return refused('unknownPatron');
		if (known || erased) return accepted([]);
		const stamp = { at: context.at, by: context.operationId };
		return accepted([
			put('readingEntry', {
				...about,
				id: entryId,
				patronId: reader.id,
				addedAt: context.at,
				form: { value: form, ...stamp },
				startedOn: { value: startedOn, ...stamp }
			})
		]);
	}
});

/** So many pages or minutes more, or the place where the reader is now. */
export const logProgress = defineOperation({
	type: 'log-progress',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({
		progressId: idSchema<ReadingProgressId>(),
		entryId: idSchema<ReadingEntryId>(),
		on: calendarDateSchema,
		step: progressStepSchema
	}),
	permits: patronOnly,
	load: loadEntry,
	decide({ entry, reader, erased }, { progressId, entryId, on, step }, { at }) {
		if (!entry) return erased ? accepted([]) : refused('unknownReading');
		if (entry.patronId !== reader?.id) return refused('notPermitted');
		return accepted([put('readingProgress', { id: progressId, patronId: reader.id, entryId, on, at, step })]);
	}
});

/** One thing about a reading: its end, a rating, words, the note, the number of pages. */
export const setReading = defineOperation({
	type: 'set-reading',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ entryId: idSchema<ReadingEntryId>(), change: entryChangeSchema }),
	permits: patronOnly,
	load: loadEntry,
	decide({ entry, reader, erased }, { change }, { at, operationId }) {
		if (!entry) return erased ? accepted([]) : refused('unknownReading');
		if (entry.patronId !== reader?.id) return refused('notPermitted');
		return accepted([put('readingEntry', changedEntry(entry, change, at, operationId))]);
	}
});

/** A goal, a loan that is not to be proposed again, the exam the list is for. */
export const setReadingProfile = defineOperation({
	type: 'set-reading-profile',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ change: profileChangeSchema }),
	permits: patronOnly,
	load: (store, _input, context) => loadReader(store, context),
	decide({ reader, profile, erased }, { change }, { at, operationId }) {
		if (!reader) return refused('unknownPatron');
		if (erased) return accepted([]);
		return accepted([put('readingProfile', changedProfile(profile ?? emptyProfile(reader.id), change, at, operationId))]);
	}
});

/** Something that was logged by mistake. */
export const eraseProgress = defineOperation({
	type: 'erase-progress',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ progressId: idSchema<ReadingProgressId>() }),
	permits: patronOnly,
	load: async (store, input, context) => ({ ...(await loadReader(store, context)), step: await store.readingProgress(input.progressId) }),
	decide({ step, reader }) {
		if (!step) return accepted([]);
		return step.patronId === reader?.id ? accepted([erase('readingProgress', step.id)]) : refused('notPermitted');
	}
});

/** One reading with all that was logged of it, everywhere. */
export const eraseReading = defineOperation({
	type: 'erase-reading',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ entryId: idSchema<ReadingEntryId>() }),
	permits: patronOnly,
	load: async (store, input, context) => ({ ...(await loadEntry(store, input, context)), steps: await store.progressOf(input.entryId) }),
	decide({ entry, steps, reader }) {
		if (!entry) return accepted([]);
		if (entry.patronId !== reader?.id) return refused('notPermitted');
		return accepted([...steps.map((step) => erase('readingProgress', step.id)), erase('readingEntry', entry.id)]);
	}
});

/**
 * The whole log up to now, everywhere. What another phone logged before and sends later counts for nothing either; what it
 * logs afterwards does. The reading list stays: it was handed in.
 */
export const eraseReadingLog = defineOperation({
	type: 'erase-reading-log',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({}),
	permits: patronOnly,
	async load(store, _input, context) {
		const facts = await loadReader(store, context);
		return { ...facts, log: facts.reader ? await store.readingLogOf(facts.reader.id) : { entries: [], steps: [] } };
	},
	decide({ reader, profile, log }, _input, { at }) {
		if (!reader) return refused('unknownPatron');
		const old = new Set(log.entries.filter((entry) => entry.addedAt <= at).map((entry) => entry.id));
		const steps = log.steps.filter((step) => old.has(step.entryId) || step.at <= at);
		const { goals: _goals, ...kept } = profile ?? emptyProfile(reader.id);
		return accepted([
			...steps.map((step) => erase('readingProgress', step.id)),
			...[...old].map((id) => erase('readingEntry', id)),
			put('readingProfile', { ...kept, erasedAt: Math.max(at, profile?.erasedAt ?? 0) }),
			{ type: 'forgetOperations', patronId: reader.id }
		]);
	}
});

/** Whose log it is; under another id too, when two records of one person became one. */
async function loadReader(store: FactStore, { actor, at }: OperationContext) {
	const reader = actor.patronId && (await store.patron(actor.patronId));
	const profile = reader && (await store.readingProfile(reader.id));
	return { reader: reader || undefined, profile: profile || undefined, erased: profile?.erasedAt !== undefined && at <= profile.erasedAt };
}

async function loadEntry(store: FactStore, { entryId }: { readonly entryId: ReadingEntryId }, context: OperationContext) {
	return { ...(await loadReader(store, context)), entry: await store.readingEntry(entryId) };
}

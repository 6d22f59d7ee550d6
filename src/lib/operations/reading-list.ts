import { z } from 'zod';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { isLevelOf, levelSchema, readingListNames } from '#lib/domain/reading/levels.ts';
import { changedListed, listedChangeSchema, longestMessage, type ListMessage } from '#lib/domain/reading/listed-title.ts';
import { workSchema } from '#lib/domain/reading/work.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import { idSchema, type ListedTitleId, type ListMessageId, type PatronId, type ReadingLevelId, type TitleId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type Effect, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { patronOnly, patronOrTeacher, teacherOnly } from './permissions.ts';
import { teachesPupil } from './pupil-access.ts';

// What stands here has been handed in: the pupil writes it for its teachers. Everything is added or is a register, so that
// two teachers at once, or a teacher and a pupil, are harmless.

const messageText = z.string().trim().min(1).max(longestMessage);
const signature = z.string().trim().min(1).max(200);

/** A pupil proposes a title for its reading list. */
export const proposeTitle = defineOperation({
	type: 'propose-title',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z
		.object({
			listedTitleId: idSchema<ListedTitleId>(),
			list: z.enum(readingListNames),
			titleId: idSchema<TitleId>().optional(),
			work: workSchema,
			level: levelSchema.optional()
		})
		.refine(({ list, level }) => level === undefined || isLevelOf(list, level), { path: ['level'] }),
	permits: patronOnly,
	load: async (store, input, context) => ({ known: await store.listedTitle(input.listedTitleId), ...(await loadSpeaker(store, context)) }),
	decide({ known, own }, { listedTitleId, ...about }, { at }) {
		if (!own) return refused('unknownPatron');
		if (known) return accepted([]);
		return accepted([put('listedTitle', { ...about, id: listedTitleId, patronId: own.id, proposedAt: at })]);
	}
});

/** Read, task done, or off the list: the pupil's own word. */
export const setListedTitle = defineOperation({
	type: 'set-listed-title',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ listedTitleId: idSchema<ListedTitleId>(), change: listedChangeSchema }),
	permits: patronOnly,
	load: loadListed,
	decide({ listed, own }, { change }, { at, operationId }) {
		if (!listed) return refused('unknownListedTitle');
		if (listed.patronId !== own?.id) return refused('notPermitted');
		return accepted([put('listedTitle', changedListed(listed, change, at, operationId))]);
	}
});

/** A teacher approves or rejects. A rejection says why: a pupil cannot do anything with a bare no. */
export const judgeTitle = defineOperation({
	type: 'judge-title',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z
		.object({
			listedTitleId: idSchema<ListedTitleId>(),
			status: z.enum(['approved', 'rejected']),
			name: signature,
			message: z.object({ id: idSchema<ListMessageId>(), text: messageText }).optional()
		})
		.refine(({ status, message }) => status === 'approved' || message !== undefined, { path: ['message'] }),
	permits: teacherOnly,
	load: loadListed,
	decide({ listed, teaches }, { status, name, message }, context) {
		if (!listed) return refused('unknownListedTitle');
		if (!teaches) return refused('notYourPupil');
		const verdict = { part: 'verdict', value: { status, teacherId: teacherIdOf(context.actor), name } } as const;
		const effects: Effect[] = [put('listedTitle', changedListed(listed, verdict, context.at, context.operationId))];
		if (message) effects.push(said({ ...message, patronId: listed.patronId, listedTitleId: listed.id, from: 'teacher', name }, context));
		return accepted(effects);
	}
});

/** A short word about a listed title, of the pupil or of one of its teachers. */
export const writeListMessage = defineOperation({
	type: 'write-list-message',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z.object({ messageId: idSchema<ListMessageId>(), listedTitleId: idSchema<ListedTitleId>(), name: signature, text: messageText }),
	permits: patronOrTeacher,
	load: loadListed,
	decide({ listed, own, teaches }, { messageId: id, listedTitleId, name, text }, context) {
		if (!listed) return refused('unknownListedTitle');
		const { patronId } = listed;
		if (own && own.id === patronId) return accepted([said({ id, patronId, listedTitleId, from: 'pupil', name: spokenName(own), text }, context)]);
		return teaches ? accepted([said({ id, patronId, listedTitleId, from: 'teacher', name, text }, context)]) : refused('notYourPupil');
	}
});

/** A pupil's level, as it puts it itself or as a teacher reviews it. Every word stays: together they are the history. */
export const setReadingLevel = defineOperation({
	type: 'set-reading-level',
	v: 1,
	nature: 'fact',
	rowsOnly: true,
	schema: z
		.object({
			readingLevelId: idSchema<ReadingLevelId>(),
			patronId: idSchema<PatronId>(),
			list: z.enum(readingListNames),
			level: levelSchema,
			name: signature,
			text: messageText.optional()
		})
		.refine(({ list, level }) => isLevelOf(list, level), { path: ['level'] }),
	permits: patronOrTeacher,
	load: async (store, input, context) => ({
		...(await loadSpeaker(store, context)),
		teaches: await teachesPupil(store, input.patronId, context),
		pupil: await store.patron(input.patronId)
	}),
	decide({ own, pupil, teaches: isTeacher }, { readingLevelId: id, name, ...about }, { actor, at }) {
		// A teacher's device knows its pupils by their rows for teachers only.
		const patronId = pupil?.id ?? about.patronId;
		if (own?.id === patronId || actor.patronId === patronId) {
			return own ? accepted([put('readingLevel', { ...about, id, patronId, at, from: 'pupil', name: spokenName(own) })]) : refused('unknownPatron');
		}
		return isTeacher ? accepted([put('readingLevel', { ...about, id, patronId, at, from: 'teacher', name })]) : refused('notYourPupil');
	}
});

function said(message: Omit<ListMessage, 'at'>, { at }: OperationContext): Effect {
	return put('listMessage', { ...message, at });
}

async function loadSpeaker(store: FactStore, { actor }: OperationContext) {
	return { own: (actor.patronId && (await store.patron(actor.patronId))) || undefined };
}

async function loadListed(store: FactStore, { listedTitleId }: { readonly listedTitleId: ListedTitleId }, context: OperationContext) {
	const listed = await store.listedTitle(listedTitleId);
	return { ...(await loadSpeaker(store, context)), listed, teaches: listed !== undefined && (await teachesPupil(store, listed.patronId, context)) };
}

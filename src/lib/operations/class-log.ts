import { z } from 'zod';
import { lessonSchema, type LessonId } from '#lib/domain/classroom/lesson.ts';
import { readingSessionSchema, type ReadingSessionId } from '#lib/domain/classroom/reading-session.ts';
import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import { idSchema, type GroupId, type HomeClassId, type PatronId, type TeachingGroupId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { isTeaching } from './pupil-access.ts';

// What a class did together is a fact of its own, never a number that is set: two teachers of one class who both write
// something down without a network have both written it down.

const logsReading = (actor: Actor): boolean => isDeskStaff(actor) || actor.roles.includes('teacher');
const logsLessons = (actor: Actor): boolean => logsReading(actor) || actor.roles.includes('consultant');

/** Free reading of everybody who was there, in one act. */
export const logReadingSession = defineOperation({
	type: 'log-reading-session',
	v: 1,
	nature: 'fact',
	schema: readingSessionSchema.omit({ id: true, pupils: true, accountId: true, active: true }).extend({
		sessionId: idSchema<ReadingSessionId>(),
		patronIds: z.array(idSchema<PatronId>()).min(1).max(400)
	}),
	permits: logsReading,
	async load(store, { sessionId, groupId }, context) {
		return { known: await store.readingSession(sessionId), mayLog: await teaches(store, groupId, context) };
	},
	decide({ known, mayLog }, { sessionId, ...session }, { actor }) {
		if (!mayLog) return refused('notYourGroup');
		if (known) return accepted([]);
		const patronIds = [...new Set(session.patronIds)];
		return accepted([put('readingSession', { ...session, id: sessionId, patronIds, pupils: patronIds.length, accountId: actor.accountId, active: true })]);
	}
});

export const takeBackReadingSession = defineOperation({
	type: 'take-back-reading-session',
	v: 1,
	nature: 'fact',
	schema: z.object({ sessionId: idSchema<ReadingSessionId>() }),
	permits: logsReading,
	async load(store, { sessionId }, context) {
		const known = await store.readingSession(sessionId);
		return { known, mayLog: known !== undefined && (await teaches(store, known.groupId, context)) };
	},
	decide({ known, mayLog }) {
		if (!known) return refused('unknownClassAct');
		if (!mayLog) return refused('notYourGroup');
		return accepted(known.active ? [put('readingSession', { ...known, active: false })] : []);
	}
});

export const logLesson = defineOperation({
	type: 'log-lesson',
	v: 1,
	nature: 'fact',
	schema: lessonSchema.omit({ id: true, accountId: true, active: true }).extend({ lessonId: idSchema<LessonId>() }),
	permits: logsLessons,
	async load(store, { lessonId, groupId }, context) {
		return { known: await store.lesson(lessonId), mayLog: await gives(store, groupId, context) };
	},
	decide({ known, mayLog }, { lessonId, ...lesson }, { actor }) {
		if (!mayLog) return refused('notYourGroup');
		return accepted(known ? [] : [put('lesson', { ...lesson, id: lessonId, accountId: actor.accountId, active: true })]);
	}
});

export const takeBackLesson = defineOperation({
	type: 'take-back-lesson',
	v: 1,
	nature: 'fact',
	schema: z.object({ lessonId: idSchema<LessonId>() }),
	permits: logsLessons,
	async load(store, { lessonId }, context) {
		const known = await store.lesson(lessonId);
		return { known, mayLog: known !== undefined && (await gives(store, known.groupId, context)) };
	},
	decide({ known, mayLog }) {
		if (!known) return refused('unknownClassAct');
		if (!mayLog) return refused('notYourGroup');
		return accepted(known.active ? [put('lesson', { ...known, active: false })] : []);
	}
});

/** A desk logs for every group, a teacher for groups that were the teacher's own at that moment. */
async function teaches(store: FactStore, groupId: GroupId, context: OperationContext): Promise<boolean> {
	return isDeskStaff(context.actor) ? isGroup(store, groupId) : isTeaching(store, groupId, context);
}

/** A consultant gives lessons in every class, and needs no pupil's name for it. */
async function gives(store: FactStore, groupId: GroupId, context: OperationContext): Promise<boolean> {
	return context.actor.roles.includes('consultant') ? isGroup(store, groupId) : teaches(store, groupId, context);
}

async function isGroup(store: FactStore, groupId: GroupId): Promise<boolean> {
	return ((await store.homeClass(groupId as HomeClassId)) ?? (await store.teachingGroup(groupId as TeachingGroupId))) !== undefined;
}

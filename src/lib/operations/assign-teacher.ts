import { z } from 'zod';
import { teachingId, type Teaching } from '#lib/domain/people/teaching.ts';
import { idSchema, type GroupId, type HomeClassId, type TeacherId, type TeachingGroupId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { deskOnly } from './permissions.ts';

const teacherOfGroup = { groupId: idSchema<GroupId>(), teacherId: idSchema<TeacherId>() };

/** From now on this teacher sees this class or group; its older rows come along. */
export const assignTeacher = defineOperation({
	type: 'assign-teacher',
	v: 1,
	nature: 'intention',
	schema: z.object({
		...teacherOfGroup,
		/** Absent: as it was. */
		mentor: z.boolean().optional()
	}),
	permits: deskOnly,
	load: loadTeaching,
	decide({ group, teaching }, { groupId, teacherId, mentor = teaching?.mentor ?? false }, { at }) {
		if (!group) return refused('unknownTeachingGroup');
		return sayOf(teaching, { id: teachingId(groupId, teacherId), groupId, teacherId, mentor, active: true, at });
	}
});

/** The class or group leaves this teacher's devices. */
export const unassignTeacher = defineOperation({
	type: 'unassign-teacher',
	v: 1,
	nature: 'intention',
	schema: z.object(teacherOfGroup),
	permits: deskOnly,
	load: loadTeaching,
	decide({ teaching }, _input, { at }) {
		return teaching ? sayOf(teaching, { ...teaching, active: false, at }) : accepted([]);
	}
});

interface TeacherOfGroup {
	readonly groupId: GroupId;
	readonly teacherId: TeacherId;
}

async function loadTeaching(store: FactStore, { groupId, teacherId }: TeacherOfGroup) {
	const group = (await store.homeClass(groupId as HomeClassId)) ?? (await store.teachingGroup(groupId as TeachingGroupId));
	return { group, teaching: await store.teaching(teachingId(groupId, teacherId)) };
}

/** The last word in time counts, in whatever order two desks send theirs. */
function sayOf(before: Teaching | undefined, now: Teaching) {
	return accepted(before && before.at > now.at ? [] : [put('teaching', now)]);
}

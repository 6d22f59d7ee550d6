import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import type { School } from '#lib/domain/school/school.ts';

/** Everything that belongs to one school, children before parents. */
const ownedTables = [
	'set_aside',
	'seq_mark',
	'outcome',
	'incident',
	'fine',
	'review',
	'wish_vote',
	'wish',
	'list_message',
	'listed_title',
	'reading_level',
	'reading_profile',
	'reading_progress',
	'reading_entry',
	'hold',
	'loan',
	'copy_state',
	'copy_fact',
	'card',
	'photo',
	'class_pupil',
	'parted_pupil',
	'progress_to_count',
	'also_read',
	'programme_progress',
	'participation',
	'read_aloud_round',
	'class_pack',
	'title_list',
	'box_copy',
	'box',
	'edition',
	'reading_session_pupil',
	'reading_session',
	'lesson',
	'teaching',
	'group_place',
	'teaching_group',
	'activation_code',
	'school_sign_in',
	'provider_link',
	'account',
	'patron',
	'home_class',
	'copy',
	'title',
	'alias',
	'patron_merge',
	'feed',
	'snapshot',
	'page',
	'operation',
	'forgotten',
	'operation_subject',
	'actor_role',
	'location'
] as const;

/** Takes the demo school away with all that visitors did in it. @throws for a school that is no demo school */
export const removeDemoSchool: Job<{ readonly schoolId: SchoolId }, void> = async (tx, { schoolId }) => {
	const row = await tx.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirst();
	if (!row) return;
	if (!(JSON.parse(row.body) as School).demo) throw new Error('only a demo school is ever removed');
	const installations = tx.selectFrom('installation').select('id').where('school_id', '=', schoolId);
	await tx.deleteFrom('installation_gap').where('installation_id', 'in', installations).execute();
	await tx.deleteFrom('operation_throw').where('installation_id', 'in', installations).execute();
	await tx.deleteFrom('installation_account').where('installation_id', 'in', installations).execute();
	for (const table of ownedTables) await tx.deleteFrom(table).where('school_id', '=', schoolId).execute();
	await tx.deleteFrom('installation').where('school_id', '=', schoolId).execute();
	await tx.deleteFrom('school').where('id', '=', schoolId).execute();
};

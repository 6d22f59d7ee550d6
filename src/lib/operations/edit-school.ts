import { schoolFields, settingsOf, withSettings, type SchoolSettings } from '#lib/domain/school/editable-fields.ts';
import { schoolSchema } from '#lib/domain/school/school.ts';
import { idSchema, type SchoolId } from '#lib/domain/shared/ids.ts';
import { defineOperation, put, refused } from './definition.ts';
import { decideEdit, editSchema } from './edit-record.ts';
import { deskOnly } from './permissions.ts';

/** The school's settings: lending rules, calendar, locations, the desk's idle time, card numbers. */
export const editSchool = defineOperation({
	type: 'edit-school',
	v: 1,
	nature: 'intention',
	schema: editSchema<SchoolId, SchoolSettings>(idSchema<SchoolId>(), schoolFields),
	permits: deskOnly,
	load: async (store) => ({ school: await store.school() }),
	decide({ school }, input) {
		if (school.id !== input.id) return refused('invalidPayload', { path: 'id' });
		return decideEdit(
			{
				kind: 'school',
				id: school.id,
				fields: settingsOf(school),
				assemble: (settings) => withSettings(school, settings),
				schema: schoolSchema,
				effects: (row) => [put('school', row)]
			},
			input
		);
	}
});

import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { schoolSchema, type School } from '#lib/domain/school/school.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { LocationId, SchoolId } from '#lib/domain/shared/ids.ts';
import { demoClosurePeriods } from './generate-calendar.ts';

/** No school has this number: BRINs are given out from below, and 99 is not reached. */
export const demoBrin = '99ZZ';
export const demoMainLocation = 'demo-main' as LocationId;
export const demoSideLocation = 'demo-side' as LocationId;

/** A school of its own for each day: a renewed demo school is another one, and no device mixes the two. */
export function demoSchoolIdOn(today: CalendarDate): SchoolId {
	return `demo-${today}` as SchoolId;
}

/** The demo school's own row. */
export function generateSchool(today: CalendarDate): School {
	return schoolSchema.parse({
		id: demoSchoolIdOn(today),
		brin: demoBrin,
		name: 'Demo College',
		scenario: 1,
		demo: true,
		locations: [
			{ id: demoMainLocation, name: 'Hoofdgebouw', code: `${demoBrin}00` },
			{ id: demoSideLocation, name: 'Onderbouw', code: `${demoBrin}01` }
		],
		rules: rulePresets['three-mails'],
		closurePeriods: demoClosurePeriods()
	});
}

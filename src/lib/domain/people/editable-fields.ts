import type { FieldValues } from '../shared/record-edit.ts';
import type { HomeClass, Patron } from './patron.ts';
import type { TeachingGroup } from './teaching.ts';

/** What staff may change of a person and of a class. */
export const patronFields = [
	'givenName',
	'infix',
	'familyName',
	'category',
	'pupilNumber',
	'homeClassId',
	'blocked',
	'attention',
	'leftOn',
	'guardianName',
	'guardianStreet',
	'guardianPostcode',
	'guardianCity',
	'guardianEmail'
] as const satisfies readonly (keyof Patron)[];
export type PatronField = (typeof patronFields)[number];
export type PatronValues = FieldValues<Pick<Patron, PatronField>>;

export const homeClassFields = ['name', 'yearLayer', 'tracks', 'schoolYear'] as const satisfies readonly (keyof HomeClass)[];
export type HomeClassField = (typeof homeClassFields)[number];
export type HomeClassValues = FieldValues<Pick<HomeClass, HomeClassField>>;

export const teachingGroupFields = [...homeClassFields, 'subject'] as const satisfies readonly (keyof TeachingGroup)[];
export type TeachingGroupField = (typeof teachingGroupFields)[number];
export type TeachingGroupValues = FieldValues<Pick<TeachingGroup, TeachingGroupField>>;

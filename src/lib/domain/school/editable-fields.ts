import type { FieldValues } from '../shared/record-edit.ts';
import type { LendingRules, School } from './school.ts';

/** Lending rules one by one, so that two people who change different rules do not clash. */
export const ruleFields = [
	'preset',
	'cardRequired',
	'totalMaximum',
	'perSubjectMaximum',
	'perMaterialMaximum',
	'perPatronCategoryMaximum',
	'terms',
	'renewWhenHeld',
	'overdueBlocksAfterDays',
	'fine',
	'lostCardCents',
	'finalReturnDates',
	'holdShelfDays',
	'holdMaximum',
	'reminderLadder'
] as const satisfies readonly (keyof LendingRules)[];
export type RuleField = (typeof ruleFields)[number];

/** BRIN, time zone and demo mark are not settings: other records rest on them. */
export const schoolOwnFields = [
	'name',
	'scenario',
	'locations',
	'closurePeriods',
	'openWeekdays',
	'idleSeconds',
	'leaseDays',
	'cardNormalisation',
	'scanning',
	'lookUpSources',
	'coverAddress',
	'retentionDays',
	'listRules'
] as const satisfies readonly (keyof School)[];
export type SchoolOwnField = (typeof schoolOwnFields)[number];

export type SchoolField = SchoolOwnField | `rules.${RuleField}`;
export const schoolFields: readonly SchoolField[] = [...schoolOwnFields, ...ruleFields.map((field) => `rules.${field}` as const)];

/** A school's settings side by side: each lending rule is a field of its own, `rules.totalMaximum`. */
export type SchoolSettings = Pick<School, SchoolOwnField> & { [F in RuleField as `rules.${F}`]: LendingRules[F] };
export type SchoolValues = FieldValues<SchoolSettings>;

export function settingsOf(school: School): SchoolSettings {
	const own = Object.fromEntries(schoolOwnFields.map((field) => [field, school[field]]));
	const rules = Object.fromEntries(ruleFields.map((field) => [`rules.${field}`, school.rules[field]]));
	return { ...own, ...rules } as SchoolSettings;
}

/** The school with these settings; not checked against the schema yet. */
export function withSettings(school: School, settings: SchoolSettings): unknown {
	const values = settings as Readonly<Record<string, unknown>>;
	const rules = Object.fromEntries(ruleFields.map((field) => [field, values[`rules.${field}`]]));
	const own = Object.fromEntries(schoolOwnFields.map((field) => [field, values[field]]));
	return { ...school, ...own, rules };
}

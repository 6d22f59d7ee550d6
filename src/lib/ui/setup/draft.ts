import { rulePresets } from '#lib/domain/circulation/presets.ts';
import type { Region } from '#lib/domain/school/holidays.ts';
import { schoolSchema, type School } from '#lib/domain/school/school.ts';
import { closurePeriodsFrom, type PeriodDraft } from '../settings/period-draft.ts';

export type PresetName = keyof typeof rulePresets;

/** What somebody has filled in of a school that does not exist yet. */
export interface SchoolDraft {
	brin: string;
	name: string;
	scenario: '1' | '2' | '3';
	/** Names of the locations; their codes follow from the BRIN and the order. */
	locations: string[];
	region: Region | undefined;
	periods: PeriodDraft[];
	rules: PresetName;
}

export function newDraft(): SchoolDraft {
	return { brin: '', name: '', scenario: '1', locations: [''], region: undefined, periods: [], rules: 'three-mails' };
}

export function isBrin(text: string): boolean {
	return schoolSchema.shape.brin.safeParse(text.trim().toUpperCase()).success;
}

/** What travels: BRIN in capitals, empty locations left out, the school itself when none has a name. */
export function schoolToSend({ brin: typed, name, scenario, locations, periods, rules }: SchoolDraft) {
	const brin = typed.trim().toUpperCase();
	const named = locations.map((each) => each.trim()).filter((each) => each !== '');
	return {
		brin,
		name: name.trim(),
		scenario: Number(scenario) as School['scenario'],
		locations: (named.length > 0 ? named : [name.trim()]).map((each, place) => ({
			name: each.slice(0, 120),
			code: `${brin}${String(place).padStart(2, '0')}`
		})),
		closurePeriods: closurePeriodsFrom(periods),
		rules
	};
}

/** The school as it would be, for showing what a preset does in it. */
export function schoolOfDraft(draft: SchoolDraft, rules: PresetName): School {
	return schoolSchema.parse({
		id: 'draft',
		brin: '00AA',
		name: '–',
		locations: [{ id: 'draft', name: '–', code: '' }],
		closurePeriods: closurePeriodsFrom(draft.periods),
		rules: rulePresets[rules]
	});
}

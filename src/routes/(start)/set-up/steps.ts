import { m } from '#lib/i18n/paraglide/messages.js';
import type { SetUpStep } from '#lib/ui/setup/step.ts';

/** Before the school exists, and after: both in one list, so that everybody sees where it ends. */
export const schoolSteps = ['code', 'school', 'calendar', 'rules', 'account'] as const;
export const fileSteps = ['roster', 'catalogue', 'desk'] as const;
export type StepName = (typeof schoolSteps)[number] | (typeof fileSteps)[number];

const labels: Readonly<Record<StepName, () => string>> = {
	code: m.setup_code,
	school: m.setup_school_title,
	calendar: m.setup_step_calendar,
	rules: m.setup_step_rules,
	account: m.setup_account_title,
	roster: m.setup_step_roster,
	catalogue: m.setup_step_catalogue,
	desk: m.setup_step_desk
};

/** The list with the state of each step. */
export function listSteps(now: StepName, stateOf: (name: StepName) => SetUpStep['state']): SetUpStep[] {
	return [...schoolSteps, ...fileSteps].map((name) => ({ name, label: labels[name](), state: name === now ? 'now' : stateOf(name) }));
}

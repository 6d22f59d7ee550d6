import { lendingRulesSchema, type LendingRules } from '../school/school.ts';

/** The published rules of RSG Enkhuizen (product.md, lending rules). */
const rsg = lendingRulesSchema.parse({
	preset: 'rsg',
	cardRequired: true,
	totalMaximum: 5,
	perSubjectMaximum: 2,
	terms: [
		{ days: 21, renewals: 2, renewalDays: 21 },
		{ material: 'dvd', days: 7, renewals: 2, renewalDays: 7 },
		{ material: 'magazine', days: 7, renewals: 2, renewalDays: 7 },
		{ loanType: 'classSet', days: 42, renewals: 0, renewalDays: 42 }
	],
	fine: { perSchoolDayCents: 10, perMaterialCents: { dvd: 25 }, blocksAboveCents: 0 },
	lostCardCents: 1150,
	reminderLadder: [7, 14, 21, 42]
});

/** No fines, three mails, then a bill. */
const threeMails = lendingRulesSchema.parse({
	preset: 'three-mails',
	cardRequired: false,
	totalMaximum: 5,
	terms: [
		{ days: 21, renewals: 3, renewalDays: 21 },
		{ loanType: 'short', days: 7, renewals: 1, renewalDays: 7 },
		{ loanType: 'classSet', days: 42, renewals: 0, renewalDays: 42 },
		{ patronCategory: 'teacher', days: 21, renewals: 10, renewalDays: 21 }
	],
	overdueBlocksAfterDays: 14,
	reminderLadder: [7, 14, 21, 35]
});

/** 42 days with a fixed ladder and no fines. */
const fortyTwoDays = lendingRulesSchema.parse({
	preset: 'forty-two-days',
	cardRequired: false,
	totalMaximum: 8,
	terms: [{ days: 42, renewals: 1, renewalDays: 42 }],
	overdueBlocksAfterDays: 0,
	reminderLadder: [3, 14, 28, 56]
});

export const rulePresets: Readonly<Record<'rsg' | 'three-mails' | 'forty-two-days', LendingRules>> = {
	rsg,
	'three-mails': threeMails,
	'forty-two-days': fortyTwoDays
};

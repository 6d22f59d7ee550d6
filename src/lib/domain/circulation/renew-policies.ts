import { termFor } from './due-date.ts';
import { ask, type Policy } from './policy.ts';

const notOnLoan: Policy = ({ copyState, patron }) =>
	copyState.open?.patronId === patron.id ? undefined : ask('notOnLoan');

const renewalsUsedUp: Policy = (facts) => {
	const used = facts.copyState.open?.renewals ?? 0;
	const allowed = termFor(facts).renewals;
	return used >= allowed ? ask('renewalsUsedUp', { allowed, used }) : undefined;
};

const renewalHeld: Policy = ({ school, holds, patron }) =>
	!school.rules.renewWhenHeld && holds.some((hold) => hold.status === 'waiting' && hold.patronId !== patron.id)
		? ask('renewalHeld')
		: undefined;

const patronBlocked: Policy = ({ patron }) =>
	patron.blocked ? ask('patronBlocked', { reason: patron.blocked }) : undefined;

/** The house rules at renewal. */
export const renewPolicies: readonly Policy[] = [notOnLoan, renewalsUsedUp, renewalHeld, patronBlocked];

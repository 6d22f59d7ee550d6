import { daysBetween } from '../shared/calendar-date.ts';
import { ask, warn, type LoanOfPatron, type Policy } from './policy.ts';

const notForLoan: Policy = ({ copy }) => (copy.loanType === 'reference' ? ask('notForLoan') : undefined);

const inSchoolOnly: Policy = ({ copy }) => (copy.inSchoolOnly ? ask('inSchoolOnly') : undefined);

const outOfService: Policy = ({ copy }) =>
	copy.status === 'inService' ? undefined : ask('outOfService', { status: copy.status });

const onLoanToOther: Policy = ({ copyState, patron }) =>
	copyState.open && copyState.open.patronId !== patron.id
		? ask('onLoanToOther', { patronId: copyState.open.patronId ?? '', loanId: copyState.open.id })
		: undefined;

const onLoanToPatron: Policy = ({ copyState, patron }) =>
	copyState.open?.patronId === patron.id ? ask('onLoanToPatron', { loanId: copyState.open.id }) : undefined;

const heldForOther: Policy = ({ holds, copy, patron }) => {
	const held = holds.find((hold) => hold.status === 'onShelf' && hold.copyId === copy.id);
	return held && held.patronId !== patron.id ? ask('heldForOther', { holdId: held.id, patronId: held.patronId }) : undefined;
};

const patronBlocked: Policy = ({ patron }) =>
	patron.blocked ? ask('patronBlocked', { reason: patron.blocked }) : undefined;

const patronLeft: Policy = ({ patron, today }) =>
	patron.leftOn !== undefined && patron.leftOn <= today ? ask('patronLeft', { leftOn: patron.leftOn }) : undefined;

const cardRequired: Policy = ({ school, card }) =>
	school.rules.cardRequired && !card ? ask('cardRequired') : undefined;

const cardNotActive: Policy = ({ card }) =>
	card && card.status !== 'active' ? ask('cardNotActive', { status: card.status }) : undefined;

const totalMaximum: Policy = ({ school, openLoans }) =>
	openLoans.length >= school.rules.totalMaximum
		? ask('totalMaximum', { maximum: school.rules.totalMaximum, count: openLoans.length })
		: undefined;

const categoryMaximum: Policy = ({ school, patron, openLoans }) =>
	limit('categoryMaximum', school.rules.perPatronCategoryMaximum[patron.category], openLoans);

const subjectMaximum: Policy = ({ school, title, openLoans }) =>
	title.subject === undefined
		? undefined
		: limit(
				'subjectMaximum',
				school.rules.perSubjectMaximum,
				openLoans.filter((loan) => loan.title?.subject === title.subject),
				title.subject
			);

const materialMaximum: Policy = ({ school, title, openLoans }) =>
	limit(
		'materialMaximum',
		school.rules.perMaterialMaximum[title.material],
		openLoans.filter((loan) => loan.title?.material === title.material),
		title.material
	);

const openFine: Policy = ({ school, openFineCents }) =>
	school.rules.fine && openFineCents > school.rules.fine.blocksAboveCents
		? ask('openFine', { cents: openFineCents })
		: undefined;

const overdueAtHome: Policy = ({ school, openLoans, today }) => {
	const grace = school.rules.overdueBlocksAfterDays;
	if (grace === undefined) return undefined;
	const late = openLoans.filter(({ loan }) => daysBetween(loan.dueOn, today) > grace);
	return late.length > 0 ? ask('overdueAtHome', { count: late.length }) : undefined;
};

const attention: Policy = ({ patron }) => (patron.attention ? warn('attention', { text: patron.attention }) : undefined);

const looseParts: Policy = ({ copy }) =>
	copy.looseParts?.length ? warn('looseParts', { parts: copy.looseParts.join(', ') }) : undefined;

function limit(
	code: 'categoryMaximum' | 'subjectMaximum' | 'materialMaximum',
	maximum: number | undefined,
	loans: readonly LoanOfPatron[],
	of?: string
) {
	if (maximum === undefined || loans.length < maximum) return undefined;
	return ask(code, { maximum, count: loans.length, ...(of === undefined ? {} : { of }) });
}

/**
 * The house rules at check-out; reading this list is reading them.
 * The order is the order in which a desk says them: first about the copy, then about the patron, then the limits.
 */
export const checkOutPolicies: readonly Policy[] = [
	notForLoan,
	inSchoolOnly,
	outOfService,
	onLoanToPatron,
	onLoanToOther,
	heldForOther,
	patronBlocked,
	patronLeft,
	cardRequired,
	cardNotActive,
	totalMaximum,
	categoryMaximum,
	subjectMaximum,
	materialMaximum,
	openFine,
	overdueAtHome,
	attention,
	looseParts
];

/** In self-service the phone that somebody signed in on stands for the card. */
export const withoutDeskPolicies: readonly Policy[] = checkOutPolicies.filter((policy) => policy !== cardRequired && policy !== cardNotActive);


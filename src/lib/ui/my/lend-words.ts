import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import { findingText } from '#lib/i18n/codes.ts';
import { formatMoney } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Why a pupil cannot take this book along, said to the pupil: the desk's words speak about somebody else. */
export function lendReason(findings: readonly PolicyFinding[]): string {
	const asking = findings.filter((finding) => finding.severity === 'ask');
	return [...new Set(asking.map(reasonOf))].join(' ');
}

function reasonOf(finding: PolicyFinding): string {
	const maximum = Number(finding.facts?.maximum ?? 0);
	switch (finding.code) {
		case 'notForLoan':
			return m.lending_not_for_loan();
		case 'inSchoolOnly':
			return m.lending_in_school_only();
		case 'outOfService':
			return m.lending_out_of_service();
		case 'onLoanToOther':
			return m.lending_to_other();
		case 'onLoanToPatron':
			return m.lending_to_you();
		case 'heldForOther':
			return m.lending_held();
		case 'patronBlocked':
			return m.lending_blocked();
		case 'patronLeft':
			return m.lending_left();
		case 'totalMaximum':
		case 'categoryMaximum':
			return m.lending_maximum({ maximum });
		case 'subjectMaximum':
			return m.lending_subject_maximum({ maximum });
		case 'materialMaximum':
			return m.lending_material_maximum({ maximum });
		case 'openFine':
			return m.lending_fine({ amount: formatMoney(Number(finding.facts?.cents ?? 0)) });
		case 'overdueAtHome':
			return m.lending_overdue();
		default:
			return findingText(finding);
	}
}

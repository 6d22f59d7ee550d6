import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import { findingText } from '#lib/i18n/codes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Why renewing is not possible, said to the pupil herself: the desk's words speak about her. */
export function renewReason(findings: readonly PolicyFinding[]): string {
	return findings
		.filter((finding) => finding.severity === 'ask')
		.map(reasonOf)
		.join(' ');
}

function reasonOf(finding: PolicyFinding): string {
	if (finding.code === 'renewalHeld') return m.my_renew_held();
	if (finding.code === 'patronBlocked') return m.my_renew_blocked();
	if (finding.code !== 'renewalsUsedUp') return findingText(finding);
	const used = Number(finding.facts?.used ?? 0);
	return used === 0 ? m.my_renew_none() : m.my_renew_used_up({ count: used });
}

import { z } from 'zod';
import { policyCodes, type PolicyFinding } from '#lib/domain/circulation/policy.ts';

/** The media librarian's answer to advice: which findings she set aside, and why. Kept with the operation. */
export const overrideSchema = z.object({
	codes: z.array(z.enum(policyCodes)).max(policyCodes.length),
	reason: z.string().max(500).optional()
});
export type Override = z.infer<typeof overrideSchema>;

/** Findings that ask and have not been answered. */
export function unanswered(findings: readonly PolicyFinding[], override: Override | undefined): PolicyFinding[] {
	return findings.filter((finding) => finding.severity === 'ask' && !override?.codes.includes(finding.code));
}

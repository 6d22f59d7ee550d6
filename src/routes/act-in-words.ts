import { NotRecorded, type Performed } from '#lib/client/app.ts';
import { findingText, refusalText } from '#lib/i18n/codes.ts';
import type { Names } from '#lib/i18n/names.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Why nothing was done, as sentences; `undefined` when it was done. */
export async function refusalOf(performing: Promise<Performed>, names: Names): Promise<string | undefined> {
	try {
		const performed = await performing;
		if (performed.ok) return undefined;
		const reasons = performed.findings.filter((finding) => finding.severity === 'ask');
		if (performed.code !== 'needsAnswer' || reasons.length === 0) return refusalText(performed.code, performed.facts, names);
		return reasons.map((finding) => findingText(finding, names)).join(' ');
	} catch (error) {
		if (!(error instanceof NotRecorded)) throw error;
		return error.reason === 'storageFull' ? m.common_error_storage_full() : m.codes_failure_storage();
	}
}

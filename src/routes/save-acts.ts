import { NotRecorded, type Performed } from '#lib/client/app.ts';
import { noticeText, refusalText } from '#lib/i18n/codes.ts';
import type { Names } from '#lib/i18n/names.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What saving came to: `trouble` is why nothing was saved, `notices` what was left as others had made it. */
export interface Saved {
	readonly trouble?: string | undefined;
	readonly notices: readonly string[];
}

export async function savedOf(performing: Promise<Performed>, names: Names): Promise<Saved> {
	try {
		const performed = await performing;
		if (!performed.ok) return { trouble: refusalText(performed.code, performed.facts, names), notices: [] };
		const notices = performed.operations.flatMap(({ decision }) => decision.notices.map((code) => noticeText(code, decision.facts, names)));
		return { notices };
	} catch (error) {
		if (!(error instanceof NotRecorded)) throw error;
		return { trouble: error.reason === 'storageFull' ? m.common_error_storage_full() : m.codes_failure_storage(), notices: [] };
	}
}

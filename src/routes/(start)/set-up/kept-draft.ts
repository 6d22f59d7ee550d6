import { newDraft, type SchoolDraft } from '#lib/ui/setup/draft.ts';
import { newPeriod } from '#lib/ui/settings/period-draft.ts';

/** How far somebody came on this device with a school that does not exist yet. Code and password are never kept. */
export interface KeptDraft {
	readonly draft: SchoolDraft;
	readonly skipped: readonly string[];
	/** Name of the step to go on with. */
	readonly step: string;
}

const key = 'mediatheek-set-up';

export function readKept(): KeptDraft | undefined {
	try {
		const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as KeptDraft | null;
		if (typeof kept?.draft.brin !== 'string') return undefined;
		// Their keys are of this page's life only.
		const periods = kept.draft.periods.map(({ name, from, to }) => newPeriod(name, from, to));
		return { ...kept, draft: { ...newDraft(), ...kept.draft, periods } };
	} catch {
		return undefined;
	}
}

export function keepDraft(kept: KeptDraft): void {
	try {
		localStorage.setItem(key, JSON.stringify(kept));
	} catch {
		// A browser that keeps nothing: then it begins anew next time.
	}
}

export function forgetDraft(): void {
	localStorage.removeItem(key);
}

import type { OpenDatabase } from '../db/open.ts';
import { workOutDue } from './work-out.ts';

/** Only looks: a school's turn comes once a week. */
const lookEvery = 3_600_000;
/** After a start the tablets of a school come first. */
const patience = 5 * 60_000;

/** Looks every hour which schools are due. Returns what ends it. */
export function keepWorkingOut(database: Pick<OpenDatabase, 'reader' | 'write' | 'clock'>): () => void {
	let busy = false;
	const look = async (): Promise<void> => {
		if (busy) return;
		busy = true;
		try {
			await workOutDue(database);
		} catch (error) {
			// What was not worked out is still due at the next look.
			console.error('also read:', error);
		} finally {
			busy = false;
		}
	};
	const first = setTimeout(() => void look(), patience).unref();
	const later = setInterval(() => void look(), lookEvery).unref();
	return () => {
		clearTimeout(first);
		clearInterval(later);
	};
}

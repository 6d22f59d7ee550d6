import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { runRetention } from './retention.ts';

/** Looked at so often; what is due is done once a day, and what was done leaves nothing to do. */
const lookEvery = 6 * 3_600_000;
/** After a start the tablets of a school come first. */
const patience = 10 * 60_000;

/** Takes off every day what schools no longer keep. @returns how to end it */
export function startDailyRetention(database: OpenDatabase): () => void {
	const look = () =>
		void retainAll(database).catch((error: unknown) => {
			console.error('retention:', error);
		});
	const first = setTimeout(look, patience).unref();
	const later = setInterval(look, lookEvery).unref();
	return () => {
		clearTimeout(first);
		clearInterval(later);
	};
}

export async function retainAll(database: OpenDatabase): Promise<void> {
	const schools = await database.reader.selectFrom('school').select('id').execute();
	for (const { id } of schools) await runRetention(database, id as SchoolId);
}

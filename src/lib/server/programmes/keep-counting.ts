import type { OpenDatabase } from '../db/open.ts';

const lookEvery = 2000;

/** Looks every two seconds whether a school is to be counted again. Returns what ends it. */
export function keepCounting({ reader, write }: Pick<OpenDatabase, 'reader' | 'write'>): () => void {
	let busy = false;
	const look = async (): Promise<void> => {
		if (busy) return;
		busy = true;
		try {
			while ((await reader.selectFrom('progress_to_count').select('school_id').limit(1).executeTakeFirst()) && (await write('countProgressAgain', {})));
		} catch (error) {
			// What was not counted is still marked: the next look goes on there.
			console.error('counting again:', error);
		} finally {
			busy = false;
		}
	};
	const timer = setInterval(() => void look(), lookEvery);
	timer.unref();
	return () => clearInterval(timer);
}

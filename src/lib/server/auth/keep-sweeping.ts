import type { OpenDatabase } from '../db/open.ts';

const sweepEvery = 3_600_000;

/** Sweeps at the start and then once an hour, a little at a time. Returns what ends it. */
export function keepSweeping({ write, clock }: Pick<OpenDatabase, 'write' | 'clock'>): () => void {
	const sweep = async (): Promise<void> => {
		try {
			while (await write('sweepSignIn', {}));
			while (await write('sweepPhotos', {}));
			while (await write('sweepFeed', { now: clock() }));
		} catch (error) {
			// A full or busy disk: the next hour will do.
			console.error('sweep:', error);
		}
	};
	const timer = setInterval(() => void sweep(), sweepEvery);
	timer.unref();
	void sweep();
	return () => clearInterval(timer);
}

import type { SessionResult } from '#lib/client/state/session.svelte.ts';

interface DemoMaker {
	readonly start: { readonly demo?: readonly unknown[] | undefined } | undefined;
	createDemo(): Promise<SessionResult>;
	refreshStart(): Promise<void>;
}

/** A slow server needs a minute; after three something is wrong. */
const patience = 180;

/**
 * Asks for the demo school and waits until its people can be chosen, also when the answer itself got lost on
 * the way. Tells the seconds that went by.
 */
export async function makeDemoSchool(maker: DemoMaker, onSecond: (seconds: number) => void): Promise<SessionResult> {
	let seconds = 0;
	onSecond(seconds);
	const timer = setInterval(() => onSecond(++seconds), 1000);
	try {
		let result = await maker.createDemo();
		while (!isThere(maker) && seconds < patience && mayStillCome(result)) {
			await new Promise((resolve) => setTimeout(resolve, 2000));
			await maker.refreshStart();
		}
		if (isThere(maker)) result = { ok: true };
		return result;
	} finally {
		clearInterval(timer);
	}
}

function isThere({ start }: DemoMaker): boolean {
	return (start?.demo?.length ?? 0) > 0;
}

function mayStillCome(result: SessionResult): boolean {
	return result.ok || result.failure === 'offline' || result.failure === 'busy';
}

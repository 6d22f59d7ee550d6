import { measuredOffset, type ClockReading } from '#lib/domain/shared/corrected-time.ts';

/** The device's time, as evidence: wall, monotonic, and how far the server said it is off. */
export interface Clock {
	reading(): ClockReading;
	/** Best guess of true time, milliseconds since 1970. */
	now(): number;
	/** Takes the server's time from an answer to a request sent at `sentWall` (wall time), unless it says nothing. */
	measure(serverNow: number, sentWall: number): void;
	readonly offset: number | undefined;
	/** Milliseconds that only run forward, for waiting and for time-outs. */
	steady(): number;
}

const key = 'mediatheek-clock-offset';

/** Server minus device clock as last measured on this device; `undefined`: never. */
export function rememberedOffset(): number | undefined {
	const remembered = Number.parseInt(localStorage.getItem(key) ?? '', 10);
	return Number.isNaN(remembered) ? undefined : remembered;
}

export function browserClock(): Clock {
	const session = crypto.randomUUID();
	let offset = rememberedOffset();
	return {
		get offset() {
			return offset;
		},
		reading: () => ({ wall: Date.now(), monotonic: performance.now(), session, offset }),
		now: () => Date.now() + (offset ?? 0),
		steady: () => performance.timeOrigin + performance.now(),
		measure(serverNow, sentWall) {
			const measured = measuredOffset(serverNow, sentWall, Date.now());
			if (measured === undefined) return;
			offset = measured;
			remember(measured);
		}
	};
}

function remember(offset: number): void {
	try {
		localStorage.setItem(key, String(offset));
	} catch {
		// A full disk must not make an answer of the server worthless; this run of the app knows the offset.
	}
}

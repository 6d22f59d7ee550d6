import type { Instant } from './calendar-date.ts';

/** What a device knew about time when it performed an operation. All in milliseconds. */
export interface ClockReading {
	/** The device's wall clock. */
	readonly wall: Instant;
	/** A clock that only runs forward, since `session` began. */
	readonly monotonic: number;
	/** One run of the app; monotonic readings of two sessions do not compare. */
	readonly session: string;
	/** Server time minus wall time as last measured; absent: never measured. */
	readonly offset?: number | undefined;
}

export interface CorrectedTime {
	readonly at: Instant;
	readonly certain: boolean;
	/** Corrected minus wall time. */
	readonly correction: number;
}

/** Above this a device's clock is called wrong to its people. */
export const clockWarning = 5 * 60_000;
/** Above this no correction is trusted to close a loan (sync.md, Clocks). */
export const clockTrust = 24 * 3_600_000;

/**
 * When an operation really happened, as well as can be known at first receipt.
 * Inside one session the monotonic clock tells the distance to the moment of sending. It stands still while a tablet
 * sleeps, though, so where the wall clock was the same clock before and after, the longer of the two distances is the
 * true one. Across sessions the offset measured before the operation is used, and must agree with the one at sending.
 */
export function correctTime(reading: ClockReading, sent: ClockReading, receivedAt: Instant): CorrectedTime {
	const offsetAtSending = receivedAt - sent.wall;
	const sameSession = reading.session === sent.session && reading.monotonic <= sent.monotonic;
	const disagreement = Math.abs((reading.offset ?? Infinity) - offsetAtSending);
	const byWall = reading.wall + (reading.offset ?? offsetAtSending);
	const bySession = receivedAt - (sent.monotonic - reading.monotonic);
	const slept = disagreement <= clockWarning && bySession - byWall > clockWarning;
	const at = Math.min(sameSession && !slept ? bySession : byWall, receivedAt);
	const certain = (sameSession || disagreement <= clockTrust) && Math.abs(offsetAtSending) <= clockTrust;
	return certain
		? { at, certain, correction: at - reading.wall }
		: { at: receivedAt, certain, correction: receivedAt - reading.wall };
}

/**
 * Corrected times of one contiguous batch of one installation.
 * Where time runs backwards against the operations' own order, the part that was ahead is uncertain: its clock was
 * wrong then, and nobody knows by how much. Less than `clockWarning` is a slow network, measured twice: then the
 * operations' own order stands.
 * @param before corrected time of the installation's last certain operation before these, which is fixed already
 */
export function correctBatch(
	readings: readonly ClockReading[],
	sent: ClockReading,
	receivedAt: Instant,
	before = -Infinity
): CorrectedTime[] {
	const times = readings.map((reading) => correctTime(reading, sent, receivedAt));
	const uncertain = (time: CorrectedTime) => ({ at: receivedAt, certain: false, correction: time.correction });
	let floor = receivedAt;
	for (let i = times.length - 1; i >= 0; i--) {
		const time = times[i];
		if (!time) continue;
		if (time.at > floor + clockWarning) times[i] = uncertain(time);
		else floor = Math.min(floor, time.at);
	}
	let reached = before;
	return times.map((time) => {
		if (!time.certain) return time;
		if (time.at + clockWarning < reached) return uncertain(time);
		reached = Math.max(reached, time.at);
		return { ...time, at: reached, correction: time.correction + reached - time.at };
	});
}

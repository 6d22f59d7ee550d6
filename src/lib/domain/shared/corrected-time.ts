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

/** Somewhat more than the longest time limit of a request. */
const longestRoundTrip = 60_000;

/**
 * Server time minus wall time, from an answer to a request sent at `sentWall` and received at `wall`. Half the round
 * trip is the best guess of when the server looked at its clock. `undefined` where it took longer than a request may,
 * or less than nothing: the tablet slept meanwhile or its clock was set, and the middle means nothing.
 */
export function measuredOffset(serverNow: Instant, sentWall: Instant, wall: Instant): number | undefined {
	const isSound = wall >= sentWall && wall - sentWall <= longestRoundTrip;
	return isSound ? Math.round(serverNow - (sentWall + wall) / 2) : undefined;
}

/**
 * When an operation really happened, as well as can be known at first receipt.
 * Inside one session the monotonic clock tells the distance to the moment of sending. It stands still while a tablet
 * sleeps, though, so where the wall clock was the same clock before and after, the longer of the two distances is the
 * true one. Where it was not, a wall clock that ran longer than the monotonic one was set, or the tablet slept, or both:
 * nobody knows. Across sessions the offset measured before the operation is used, and must agree with the one at sending.
 */
export function correctTime(reading: ClockReading, sent: ClockReading, receivedAt: Instant): CorrectedTime {
	const offsetAtSending = receivedAt - sent.wall;
	const sameSession = reading.session === sent.session && reading.monotonic <= sent.monotonic;
	const disagreement = Math.abs((reading.offset ?? Infinity) - offsetAtSending);
	const byWall = reading.wall + (reading.offset ?? offsetAtSending);
	const bySession = receivedAt - (sent.monotonic - reading.monotonic);
	const isSameClock = disagreement <= clockWarning;
	const seemsEarlier = bySession - byWall > clockWarning;
	const at = Math.min(sameSession && !(seemsEarlier && isSameClock) ? bySession : byWall, receivedAt);
	const ranOn = sent.wall - reading.wall - (sent.monotonic - reading.monotonic) > clockWarning;
	const mayHaveSlept = seemsEarlier && !isSameClock && ranOn;
	const certain = (sameSession ? !mayHaveSlept : disagreement <= clockTrust) && Math.abs(offsetAtSending) <= clockTrust;
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

import type { Instant } from '../shared/calendar-date.ts';
import { clockWarning } from '../shared/corrected-time.ts';

const day = 86_400_000;

/**
 * Days after a pupil has left a group, or a teacher has stopped teaching it, in which a teacher's work about that pupil is
 * still taken in: a laptop that was at home with its teacher for weeks, and no more than that.
 */
export const lateWorkDays = 30;

/** When something came in, and when the device it came from had last been in contact before. */
export interface Arrival {
	readonly receivedAt: Instant;
	/** Absent: never. */
	readonly heardAt?: Instant | undefined;
}

/**
 * Whether a teacher's work about a pupil still counts though the two parted at `partedAt`: the laptop had not heard of it
 * when the work was done, and sent it soon enough. What the laptop says of its clock is not enough to go on for ever: when
 * the work came in is the server's own knowledge.
 */
export function isInTime(partedAt: Instant, recordedAt: Instant, { receivedAt, heardAt }: Arrival): boolean {
	const knew = heardAt !== undefined && heardAt > partedAt && recordedAt > heardAt + clockWarning;
	return !knew && receivedAt - partedAt <= lateWorkDays * day;
}

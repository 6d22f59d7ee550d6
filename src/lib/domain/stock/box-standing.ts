import type { Copy } from '../catalogue/title.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Box, BoxPlace } from './box.ts';

/** Where a copy of a box is now: its place in the stay, told apart by what the school knows of it. */
export const boxStates = ['expected', 'here', 'lent', 'missing', 'returned', 'settled'] as const;
export type BoxState = (typeof boxStates)[number];

/** Somebody must still do something about a copy in one of these. */
const open: readonly BoxState[] = ['expected', 'here', 'lent', 'missing'];

export function boxStateOf(place: BoxPlace, status: Copy['status'], isLent: boolean): BoxState {
	if (place !== 'received') return place;
	if (isLent) return 'lent';
	return status === 'lost' ? 'missing' : 'here';
}

/**
 * Whether a box must be thought of: `late` once its day is past and something of it is still at school, `soon` in the two
 * weeks before. `done`: everything went back or was settled.
 */
export type BoxUrgency = 'empty' | 'calm' | 'soon' | 'late' | 'done';

/** Two weeks: what is lent today is back by then where copies are lent for two weeks, and can be asked for where longer. */
export const daysBeforehand = 14;

export function boxUrgency(box: Pick<Box, 'backOn'>, states: Iterable<BoxState>, today: CalendarDate, soonFrom: CalendarDate | undefined): BoxUrgency {
	const all = [...states];
	if (all.length === 0) return 'empty';
	if (!all.some((state) => open.includes(state))) return 'done';
	if (box.backOn !== undefined && box.backOn < today) return 'late';
	return soonFrom !== undefined && soonFrom <= today ? 'soon' : 'calm';
}

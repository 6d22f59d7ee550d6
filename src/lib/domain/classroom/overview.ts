import type { ProgressState } from '../programmes/evaluate.ts';

/** One programme of one pupil, as far as an overview of a class looks. */
export interface OverviewPart {
	readonly state: ProgressState;
	readonly stuck: boolean;
}

/** `none`: takes part in nothing. */
export const overviewStates = ['notStarted', 'stuck', 'busy', 'done', 'none'] as const;
export type OverviewState = (typeof overviewStates)[number];

/**
 * How a pupil is doing over several programmes, for a teacher with little time: whoever is stuck somewhere is stuck,
 * and whoever has begun nowhere has not begun. Free reading in class counts as a beginning of nothing.
 */
export function overviewState(parts: readonly OverviewPart[]): OverviewState {
	const taking = parts.filter((part) => part.state !== 'notTakingPart');
	if (taking.length === 0) return 'none';
	if (taking.some((part) => part.stuck)) return 'stuck';
	if (taking.every((part) => part.state === 'done')) return 'done';
	return taking.every((part) => part.state === 'notStarted') ? 'notStarted' : 'busy';
}

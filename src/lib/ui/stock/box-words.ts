import type { Box } from '#lib/domain/stock/box.ts';
import type { BoxState, BoxUrgency } from '#lib/domain/stock/box-standing.ts';
import { collectionWords } from '#lib/i18n/codes.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export const boxStateWords: Record<BoxState, () => string> = {
	expected: m.boxes_state_expected,
	here: m.boxes_state_here,
	lent: m.boxes_state_lent,
	missing: m.boxes_state_missing,
	returned: m.boxes_state_returned,
	settled: m.boxes_state_settled
};

export const boxUrgencyWords: Record<BoxUrgency, () => string> = {
	late: m.boxes_urgency_late,
	soon: m.boxes_urgency_soon,
	empty: m.boxes_urgency_empty,
	calm: m.boxes_urgency_calm,
	done: m.boxes_urgency_done
};

export const boxUrgencyTones = { late: 'refused', soon: 'attention', empty: 'neutral', calm: 'lent', done: 'returned' } as const satisfies Record<BoxUrgency, string>;

/** Whose it is, and since or until when. */
export function aboutBox({ collection, owner, receivedOn, backOn }: Box): string {
	const begins = { collection: collectionWords[collection](), owner };
	const words = backOn === undefined ? m.boxes_about({ ...begins, date: formatDate(receivedOn) }) : m.boxes_about_back({ ...begins, date: formatDate(backOn) });
	return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What there is of each, in the order in which it asks for somebody; what there is none of is left out. */
export function boxCountWords(counts: Readonly<Record<BoxState, number>>): string[] {
	const words = [
		[counts.expected, m.boxes_count_expected],
		[counts.missing, m.boxes_count_missing],
		[counts.lent, m.boxes_count_lent],
		[counts.here, m.boxes_count_here],
		[counts.returned, m.boxes_count_returned]
	] as const;
	return words.flatMap(([count, word]) => (count > 0 ? [word({ count })] : []));
}

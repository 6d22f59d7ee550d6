import type { WishAnswer, WishState } from '#lib/domain/catalogue/wish.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export const wishStateWords: Record<WishState, () => string> = {
	open: m.wishes_state_open,
	ordered: m.wishes_state_ordered,
	bought: m.wishes_state_bought,
	refused: m.wishes_state_refused
};

export const wishTones = { open: 'neutral', ordered: 'hold', bought: 'returned', refused: 'attention' } as const satisfies Record<WishState, string>;

const sentences: Record<WishState, () => string> = {
	open: m.wishes_own_open,
	ordered: m.wishes_own_ordered,
	bought: m.wishes_own_bought,
	refused: m.wishes_own_refused
};

/** What became of somebody's own wish; absent: nobody has read it yet. */
export function answerText(answer: Pick<WishAnswer, 'state' | 'reason'> | undefined): string {
	if (!answer) return m.wishes_own_new();
	return [sentences[answer.state](), answer.reason].filter(Boolean).join(' ');
}

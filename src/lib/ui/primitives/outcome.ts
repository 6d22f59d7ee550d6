import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import CornerDownLeft from '@lucide/svelte/icons/corner-down-left';
import BookmarkCheck from '@lucide/svelte/icons/bookmark-check';
import Eye from '@lucide/svelte/icons/eye';
import OctagonX from '@lucide/svelte/icons/octagon-x';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Icon } from './icon.ts';

/** What a scan led to. `neutral` shows something without having changed anything. */
export type Outcome = 'lent' | 'returned' | 'hold' | 'attention' | 'refused' | 'neutral';

export const outcomeIcons: Record<Outcome, Icon> = {
	lent: ArrowUpRight,
	returned: CornerDownLeft,
	hold: BookmarkCheck,
	attention: TriangleAlert,
	refused: OctagonX,
	neutral: Eye
};

/** The word that goes with the colour, in the language of the screen. */
export function outcomeWord(outcome: Outcome): string {
	const words: Record<Outcome, () => string> = {
		lent: m.common_outcome_lent,
		returned: m.common_outcome_returned,
		hold: m.common_outcome_hold,
		attention: m.common_outcome_attention,
		refused: m.common_outcome_refused,
		neutral: m.common_outcome_neutral
	};
	return words[outcome]();
}

import type { ListProgress, ListRule, Missing } from '#lib/domain/reading/list-rule.ts';
import type { ListedStage } from '#lib/domain/reading/listed-title.ts';
import type { ExamTrack } from '#lib/domain/reading/reading-profile.ts';
import { formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export const stageWords: Record<ListedStage, () => string> = {
	proposed: m.reading_stage_proposed,
	rejected: m.reading_stage_rejected,
	approved: m.reading_stage_approved,
	read: m.reading_stage_read,
	done: m.reading_stage_done
};

export const trackWords: Record<ExamTrack, () => string> = { havo: m.reading_track_havo, vwo: m.reading_track_vwo };

/** What a rule asks, in one line. */
export function ruleText(rule: ListRule): string {
	const parts = [m.reading_list_need({ track: trackWords[rule.track](), year: rule.fromExamYear, titles: rule.titles })];
	if (rule.oldTitles > 0) parts.push(m.reading_list_need_old({ count: rule.oldTitles, year: rule.beforeYear }));
	if (rule.originallyDutch) parts.push(m.reading_list_need_dutch());
	return `${parts.join(', ')}.`;
}

export function missingText(missing: Missing): string {
	const { count } = missing;
	switch (missing.kind) {
		case 'titles':
			return m.reading_missing_titles({ count });
		case 'oldTitles':
			return m.reading_missing_old({ count, year: missing.beforeYear });
		case 'reading':
			return m.reading_missing_reading({ count });
		case 'tasks':
			return m.reading_missing_tasks({ count });
		case 'verdicts':
			return m.reading_missing_verdicts({ count });
	}
}

/** Everything a list still lacks, a sentence each. */
export function missingTexts(progress: ListProgress): string[] {
	const foreign = progress.notDutch.map((listed) => listed.work.title);
	return [...progress.missing.map(missingText), ...(foreign.length > 0 ? [m.reading_not_dutch({ titles: formatList(foreign) })] : [])];
}

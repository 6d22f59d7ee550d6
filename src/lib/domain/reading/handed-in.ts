import type { ListedTitle, ListMessage, ReadingLevel } from './listed-title.ts';
import type { ExamTrack } from './reading-profile.ts';

export interface HandedInTitle extends ListedTitle {
	/** Oldest first. */
	readonly messages: readonly ListMessage[];
}

/**
 * All that a teacher ever gets of a pupil's reading: the titles that the pupil put on its reading list, its levels, and how
 * many titles it finished. No title from the log, no loan, no rating, no note.
 */
export interface HandedIn {
	readonly titles: readonly HandedInTitle[];
	readonly levels: readonly ReadingLevel[];
	/** Finished readings by school year (`2026-2027`). */
	readonly finished: Readonly<Record<string, number>>;
	/** Whether something is being read now. */
	readonly reading: boolean;
	readonly examTrack?: ExamTrack | undefined;
}

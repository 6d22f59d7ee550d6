import type { Title } from '#lib/domain/catalogue/title.ts';
import type { ListedChange } from '#lib/domain/reading/listed-title.ts';
import type { ProgressStep } from '#lib/domain/reading/progress.ts';
import type { EntryChange, ReadingForm } from '#lib/domain/reading/reading-entry.ts';
import type { ProfileChange } from '#lib/domain/reading/reading-profile.ts';
import { workOf, type Work } from '#lib/domain/reading/work.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { ListedTitleId, LoanId, ReadingEntryId, ReadingProgressId } from '#lib/domain/shared/ids.ts';
import { session } from '#lib/client/state/session.svelte.ts';

type Performing = ReturnType<typeof session.perform>;

interface Beginning {
	readonly work: Work;
	readonly title?: Title | undefined;
	readonly loanId?: LoanId | undefined;
	readonly form?: ReadingForm;
	readonly startedOn: CalendarDate | null;
	/** Read already, and until then. */
	readonly finishedOn?: CalendarDate | undefined;
}

/** A reading that begins, or that was finished before it was written down. */
export function begin({ work, title, loanId, form, startedOn, finishedOn }: Beginning): { readonly entryId: ReadingEntryId; readonly performing: Performing } {
	const entryId = session.newId<ReadingEntryId>();
	const start = {
		type: 'start-reading',
		input: { entryId, work, ...(title && { titleId: title.id }), ...(loanId && { loanId }), form: form ?? (title?.material === 'audiobook' ? 'audiobook' : 'paper'), startedOn }
	} as const;
	if (finishedOn === undefined) return { entryId, performing: session.perform(start) };
	const end = { type: 'set-reading', input: { entryId, change: { part: 'ending', value: { how: 'finished', on: finishedOn } } } } as const;
	return { entryId, performing: session.perform(start, end) };
}

export function beginTitle(title: Title, today: CalendarDate, loanId?: LoanId) {
	return begin({ work: workOf(title), title, loanId, startedOn: today });
}

export function logStep(entryId: ReadingEntryId, step: ProgressStep, on: CalendarDate): { readonly progressId: ReadingProgressId; readonly performing: Performing } {
	const progressId = session.newId<ReadingProgressId>();
	return { progressId, performing: session.perform({ type: 'log-progress', input: { progressId, entryId, on, step } }) };
}

export function setReading(entryId: ReadingEntryId, change: EntryChange): Performing {
	return session.perform({ type: 'set-reading', input: { entryId, change } });
}

/** An end, and with it the same title on the reading list is read. */
export function endReading(entryId: ReadingEntryId, how: 'finished' | 'stopped', on: CalendarDate, listedTitleId?: ListedTitleId): Performing {
	const end = { type: 'set-reading', input: { entryId, change: { part: 'ending', value: { how, on } } } } as const;
	if (how === 'stopped' || listedTitleId === undefined) return session.perform(end);
	return session.perform(end, { type: 'set-listed-title', input: { listedTitleId, change: { part: 'read', value: on } } });
}

export function setProfile(change: ProfileChange): Performing {
	return session.perform({ type: 'set-reading-profile', input: { change } });
}

export function setListed(listedTitleId: ListedTitleId, change: ListedChange): Performing {
	return session.perform({ type: 'set-listed-title', input: { listedTitleId, change } });
}

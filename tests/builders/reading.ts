import { listedTitleSchema, type ListedTitle } from '#lib/domain/reading/listed-title.ts';
import { readingProgressSchema, type ProgressStep, type ReadingProgress } from '#lib/domain/reading/progress.ts';
import { readingEntrySchema, type ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import { day } from './domain.ts';

export const stamp = <T>(value: T, at = 1, by = 'phone:1') => ({ value, at, by });

export function aReading(change: Partial<ReadingEntry> = {}): ReadingEntry {
	return readingEntrySchema.parse({
		id: 'reading-1',
		patronId: 'patron-1',
		work: { title: 'Lampje', authors: ['Schaap, Annet'], pages: 200 },
		addedAt: 1,
		form: stamp('paper'),
		startedOn: stamp('2026-10-01'),
		...change
	});
}

export function finishedOn(on: string, change: Partial<ReadingEntry> = {}): ReadingEntry {
	return aReading({ ending: stamp({ how: 'finished', on: day(on) }), ...change });
}

export function aStep(id: string, at: number, step: ProgressStep, on = '2026-10-02'): ReadingProgress {
	return readingProgressSchema.parse({ id, patronId: 'patron-1', entryId: 'reading-1', on, at, step });
}

export function aListed(id: string, change: object = {}): ListedTitle {
	return listedTitleSchema.parse({ id, patronId: 'patron-1', list: '15-18', work: { title: `Titel ${id}`, authors: [], originalLanguage: 'nl' }, proposedAt: 1, ...change });
}

/** Approved by a teacher; read and done as far as asked. */
export function anApproved(id: string, { year = 1950, read = false, done = false, originalLanguage = 'nl' } = {}): ListedTitle {
	return aListed(id, {
		work: { title: `Titel ${id}`, authors: [], year, originalLanguage },
		verdict: stamp({ status: 'approved', teacherId: 'teacher-1', name: 'Mw. Post' }),
		...(read && { read: stamp('2026-11-01') }),
		...(done && { task: stamp({ on: '2026-11-02' }) })
	});
}

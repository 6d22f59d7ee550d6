import type { Title } from '../catalogue/title.ts';
import type { FinishedReading } from '../programmes/counted.ts';
import { readTitleOf } from '../programmes/eligible.ts';
import { endingOf, isFinished, type ReadingEntry } from './reading-entry.ts';
import { readTitleOfWork } from './work.ts';

/** A finished reading as programmes count it; `undefined` while it goes on or was given up. */
export function finishedReading(entry: ReadingEntry, title: Title | undefined): FinishedReading | undefined {
	const ending = endingOf(entry);
	if (!ending || !isFinished(entry)) return undefined;
	return { entryId: entry.id, finishedOn: ending.on, read: title ? readTitleOf(title) : readTitleOfWork(entry.work, entry.titleId) };
}

import { isOnList, type ListedTitle } from './listed-title.ts';
import type { ReadingEntry } from './reading-entry.ts';
import { keyOfWork } from './work.ts';

/** The title on the reading list that this reading is of, while it still has to be read. */
export function unreadOnList<L extends ListedTitle>(entry: ReadingEntry, list: readonly L[]): L | undefined {
	const key = keyOfWork(entry.work);
	return list.find((listed) => isOnList(listed) && !listed.read?.value && ((entry.titleId && listed.titleId === entry.titleId) || keyOfWork(listed.work) === key));
}

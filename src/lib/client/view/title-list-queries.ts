import type { Title } from '#lib/domain/catalogue/title.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import { isWithdrawn, linesOf, type ListedLine, type TitleList } from '#lib/domain/reading/title-list.ts';
import type { AccountId, PatronId, TitleListId } from '#lib/domain/shared/ids.ts';
import { survivorOf } from './apply-merge.ts';
import type { Records } from './records.ts';
import { titleOf } from './view-facts.ts';

export interface TitleListLine extends ListedLine {
	readonly title: Title;
}

/** Lists of titles by teachers and the media librarian, as far as they are for whoever asks. */
export class TitleListQueries {
	readonly #records: Records;

	constructor(records: Records) {
		this.#records = records;
	}

	/** Those that have something to show, by name. */
	shown(): TitleList[] {
		return this.#all().filter((list) => !isWithdrawn(list) && this.linesOf(list).length > 0);
	}

	/** For whoever may change them: empty and withdrawn ones too, these last. */
	kept(account: { readonly id: AccountId; readonly patronId?: PatronId | undefined } | 'all'): TitleList[] {
		const lists = this.#all().filter((list) => account === 'all' || this.isMadeBy(list, account));
		return [...lists.filter((list) => !isWithdrawn(list)), ...lists.filter(isWithdrawn)];
	}

	list(id: TitleListId): TitleList | undefined {
		return this.#records.get('titleList', id);
	}

	isMadeBy(list: TitleList, { id, patronId }: { readonly id: AccountId; readonly patronId?: PatronId | undefined }): boolean {
		const own = teacherIdOf({ accountId: id, patronId: patronId && survivorOf(this.#records, patronId) });
		return survivorOf(this.#records, list.makerId as PatronId) === own;
	}

	/** In the order of the list; a title that was merged appears as what it was merged into, one that is gone not at all. */
	linesOf(list: TitleList): TitleListLine[] {
		const seen = new Set<string>();
		return linesOf(list).flatMap((line) => {
			const title = titleOf(this.#records, line.titleId);
			if (!title || seen.has(title.id)) return [];
			seen.add(title.id);
			return [{ ...line, title }];
		});
	}

	isPending(id: TitleListId): boolean {
		return this.#records.isPending('titleList', id);
	}

	#all(): TitleList[] {
		return [...this.#records.all('titleList')].toSorted((a, b) => a.name.localeCompare(b.name, 'nl', { numeric: true }) || (a.id < b.id ? -1 : 1));
	}
}

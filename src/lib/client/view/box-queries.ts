import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, BoxId, CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Box, BoxLoan } from '#lib/domain/stock/box.ts';
import { boxStateOf, boxUrgency, daysBeforehand, type BoxState, type BoxUrgency } from '#lib/domain/stock/box-standing.ts';
import { survivorOf } from './apply-merge.ts';
import type { Records } from './records.ts';
import { titleOf } from './view-facts.ts';

export interface BoxLine {
	readonly box: Box;
	readonly counts: Readonly<Record<BoxState, number>>;
	readonly urgency: BoxUrgency;
}

export interface BoxCopyLine {
	readonly copy: Copy;
	readonly title: Title | undefined;
	readonly state: BoxState;
	/** At a desk, of a copy that is lent. */
	readonly loan: OpenLoan | undefined;
	/** Where this device is told no more than a keeper is. */
	readonly told: BoxLoan | undefined;
	/** Rests on something the server has not confirmed. */
	readonly pending: boolean;
}

/** Copies with a return date that were imported and are in no box yet, as one packing list. */
export interface LooseBatch {
	readonly owner: string;
	readonly collection: Box['collection'];
	readonly backOn: CalendarDate | undefined;
	readonly copyIds: readonly CopyId[];
}

/** Rotating collections and boxes of a library: questions of the desk, and of the teacher who keeps one. */
export class BoxQueries {
	readonly #records: Records;
	readonly #today: () => CalendarDate;

	constructor(records: Records, today: () => CalendarDate) {
		this.#records = records;
		this.#today = today;
	}

	/** Those that must be thought of first; those that are done last. Linear in their copies. */
	lines(): BoxLine[] {
		const order: readonly BoxUrgency[] = ['late', 'soon', 'empty', 'calm', 'done'];
		const lines = [...this.#records.all('box')].map((box) => this.#line(box));
		return lines.toSorted(
			(a, b) =>
				order.indexOf(a.urgency) - order.indexOf(b.urgency) ||
				(a.box.backOn ?? '9999').localeCompare(b.box.backOn ?? '9999') ||
				a.box.name.localeCompare(b.box.name, 'nl', { numeric: true })
		);
	}

	line(id: BoxId): BoxLine | undefined {
		const box = this.#records.get('box', id);
		return box && this.#line(box);
	}

	/** The boxes that this person looks after. */
	keptBy(account: { readonly id: AccountId; readonly patronId?: PatronId | undefined }): BoxLine[] {
		const own = teacherIdOf({ accountId: account.id, patronId: account.patronId && survivorOf(this.#records, account.patronId) });
		return this.lines().filter(({ box }) => box.keeperId !== undefined && survivorOf(this.#records, box.keeperId as PatronId) === own);
	}

	/** By title. */
	copiesOf(id: BoxId): BoxCopyLine[] {
		return this.#records
			.find('copiesOfBox', id)
			.flatMap((row) => {
				const copy = this.#records.get('copy', survivorOf(this.#records, row.copyId));
				if (!copy) return [];
				const loan = this.#records.get('copyState', copy.id)?.open;
				const told = this.#records.get('boxLoan', copy.id);
				const pending = this.#records.isPending('boxCopy', row.id);
				return [{ copy, title: titleOf(this.#records, copy.titleId), state: boxStateOf(row.place.value, copy.status, this.#isLent(copy.id)), loan, told, pending }];
			})
			.toSorted((a, b) => (a.title?.title ?? '').localeCompare(b.title?.title ?? '', 'nl') || a.copy.barcode.localeCompare(b.copy.barcode));
	}

	/** The box a copy is in now, if any. */
	boxOf(copyId: CopyId): Box | undefined {
		const inside = this.#records.find('boxesOfCopy', copyId).filter(({ place }) => place.value === 'received' || place.value === 'expected');
		const [latest] = inside.toSorted((a, b) => b.place.at - a.place.at);
		return latest && this.#records.get('box', latest.boxId);
	}

	/** What came by an import and is in no box yet. Linear in copies: for a page. */
	looseBatches(): LooseBatch[] {
		const batches = new Map<string, LooseBatch & { readonly copyIds: CopyId[] }>();
		for (const { id, collection, owner, backOn, status } of this.#records.all('copy')) {
			if (collection === undefined || collection === 'own' || owner === undefined || status !== 'inService' || this.boxOf(id)) continue;
			const key = JSON.stringify([owner, collection, backOn]);
			const batch = batches.get(key) ?? { owner, collection, backOn, copyIds: [] };
			batch.copyIds.push(id);
			batches.set(key, batch);
		}
		return [...batches.values()];
	}

	#line(box: Box): BoxLine {
		const counts: Record<BoxState, number> = { expected: 0, here: 0, lent: 0, missing: 0, returned: 0, settled: 0 };
		const states: BoxState[] = [];
		for (const { state } of this.copiesOf(box.id)) {
			counts[state]++;
			states.push(state);
		}
		const soonFrom = box.backOn && addDays(box.backOn, -daysBeforehand);
		return { box, counts, urgency: boxUrgency(box, states, this.#today(), soonFrom) };
	}

	#isLent(copyId: CopyId): boolean {
		return this.#records.get('copyState', copyId)?.open !== undefined || this.#records.get('boxLoan', copyId) !== undefined;
	}
}

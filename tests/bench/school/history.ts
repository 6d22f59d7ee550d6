import type { CopyFact, CopyFactBody } from '#lib/domain/circulation/loan.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { dateAt, type Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, CopyId, InstallationId, LoanId, OperationId } from '#lib/domain/shared/ids.ts';
import type { SeededRandom } from '#lib/server/demo/random.ts';
import { madeId } from './catalogue.ts';

const day = 86_400_000;
/** Where every made history ends, so that the same seed gives the same school for ever. */
const end = Date.UTC(2026, 10, 20, 12);

export interface HistorySize {
	readonly loans: number;
	readonly open: number;
	/** Over which the loans are spread. */
	readonly months: number;
}

/**
 * What happened to copies: loans that came back, spread as school loans are (few copies are lent often), and open ones.
 * Only the first half of the patrons has something at home.
 */
export function makeHistory(copies: readonly Copy[], patrons: readonly Patron[], size: HistorySize, random: SeededRandom): Map<CopyId, CopyFact[]> {
	const counts = new Map<Copy, number>();
	for (let i = 0; i < size.loans; i++) {
		const copy = copies[Math.floor(random.next() ** 1.7 * copies.length)];
		if (copy) counts.set(copy, (counts.get(copy) ?? 0) + 1);
	}
	const writer = new FactWriter();
	for (const [copy, count] of counts) {
		const slot = (size.months * 30 * day) / count;
		const begin = end - 30 * day - size.months * 30 * day;
		for (let i = 0; i < count; i++) {
			const lentAt = Math.round(begin + i * slot + random.next() * slot * 0.3);
			const returnedAt = Math.round(lentAt + Math.min(20 * day, slot * 0.6) * (0.2 + 0.8 * random.next()));
			writer.lend(copy, random.pick(patrons), lentAt, returnedAt);
		}
	}
	const borrowing = patrons.slice(0, Math.ceil(patrons.length / 2));
	const step = Math.max(1, Math.floor(copies.length / Math.max(1, size.open)));
	for (let i = 0; i < size.open; i++) {
		const [copy, patron] = [copies[i * step], borrowing[i % borrowing.length]];
		if (copy && patron) writer.lend(copy, patron, Math.round(end - random.next() * 25 * day));
	}
	return writer.facts;
}

class FactWriter {
	readonly facts = new Map<CopyId, CopyFact[]>();
	#n = 0;

	lend(copy: Copy, patron: Patron, lentAt: Instant, returnedAt?: Instant): void {
		const loanId = madeId<LoanId>('e', this.#n);
		const dueOn = dateAt(lentAt + 21 * day, 'Europe/Amsterdam');
		this.#add(copy.id, lentAt, { type: 'lent', loanId, patronId: patron.id, dueOn });
		if (returnedAt !== undefined) this.#add(copy.id, returnedAt, { type: 'returned' });
	}

	#add(copyId: CopyId, at: Instant, body: CopyFactBody): void {
		const installationId = '0f1e2d3c-desk-4000-8000-000000000001' as InstallationId;
		const accountId = '0f1e2d3c-acct-4000-8000-000000000001' as AccountId;
		const source = { operationId: `${installationId}:${++this.#n}` as OperationId, installationId, accountId };
		const list = this.facts.get(copyId) ?? [];
		list.push({ ...body, copyId, at, certain: true, source });
		this.facts.set(copyId, list);
	}
}

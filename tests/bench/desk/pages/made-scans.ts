import type { Queries } from '#lib/client/view/queries.ts';
import type { Records } from '#lib/client/view/records.ts';

export interface MadeScan {
	readonly text: string;
	/** What it must come to; a bench that measures something else has failed. */
	readonly expected: 'patronOpened' | 'lent' | 'patronClosed' | 'returned';
}

/** Copies lent to one patron in one visit. */
const perVisit = 4;

/** Visits of patrons who have nothing at home: copies out in one round, and all of them back in the next. */
export function makeScans(records: Records, queries: Queries, scans: number): MadeScan[] {
	const patrons = [...records.all('patron')].filter((patron) => queries.loansOf(patron.id).length === 0);
	const copies = [...records.all('copy')].filter((copy) => !records.get('copyState', copy.id)?.open);
	const made: MadeScan[] = [];
	for (let visit = 0; visit * perVisit * 2 < scans; visit++) {
		// From both ends: little lent copies as well as those with a history.
		const taken = Array.from({ length: perVisit }, (_, i) => copies[(visit * perVisit + i) * 7]?.barcode ?? '');
		const card = queries.cardsOf(patrons[visit % patrons.length]?.id as never)[0]?.id ?? '';
		made.push({ text: card, expected: 'patronOpened' });
		made.push(...taken.map((text) => ({ text, expected: 'lent' }) as const));
		made.push({ text: 'MT-CLOSE', expected: 'patronClosed' });
		made.push(...taken.map((text) => ({ text, expected: 'returned' }) as const));
	}
	return made;
}

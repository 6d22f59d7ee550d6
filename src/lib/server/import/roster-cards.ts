import { normaliseCardNumber } from '#lib/domain/people/card-number.ts';
import type { Card } from '#lib/domain/people/patron.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { ImportReport } from './import-report.ts';
import type { Recognition, RosterNow } from './roster-now.ts';

/**
 * The cards of a roster's patrons. Without a pass column the pupil number is the pass, as Aura has it, for whoever
 * has no card yet. A number that two people claim stays with whoever has it; else it goes to the one whose own
 * number it is; else to the first.
 */
export function planCards(taken: readonly Recognition[], now: RosterNow, report: ImportReport, released: ReadonlySet<PatronId> = new Set()): Card[] {
	// Whoever lost a number to another lost the pass with that number.
	const before = new Map(now.cards.filter(({ patronId }) => !released.has(patronId)).map((card) => [card.id, card]));
	const hasCard = new Set(now.cards.map((card) => card.patronId));
	const claims = new Map<string, Recognition[]>();
	for (const claim of taken) {
		const text = claim.row.card ?? (hasCard.has(claim.id) ? undefined : claim.row.number);
		if (text === undefined) continue;
		const number = normaliseCardNumber(text, now.school);
		if (number === '' || number.length > 64) report.warnings.push({ line: claim.row.line, reason: 'cardTooLong' });
		else claims.set(number, [...(claims.get(number) ?? []), claim]);
	}
	return [...claims].map(([number, claimants]) => {
		const holder = holderOf(number, before.get(number)?.patronId, claimants);
		for (const { id, row } of claimants) if (id !== holder) report.warnings.push({ line: row.line, reason: 'cardOfTwoPatrons' });
		return before.get(number) ?? { id: number, patronId: holder, status: 'active' };
	});
}

function holderOf(number: string, now: PatronId | undefined, claimants: readonly Recognition[]): PatronId {
	if (now !== undefined) return now;
	const own = claimants.find(({ row }) => row.number === number);
	return (own ?? claimants[0])?.id ?? ('' as PatronId);
}

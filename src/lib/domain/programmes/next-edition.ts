import { parseDate } from '@internationalized/date';
import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Edition, EditionId } from './edition.ts';

/**
 * Next year's edition of the same programme: everything as it was, a year later. Lists of titles stay behind, because
 * they belong to their year; the rule that selects them moves along.
 */
export function nextEdition(edition: Edition, id: EditionId): Edition {
	const { results: _results, eligible, vote, ...same } = edition;
	return {
		...same,
		id,
		label: nextLabel(edition.label),
		from: aYearLater(edition.from),
		to: aYearLater(edition.to),
		closed: false,
		rounds: edition.rounds.map((round) => ({
			...round,
			...(round.from && { from: aYearLater(round.from) }),
			...(round.to && { to: aYearLater(round.to) })
		})),
		...(vote && { vote: { ...vote, from: aYearLater(vote.from), to: aYearLater(vote.to) } }),
		...(eligible && { eligible: { titleIds: [], outside: [], ...(eligible.rule && { rule: yearLaterRule(eligible.rule) }) } })
	};
}

function yearLaterRule(rule: NonNullable<NonNullable<Edition['eligible']>['rule']>) {
	return {
		...rule,
		...(rule.fromYear !== undefined && { fromYear: rule.fromYear + 1 }),
		...(rule.toYear !== undefined && { toYear: rule.toYear + 1 })
	};
}

/** Every year in the label one later: `2026-2027` becomes `2027-2028`. */
export function nextLabel(label: string): string {
	return label.replace(/\b(1[89]|20|21)\d{2}\b/g, (year) => String(Number(year) + 1));
}

function aYearLater(date: CalendarDate): CalendarDate {
	return parseDate(date).add({ years: 1 }).toString() as CalendarDate;
}

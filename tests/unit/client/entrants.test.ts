import { describe, expect, it } from 'vitest';
import { ProgrammeQueries } from '#lib/client/view/programme-queries.ts';
import { Records } from '#lib/client/view/records.ts';
import { editionSchema } from '#lib/domain/programmes/edition.ts';
import { emptyRound, roundChanged, schoolRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';

const levels = ['class', 'school', 'library', 'province'] as const;
const rounds = levels.map((level) => ({ id: level, name: level, level, criteria: ['Tempo'] }));
const edition = editionSchema.parse({ id: 'aloud', programmeId: 'own', name: 'Aloud', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15', rounds });
const [noor, sam, vera] = ['noor', 'sam', 'vera'] as [PatronId, PatronId, PatronId];

/** A round in which these read; the first of them won. */
function held(roundId: string, groupId: string, readers: readonly PatronId[], withdrawn: readonly PatronId[] = []) {
	const entered = [...readers, ...withdrawn].reduce(
		(row, patronId) => roundChanged(row, { part: 'entry', patronId, value: { title: 'Lampje', fragment: '', withdrawn: withdrawn.includes(patronId) } }, 1, 'a:1'),
		emptyRound(edition.id, roundId, groupId as GroupId)
	);
	return roundChanged(entered, { part: 'winner', value: readers[0] ?? null }, 2, 'a:2');
}

function entrants(id: string, ...rows: readonly ReturnType<typeof held>[]): string[] {
	const records = new Records();
	for (const row of rows) records.confirm('readAloudRound', row.id, row);
	return new ProgrammeQueries(records, () => '2026-11-26' as CalendarDate).entrants(edition, { id }).map(({ patronId, won }) => `${patronId}${won ? ' won' : ''}`);
}

describe('who may read in a round beyond the class', () => {
	const classes = [held('class', '1a', [noor]), held('class', '1b', [vera, sam])];

	it('are those who read in any class, winners first', () => {
		expect(entrants('school', ...classes)).toEqual(['noor won', 'vera won', 'sam']);
	});

	it('are those of the round before; who withdrew there does not go on', () => {
		expect(entrants('library', ...classes, held('school', schoolRound, [vera], [noor]))).toEqual(['vera won']);
	});

	it('are those who won outside the school by the result that the library or the desk gave', () => {
		const [second, won] = [{ part: 'result', patronId: vera, value: 'second' }, { part: 'result', patronId: noor, value: 'won' }] as const;
		// The first of those who are named here was named winner before.
		const library = roundChanged(roundChanged(held('library', schoolRound, [vera, noor]), second, 3, 'b:1'), won, 3, 'b:2');
		expect(entrants('province', ...classes, library)).toEqual(['noor won', 'vera']);
	});

	it('are those of the last round that was held, where one was left out', () => {
		expect(entrants('province', ...classes, held('school', schoolRound, [vera, noor]))).toEqual(['vera won', 'noor']);
		expect(entrants('class', ...classes)).toEqual([]);
	});
});

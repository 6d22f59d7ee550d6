import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditionId } from '#lib/domain/programmes/edition.ts';
import { emptyRound, resultIn, roundChanged, roundForLibrary, roundResults, roundsReadIn, resultsOf, type RoundChange } from '#lib/domain/programmes/read-aloud-round.ts';
import type { AccountId, GroupId, PatronId } from '#lib/domain/shared/ids.ts';

const round = { criteria: ['Tempo', 'Oogcontact'] };
const empty = emptyRound('e' as EditionId, 'klas', 'class-1' as GroupId);
const [noor, sam] = ['noor', 'sam'] as [PatronId, PatronId];
const [wim, els] = ['wim', 'els'] as [AccountId, AccountId];
const entry = (title: string, withdrawn = false) => ({ title, fragment: 'p. 12', withdrawn });
const after = (...changes: RoundChange[]) => changes.reduce((row, change, i) => roundChanged(row, change, i, `op:${i}`), empty);

describe('a round of reading aloud', () => {
	it('puts the best mean over all jurors first and who has no score yet last', () => {
		const row = after(
			{ part: 'entry', patronId: noor, value: entry('Lampje') },
			{ part: 'entry', patronId: sam, value: entry('Wonder') },
			{ part: 'score', patronId: sam, juror: wim, value: [8, 9] },
			{ part: 'score', patronId: sam, juror: els, value: [7, null] }
		);
		expect(resultsOf(row, round)).toMatchObject([{ patronId: sam, mean: 8, jurors: 2 }, { patronId: noor, jurors: 0 }]);
		expect(resultsOf(row, round)[1]?.mean).toBeUndefined();
	});

	it('tells of each reader which rounds, whoever the name stands for now, and keeps what is known', () => {
		const moved = { ...after({ part: 'entry', patronId: noor, value: entry('Lampje') }), groupId: 'class-2' as GroupId };
		const first = after({ part: 'entry', patronId: noor, value: entry('Lampje') }, { part: 'entry', patronId: sam, value: entry('Wonder', true) }, { part: 'winner', value: noor });
		const library = { ...after({ part: 'entry', patronId: sam, value: entry('Wonder') }, { part: 'result', patronId: sam, value: 'third' }), roundId: 'library' };
		for (const rows of [[moved, first, library], [library, first, moved]]) {
			expect(roundsReadIn(rows, (id) => id)).toEqual(new Map([[noor, { klas: 'won' }], [sam, { library: 'third' }]]));
			expect(roundsReadIn(rows, () => noor)).toEqual(new Map([[noor, { klas: 'won', library: 'third' }]]));
		}
	});

	it('leaves out who withdrew and keeps the scores in case of a change of mind', () => {
		const row = after({ part: 'entry', patronId: noor, value: entry('Lampje') }, { part: 'score', patronId: noor, juror: wim, value: [6, 6] });
		const gone = roundChanged(row, { part: 'entry', patronId: noor, value: entry('Lampje', true) }, 9, 'op:9');
		expect(resultsOf(gone, round)).toEqual([]);
		expect(resultsOf(roundChanged(gone, { part: 'entry', patronId: noor, value: entry('Lampje') }, 10, 'op:10'), round)[0]?.mean).toBe(6);
	});

	it('does not count numbers for a criterion that the round no longer has', () => {
		const row = after({ part: 'entry', patronId: noor, value: entry('Lampje') }, { part: 'score', patronId: noor, juror: wim, value: [6, 8, 1] });
		expect(resultsOf(row, round)[0]?.mean).toBe(7);
	});

	it('knows how a reader fared by the last that was said: as a result, or by naming the winner as apps of before do', () => {
		const named = after({ part: 'result', patronId: noor, value: 'second' }, { part: 'winner', value: noor });
		expect([resultIn(named, noor), resultIn(named, sam)]).toEqual(['won', undefined]);
		const second = roundChanged(named, { part: 'result', patronId: noor, value: 'second' }, 5, 'op:5');
		expect(resultIn(second, noor)).toBe('second');
		expect(resultIn(roundChanged(second, { part: 'result', patronId: noor, value: null }, 6, 'op:6'), noor)).toBeUndefined();
	});

	it('tells the library of those it may know what they read and how they fared, and neither scores nor others', () => {
		const row = after(
			...[noor, sam].map((patronId): RoundChange => ({ part: 'entry', patronId, value: entry('Lampje') })),
			...[noor, sam].map((patronId): RoundChange => ({ part: 'result', patronId, value: 'third' })),
			{ part: 'score', patronId: noor, juror: wim, value: [6, 8] },
			{ part: 'winner', value: sam }
		);
		const told = roundForLibrary(row, new Map([[noor, 'Noor Berg']]));
		expect(told).toEqual({ ...empty, entries: { noor: row.entries[noor] }, results: { noor: row.results?.[noor] }, scores: {}, names: { noor: 'Noor Berg' } });
	});

	it('comes to the same row in any order, with anything twice', () => {
		const patron = fc.constantFrom(noor, sam);
		const change: fc.Arbitrary<RoundChange> = fc.oneof(
			fc.record({ part: fc.constant('entry' as const), patronId: patron, value: fc.constantFrom(entry('A'), entry('B', true)) }),
			fc.record({ part: fc.constant('score' as const), patronId: patron, juror: fc.constantFrom(wim, els), value: fc.tuple(fc.integer({ min: 1, max: 10 })) }),
			fc.record({ part: fc.constant('winner' as const), value: fc.option(patron) }),
			fc.record({ part: fc.constant('result' as const), patronId: patron, value: fc.option(fc.constantFrom(...roundResults)) })
		);
		const stamped = fc.uniqueArray(fc.record({ change, at: fc.nat(3), by: fc.uuid() }), { selector: (each) => each.by, maxLength: 12 });
		const lay = (all: readonly { change: RoundChange; at: number; by: string }[]) => all.reduce((row, each) => roundChanged(row, each.change, each.at, each.by), empty);
		fc.assert(
			fc.property(stamped.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))), ([all, shuffled]) => {
				expect(lay(shuffled)).toEqual(lay(all));
			})
		);
	});
});

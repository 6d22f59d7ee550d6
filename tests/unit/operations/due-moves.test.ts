import { describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { aSchool, copyId, day } from '../../builders/domain.ts';

const christmas = { name: 'Kerst', from: day('2026-12-12'), to: day('2027-01-03') };
const move = (from: string, to: string, loanId = 'loan-copy-1-patron-1') =>
	({ type: 'move-due-dates', input: { loans: [{ copyId: 'copy-1', loanId, from, to }] } }) as unknown as Act;
const dueOn = (bench: Bench) => bench.queries.copyState(copyId('copy-1'))?.open?.dueOn;

describe('a closure', () => {
	it('shows which open loans fall in it, and the day each would get', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		expect(bench.queries.dueMoves(aSchool())).toEqual([]);
		expect(bench.queries.dueMoves(aSchool({ closurePeriods: [christmas] }))).toMatchObject([
			{ loan: { copyId: 'copy-1', dueOn: '2026-12-14' }, to: '2027-01-04', title: { id: 'title-1' }, patron: { id: 'patron-1' } }
		]);
	});

	it('moves due dates, which is no renewal, and moving them back restores them', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		await bench.perform(move('2026-12-14', '2027-01-04'));
		expect(bench.queries.copyState(copyId('copy-1'))?.open).toMatchObject({ dueOn: '2027-01-04', renewals: 0 });
		await bench.perform(move('2027-01-04', '2026-12-14'));
		expect(dueOn(bench)).toBe('2026-12-14');
	});

	it('leaves a loan alone that has another due date by now, is another loan, or has ended', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		for (const act of [move('2026-12-15', '2027-01-04'), move('2026-12-14', '2027-01-04', 'loan-other')]) {
			expect(await bench.perform(act)).toMatchObject({ outcome: 'accepted', effects: [] });
		}
		expect(dueOn(bench)).toBe('2026-12-14');
		await bench.perform({ type: 'check-in', input: { copyId: copyId('copy-1') } });
		expect(await bench.perform(move('2026-12-14', '2027-01-04'))).toMatchObject({ outcome: 'accepted', effects: [] });
	});

	it('is the desk’s to declare', async () => {
		expect(await new Bench().perform(move('2026-12-14', '2027-01-04'), { actor: pupil })).toMatchObject({ code: 'notPermitted' });
	});
});

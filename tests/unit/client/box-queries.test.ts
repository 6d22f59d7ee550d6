import { describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import type { Box } from '#lib/domain/stock/box.ts';
import { Bench } from '../../builders/device.ts';
import { aCopy } from '../../builders/domain.ts';
import { editBoxActs, newBoxActs, scanInBox } from '../../../src/routes/(desk)/desk/boxes/box-acts.ts';

const box = { id: 'k', name: 'Oorlog', collection: 'rotating', owner: 'Bibliotheek', receivedOn: '2026-11-02', backOn: '2026-12-18' } as Box;
const boxId = 'k' as Box['id'];

async function aBox(change: Partial<Box> = {}, acts: readonly Act[] = newBoxActs({ ...box, ...change }, undefined)): Promise<Bench> {
	const bench = new Bench();
	await performAll(bench, acts);
	return bench;
}
async function performAll(bench: Bench, acts: readonly Act[]): Promise<void> {
	for (const act of acts) expect(await bench.perform(act)).toMatchObject({ outcome: 'accepted' });
}
async function scan(bench: Bench, code: string, mode: 'receive' | 'return'): Promise<string> {
	const { acts, text } = scanInBox(code, bench.records.get('box', 'k') ?? box, mode, bench.queries);
	await performAll(bench, acts);
	return text;
}
const statesOf = (bench: Bench) => bench.queries.boxes.copiesOf(boxId).map(({ copy, state }) => `${copy.barcode} ${state}`);

describe('a box of the library', () => {
	it('is scanned in copy by copy, and a second scan or an unknown label changes nothing', async () => {
		const bench = await aBox();
		expect(bench.queries.boxes.line(boxId)?.urgency).toBe('empty');
		await scan(bench, '10000002', 'receive');
		expect(statesOf(bench)).toEqual(['10000002 here']);
		expect(bench.records.get('copy', 'copy-2')).toMatchObject({ owner: 'Bibliotheek', collection: 'rotating', backOn: '2026-12-18' });
		expect(scanInBox('10000002', box, 'receive', bench.queries).acts).toEqual([]);
		expect(scanInBox('999', box, 'receive', bench.queries)).toMatchObject({ acts: [], unknown: true });
		await performAll(bench, newBoxActs({ ...box, id: 'l' as never, name: 'Natuur' }, undefined));
		expect(scanInBox('10000002', { ...box, id: 'l' as never }, 'receive', bench.queries).text).toContain('Oorlog');
	});

	it('may be made of what an import brought, which is then ticked off', async () => {
		const bench = new Bench();
		for (const i of [3, 4]) bench.confirm('copy', aCopy({ id: `copy-${i}` as never, barcode: `${i}`, owner: 'Bibliotheek', collection: 'project', backOn: box.backOn }));
		const [batch] = bench.queries.boxes.looseBatches();
		expect(batch).toMatchObject({ owner: 'Bibliotheek', collection: 'project', copyIds: ['copy-3', 'copy-4'] });
		await performAll(bench, newBoxActs(box, batch));
		expect(bench.queries.boxes.looseBatches()).toEqual([]);
		expect(statesOf(bench)).toEqual(['3 expected', '4 expected']);
		await scan(bench, '3', 'receive');
		expect(statesOf(bench)).toEqual(['3 here', '4 expected']);
	});

	it('goes back by scanning: a lent copy is taken in by the scan, one that is not scanned stays a question', async () => {
		const bench = await aBox();
		for (const code of ['10000001', '10000002']) await scan(bench, code, 'receive');
		await bench.lend('copy-1', 'patron-1');
		expect(statesOf(bench)).toEqual(['10000001 lent', '10000002 here']);
		await scan(bench, '10000002', 'return');
		expect(bench.records.get('copy', 'copy-2')?.status).toBe('withdrawn');
		expect(bench.queries.boxes.line(boxId)).toMatchObject({ counts: { lent: 1, returned: 1 }, urgency: 'calm' });
		await scan(bench, '10000001', 'return');
		expect(bench.queries.copyState('copy-1' as never)?.open).toBeUndefined();
		expect(bench.queries.boxes.line(boxId)?.urgency).toBe('done');
	});

	it('has what cannot be found as lost until that is settled with its owner', async () => {
		const bench = await aBox();
		await scan(bench, '10000001', 'receive');
		await bench.perform({ type: 'edit-copy', input: { id: 'copy-1', base: { status: 'inService' }, change: { status: 'lost' } } } as never);
		expect(statesOf(bench)).toEqual(['10000001 missing']);
		await bench.perform({ type: 'place-in-box', input: { boxId, copyIds: ['copy-1'], place: 'settled' } } as never);
		expect(bench.queries.boxes.line(boxId)).toMatchObject({ counts: { settled: 1, missing: 0 }, urgency: 'done' });
	});

	it.each([['2026-11-22', 'late'], ['2026-11-23', 'soon'], ['2026-12-07', 'soon'], ['2026-12-08', 'calm']])('that must be back on %s is %s on 23 November', async (backOn, urgency) => {
		const bench = await aBox({ backOn: backOn as never });
		await scan(bench, '10000001', 'receive');
		expect(bench.queries.boxes.line(boxId)?.urgency).toBe(urgency);
	});

	it('takes what is in it along when its owner or day changes, so that no loan runs past the day', async () => {
		const bench = await aBox();
		await scan(bench, '10000001', 'receive');
		const copies = bench.queries.boxes.copiesOf(boxId).map(({ copy }) => copy);
		const { id: _id, ...fields } = box;
		await performAll(bench, editBoxActs(box, { ...fields, backOn: '2027-01-08' as never }, copies));
		expect(bench.records.get('box', 'k')?.backOn).toBe('2027-01-08');
		expect(bench.records.get('copy', 'copy-1')?.backOn).toBe('2027-01-08');
		expect(editBoxActs(box, fields, [])).toHaveLength(1);
	});
});

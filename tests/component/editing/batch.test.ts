import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { batchOf } from '#lib/domain/catalogue/batch-edit.ts';
import BatchForm from '#lib/ui/editing/BatchForm.svelte';
import BatchPreview from '#lib/ui/editing/BatchPreview.svelte';
import type { Act } from '#lib/operations/registry.ts';
import { batchActs, undoOf } from '../../../src/routes/catalogue/edit/batch-acts.ts';
import { Bench } from '../../builders/device.ts';
import { aCopy, aTitle, copyId } from '../../builders/domain.ts';

const chosen = [
	{ title: aTitle({ genre: 'oorlog' }), copies: [aCopy({ shelf: 'A1' }), aCopy({ id: copyId('copy-2'), barcode: '10000002' })] }
];
const change = { title: { genre: 'historisch' }, copy: { shelf: 'A1', status: 'repair' as const } };

describe('a change of many records', () => {
	it('names only what would really change, and leaves what was written off out of service', () => {
		const gone = aCopy({ id: copyId('copy-3'), barcode: '3', status: 'withdrawn' });
		const { titles, copies } = batchOf([{ title: aTitle({ genre: 'historisch' }), copies: [aCopy({ shelf: 'A1' }), gone] }], change);
		expect(titles).toEqual([]);
		expect(copies.map(({ copy, edit }) => [copy.id, edit.change])).toEqual([
			['copy-1', { status: 'repair' }],
			['copy-3', { shelf: 'A1' }]
		]);
	});

	it('is shown before it happens, with what was and what becomes', () => {
		render(BatchPreview, { batch: batchOf(chosen, change), locations: [] });
		const rows = screen.getAllByRole('row').slice(1).map((row) => row.textContent.replace(/\s+/g, ' ').trim());
		expect(rows).toHaveLength(4);
		expect(rows[0]).toMatch(/Kruistocht in spijkerbroek.*Genre.*oorlog.*historisch/);
		expect(rows.at(-1)).toMatch(/10000002.*Status.*beschikbaar.*in reparatie/);
	});

	it('is taken back whole, but not what somebody else has changed since', async () => {
		const bench = new Bench();
		bench.confirm('title', aTitle({ genre: 'oorlog' }));
		const batch = batchOf([{ title: aTitle({ genre: 'oorlog' }), copies: [aCopy()] }], change);
		for (const act of batchActs(batch)) expect(await bench.perform(act as Act)).toMatchObject({ outcome: 'accepted' });
		expect(bench.queries.copy(copyId('copy-1'))).toMatchObject({ shelf: 'A1', status: 'repair' });
		await bench.perform({ type: 'edit-title', input: { id: 'title-1' as never, base: { genre: 'historisch' }, change: { genre: 'avontuur' } } });
		for (const act of batchActs(undoOf(batch))) await bench.perform(act);
		expect(bench.queries.copy(copyId('copy-1'))).toEqual(aCopy());
		expect(bench.queries.title('title-1' as never)?.genre).toBe('avontuur');
	});

	it('leaves alone what was not filled in', async () => {
		const onchange = vi.fn();
		render(BatchForm, { locations: [], onchange });
		await fireEvent.input(screen.getByRole('textbox', { name: /Plank/ }), { target: { value: ' B2 ' } });
		expect(onchange).toHaveBeenLastCalledWith({ title: {}, copy: { shelf: 'B2' } });
	});
});

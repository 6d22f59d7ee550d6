import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import MergePreview from '#lib/ui/patrons/MergePreview.svelte';

const stays = { name: 'Sara van der Meer', detail: '2hv3', holdings: ['1 uitlening'] };
const goes = { name: 'Sara Meer', detail: '', holdings: ['2 uitleningen', '1 pas'] };

describe('before two patrons are merged', () => {
	it('a person sees who stays, what goes along and what is taken over, and decides', async () => {
		const [onmerge, onswap, onapart, oncancel] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
		const takes = [{ key: 'pupilNumber', label: 'Leerlingnummer', text: '001234' }];
		render(MergePreview, { stays, goes, takes, warnings: ['Beiden hebben iets gereserveerd.'], onmerge, onswap, onapart, oncancel });
		expect(screen.getAllByText('2 uitleningen')).toHaveLength(2);
		expect(screen.getByRole('heading', { name: 'Dit gaat mee naar Sara van der Meer' })).toBeTruthy();
		expect(screen.getByText('001234')).toBeTruthy();
		expect(screen.getByText('Beiden hebben iets gereserveerd.')).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Draai om' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Voeg samen' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Dit zijn verschillende mensen' }));
		expect([onmerge, onswap, onapart, oncancel].map((act) => act.mock.calls.length)).toEqual([1, 1, 1, 0]);
	});

	it('is told when nothing stands under the other name', () => {
		render(MergePreview, { stays, goes: { ...goes, holdings: [] }, takes: [], warnings: [], onmerge: vi.fn(), onswap: vi.fn(), onapart: vi.fn(), oncancel: vi.fn() });
		expect(screen.getByText(/Er staat niets op de andere naam/)).toBeTruthy();
	});
});

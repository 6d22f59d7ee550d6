import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { holdSchema } from '#lib/domain/circulation/hold.ts';
import EndHoldDialog from '#lib/ui/holds/EndHoldDialog.svelte';
import { byShelfTime, type HeldLine } from '#lib/ui/holds/hold-line.ts';
import { aCopy, aPatron, aTitle } from '../../builders/domain.ts';

function aHeldLine(status: 'waiting' | 'onShelf', shelvedUntil?: string, shelfTimeOver = false): HeldLine {
	const shelved = shelvedUntil === undefined ? {} : { shelvedUntil };
	const hold = holdSchema.parse({ id: `h-${shelvedUntil ?? status}`, titleId: 'title-1', patronId: 'patron-1', placedAt: 0, status, ...shelved });
	return { hold, title: aTitle(), patron: aPatron(), copy: aCopy(), place: undefined, shelfTimeOver, pending: false };
}

it('puts holds that nobody fetched before those that still have time, the oldest first', () => {
	const lines = [aHeldLine('onShelf', '2026-11-30'), aHeldLine('onShelf', '2026-11-20', true), aHeldLine('onShelf', '2026-11-26'), aHeldLine('onShelf', '2026-11-18', true)];
	expect(lines.toSorted(byShelfTime).map(({ hold }) => hold.shelvedUntil)).toEqual(['2026-11-18', '2026-11-20', '2026-11-26', '2026-11-30']);
});

it('says who is next before a copy leaves the hold shelf, and can put the patron back into the queue', async () => {
	const onend = vi.fn();
	const line = aHeldLine('onShelf', '2026-11-20', true);
	render(EndHoldDialog, { line, patron: 'Sara (2hv3)', next: 'Tim (1a)', onend, onclose: () => {} });
	expect(screen.getByRole('alertdialog').textContent).toMatch(/Tim \(1a\)/);
	await fireEvent.click(screen.getByRole('button', { name: 'Terug in de rij' }));
	expect(onend).toHaveBeenCalledWith(line, 'waiting');
});

it('offers a waiting patron no shelf to leave', () => {
	render(EndHoldDialog, { line: aHeldLine('waiting'), patron: 'Sara', onend: () => {}, onclose: () => {} });
	expect(screen.queryByRole('button', { name: 'Terug in de rij' })).toBeNull();
});

import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { emptyCopyState } from '#lib/domain/circulation/loan.ts';
import { holdSchema } from '#lib/domain/circulation/hold.ts';
import { availabilityText, countShelves, shelvesOf } from '#lib/ui/catalogue/availability-text.ts';
import CopyTable from '#lib/ui/catalogue/CopyTable.svelte';
import { placeOf, type KnownCopy } from '#lib/ui/catalogue/copy-line.ts';
import TitleRow from '#lib/ui/catalogue/TitleRow.svelte';
import { aCopy, anOpenLoan, aPatron, aTitle, copyId } from '../../builders/domain.ts';

function aLine(change: Partial<KnownCopy> = {}): KnownCopy {
	return { copy: aCopy({ shelf: 'Jeugd THR' }), state: undefined, patron: undefined, heldFor: undefined, ...change };
}
const lent = aLine({ state: { ...emptyCopyState(copyId('copy-1')), open: anOpenLoan() }, patron: aPatron() });
const hold = holdSchema.parse({ id: 'h', titleId: 'title-1', patronId: 'patron-1', placedAt: 0, status: 'onShelf', copyId: 'copy-1' });

describe('where a copy is', () => {
	it('is out while lent, also when it was noted as lost', () => {
		expect(placeOf({ ...lent, copy: aCopy({ status: 'lost' }) })).toBe('out');
	});

	it('is put aside, absent, for reading here or on the shelf', () => {
		expect(placeOf(aLine({ heldFor: hold }))).toBe('held');
		expect(placeOf(aLine({ copy: aCopy({ status: 'repair' }) }))).toBe('absent');
		expect(placeOf(aLine({ copy: aCopy({ loanType: 'reference' }) }))).toBe('reference');
		expect(placeOf(aLine())).toBe('shelf');
	});

	it('is told at the desk with who has it and until when', () => {
		render(CopyTable, { lines: [lent], who: () => ({ name: 'Sara van der Meer (2hv3)', href: '/desk/patrons/patron?id=patron-1' }) });
		expect(screen.getByRole('link', { name: 'Sara van der Meer (2hv3)' })).toBeTruthy();
		expect(screen.getByText(/14 dec/)).toBeTruthy();
	});
});

describe('what a title says of its copies', () => {
	it('counts those on the shelf, else names the first day one comes back', () => {
		expect(availabilityText({ copies: 3, onShelf: 2, waiting: 0 })).toBe('2 van 3 op de plank');
		expect(availabilityText({ copies: 1, onShelf: 0, waiting: 0, nextDueOn: '2026-12-14' })).toContain('14 dec');
		expect(availabilityText({ copies: 0, onShelf: 0, waiting: 0 })).toBe('Geen exemplaren');
	});

	it('names each shelf once and no shelf of a lost copy', () => {
		const copies = [aCopy({ shelf: 'Jeugd THR' }), aCopy({ shelf: 'Jeugd THR' }), aCopy({ shelf: 'Kelder', status: 'lost' }), aCopy()];
		expect(shelvesOf(copies)).toBe('Jeugd THR');
		expect(countShelves(copies, 'onbekend')).toEqual([
			['Jeugd THR', 2],
			['onbekend', 1]
		]);
	});

	it('leads to the title, with the author as people say the name', () => {
		render(TitleRow, { title: aTitle(), availability: { copies: 1, onShelf: 1, waiting: 0 }, shelf: 'Jeugd THR', href: '/catalogue/title?id=title-1' });
		const link = screen.getByRole('link', { name: /Kruistocht in spijkerbroek.*Thea Beckman.*1 van 1 op de plank.*Jeugd THR/s });
		expect(link.getAttribute('href')).toBe('/catalogue/title?id=title-1');
	});
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { freeBarcodes } from '#lib/domain/catalogue/mint-barcodes.ts';
import { serialOfMinted } from '#lib/domain/catalogue/barcode.ts';
import NewCopiesForm from '#lib/ui/editing/NewCopiesForm.svelte';

const props = () => ({
	locations: [],
	label: 'Toevoegen',
	mint: (count: number) => freeBarcodes(count, 'desk-1', () => false),
	isTaken: (barcode: string) => barcode === '10000001',
	onadd: vi.fn(),
	oncancel: () => {}
});
const scan = (text: string) => fireEvent.input(screen.getByRole('textbox', { name: /Labels/ }), { target: { value: text } });
const add = () => fireEvent.click(screen.getByRole('button', { name: 'Toevoegen' }));

it('takes scanned labels one by line, each once', async () => {
	const given = props();
	render(NewCopiesForm, given);
	await scan('30000001\n30000002\n30000001\n');
	await add();
	expect(given.onadd).toHaveBeenCalledWith({ barcodes: ['30000001', '30000002'], shelf: '', locationId: '', loanType: 'normal' });
});

it.each(['', '10000001', '9789047750925'])('does not take “%s” for a free label', async (text) => {
	const given = props();
	render(NewCopiesForm, given);
	await scan(text);
	await add();
	expect(given.onadd).not.toHaveBeenCalled();
	expect(screen.getByRole('textbox', { name: /Labels/ }).getAttribute('aria-invalid')).toBe('true');
});

it('gives out new numbers for labels that the school prints itself', async () => {
	const given = props();
	render(NewCopiesForm, given);
	await fireEvent.click(screen.getByRole('radio', { name: /Nieuwe nummers/ }));
	await add();
	const { barcodes } = given.onadd.mock.calls[0]?.[0] as { barcodes: string[] };
	expect(barcodes.map(serialOfMinted)).toEqual([expect.any(Number)]);
});

it('mints labels that are free, and at two desks not the same ones', () => {
	const taken = new Set(freeBarcodes(3, 'desk-1', () => false));
	const more = freeBarcodes(3, 'desk-1', (barcode) => taken.has(barcode));
	const elsewhere = freeBarcodes(3, 'desk-2', () => false);
	expect(new Set([...taken, ...more, ...elsewhere]).size).toBe(9);
});

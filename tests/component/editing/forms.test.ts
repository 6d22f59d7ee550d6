import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { editBetween } from '#lib/domain/shared/record-edit.ts';
import CopyForm from '#lib/ui/editing/CopyForm.svelte';
import PatronForm from '#lib/ui/editing/PatronForm.svelte';
import TitleForm from '#lib/ui/editing/TitleForm.svelte';
import { aCopy, aPatron, aTitle } from '../../builders/domain.ts';

const field = (name: RegExp) => screen.getByRole('textbox', { name });
const fill = (name: RegExp, value: string) => fireEvent.input(field(name), { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Opslaan' }));
const oncancel = () => {};

describe('the form of a title', () => {
	const title = aTitle({ isbns: ['9789047750925'], year: 1973, genre: 'historisch' });

	it('changes nothing when nothing was typed', async () => {
		const onsave = vi.fn();
		render(TitleForm, { title, label: 'Opslaan', onsave, oncancel });
		await save();
		expect(editBetween(title, onsave.mock.calls[0]?.[0] as object)).toEqual({ base: {}, change: {} });
	});

	it('gives authors in sorting form, an ISBN without hyphens, and an emptied field as empty', async () => {
		const onsave = vi.fn();
		render(TitleForm, { title, label: 'Opslaan', onsave, oncancel });
		await fill(/Auteurs/, 'Anne de Vries\nBeckman, Thea');
		await fill(/ISBN/, '978-90-477-5092-5');
		await fill(/Genre/, '');
		await save();
		expect(editBetween(title, onsave.mock.calls[0]?.[0] as object)).toEqual({
			base: { authors: ['Beckman, Thea'], genre: 'historisch' },
			change: { authors: ['Vries, Anne de', 'Beckman, Thea'], genre: null }
		});
	});

	it.each([
		[/^Titel/, ' '],
		[/ISBN/, '9789047750926'],
		[/^Jaar/, 'vroeger'],
		[/Bladzijden/, 'veel']
	])('keeps what is wrong in %s in the form and says so', async (name, text) => {
		const onsave = vi.fn();
		render(TitleForm, { title, label: 'Opslaan', onsave, oncancel });
		await fill(name, text);
		await save();
		expect(onsave).not.toHaveBeenCalled();
		expect(field(name).getAttribute('aria-invalid')).toBe('true');
	});
});

describe('the form of a copy', () => {
	const locations = [{ id: 'location-1', name: 'Hoofdgebouw' }];

	it('reads an amount and the parts that belong to it, and completes the copy', async () => {
		const copy = aCopy({ provisional: true });
		const onsave = vi.fn();
		render(CopyForm, { copy, locations, onsave, oncancel });
		await fill(/Prijs/, '€ 12,5');
		await fill(/Losse onderdelen/, 'cd\n\nkaart');
		await save();
		const { change } = editBetween(copy, onsave.mock.calls[0]?.[0] as object);
		expect(change).toEqual({ priceCents: 1250, looseParts: ['cd', 'kaart'], provisional: null });
	});

	it('does not take an ISBN for a label', async () => {
		const onsave = vi.fn();
		render(CopyForm, { copy: aCopy(), locations, onsave, oncancel });
		await fill(/Label/, '9789047750925');
		await save();
		expect(onsave).not.toHaveBeenCalled();
		expect(field(/Label/).getAttribute('aria-invalid')).toBe('true');
	});
});

describe('the form of a patron', () => {
	it('hands over what changed and keeps leading zeros', async () => {
		const patron = aPatron({ blocked: 'boek kwijt' });
		const onsave = vi.fn();
		render(PatronForm, { patron, classes: [], onsave, oncancel });
		await fill(/Leerlingnummer/, '001234');
		await fill(/Geblokkeerd/, '');
		await save();
		expect(editBetween(patron, onsave.mock.calls[0]?.[0] as object).change).toEqual({ pupilNumber: '001234', blocked: null });
	});

	it('takes the address of a guardian, and no e-mail address that cannot be one', async () => {
		const onsave = vi.fn();
		render(PatronForm, { patron: aPatron(), classes: [], onsave, oncancel });
		await fill(/Straat/, 'Dam 1');
		await fill(/E-mail/, 'moeder');
		await save();
		expect(onsave).not.toHaveBeenCalled();
		expect(field(/E-mail/).getAttribute('aria-invalid')).toBe('true');
		await fill(/E-mail/, 'moeder@voorbeeld.nl');
		await save();
		const { change } = editBetween(aPatron(), onsave.mock.calls[0]?.[0] as object);
		expect(change).toEqual({ guardianStreet: 'Dam 1', guardianEmail: 'moeder@voorbeeld.nl' });
	});

	it('asks for the missing name', async () => {
		const onsave = vi.fn();
		render(PatronForm, { patron: aPatron(), classes: [], onsave, oncancel });
		await fill(/Achternaam/, '');
		await save();
		expect(onsave).not.toHaveBeenCalled();
	});
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import AddPatronForm from '#lib/ui/patrons/AddPatronForm.svelte';

const named = (name: RegExp) => screen.getByRole('textbox', { name });

it('asks for the missing name instead of adding somebody without one', async () => {
	const onadd = vi.fn();
	render(AddPatronForm, { classes: [], onadd, oncancel: () => {} });
	await fireEvent.input(named(/Voornaam/), { target: { value: 'Sara' } });
	await fireEvent.click(screen.getByRole('button', { name: 'Toevoegen' }));
	expect(onadd).not.toHaveBeenCalled();
	expect(named(/Achternaam/).getAttribute('aria-invalid')).toBe('true');
});

it('hands over what was typed without the blanks around it, leading zeros kept', async () => {
	const onadd = vi.fn();
	render(AddPatronForm, { classes: [], onadd, oncancel: () => {} });
	await fireEvent.input(named(/Voornaam/), { target: { value: ' Sara ' } });
	await fireEvent.input(named(/Achternaam/), { target: { value: 'Meer' } });
	await fireEvent.input(named(/Leerlingnummer/), { target: { value: '001234' } });
	await fireEvent.click(screen.getByRole('button', { name: 'Toevoegen' }));
	expect(onadd).toHaveBeenCalledWith(expect.objectContaining({ givenName: 'Sara', familyName: 'Meer', pupilNumber: '001234', category: 'pupil' }));
});

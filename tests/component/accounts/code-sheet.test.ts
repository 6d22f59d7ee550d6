import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { activationAddress } from '#lib/ui/accounts/activation-qr.ts';
import ClassCodes from '#lib/ui/accounts/ClassCodes.svelte';
import CodeSheet from '#lib/ui/accounts/CodeSheet.svelte';
import StaffTable from '#lib/ui/accounts/StaffTable.svelte';
import { aPatron } from '../../builders/domain.ts';

const school = { name: 'Het Noorden', brin: '12AB' };
const nothing = () => {};

test('each person has a name, a code, a QR and what to do with it', () => {
	const codes = [
		{ code: 'BCDF-GHJK', displayName: 'Sara van der Meer', renews: false },
		{ code: 'KJHG-FDCB', displayName: 'Noor Bos', renews: true }
	];
	const expiresAt = Date.parse('2027-01-22T12:00Z');
	render(CodeSheet, { codes, expiresAt, school, origin: 'https://school.example', onprint: nothing, onclose: nothing });
	expect(screen.getByText('BCDF-GHJK')).toBeTruthy();
	const picture = screen.getByRole('img', { name: 'QR-code voor Sara van der Meer' });
	expect(decodeURIComponent(picture.getAttribute('src') ?? '')).toContain('<svg');
	expect(screen.getByText(/kies een nieuw wachtwoord/)).toBeTruthy();
	expect(screen.getByText(/vrijdag 22 januari 2027/)).toBeTruthy();
});

test('the QR opens the page for codes with school and code filled in', () => {
	expect(activationAddress('https://school.example', '12AB', 'BCDF-GHJK')).toBe('https://school.example/activate?school=12AB&code=BCDFGHJK');
});

test('codes are made for a class, and one pupil can be chosen of those who have not left', async () => {
	const oncodes = vi.fn();
	const pupils = () => [aPatron(), aPatron({ id: 'patron-2' as never, givenName: 'Weg', leftOn: '2026-08-01' as never })];
	render(ClassCodes, { classes: [{ id: '1a' as never, name: '1A', patrons: 2, accounts: 1 }], pupils, oncodes });
	const make = screen.getByRole('button', { name: 'Codes maken' });
	await fireEvent.change(screen.getByLabelText('Klas'), { target: { value: '1a' } });
	await fireEvent.click(make);
	expect(oncodes).toHaveBeenLastCalledWith({ homeClassId: '1a' });
	expect(screen.getAllByRole('option').map((option) => option.textContent)).toContain('Sara van der Meer');
	expect(screen.queryByRole('option', { name: /Weg/ })).toBeNull();
});

test('a librarian is offered nothing on an administrator, and on the own account only the password', () => {
	const accounts = [
		{ id: 'a', name: 'Bea', loginName: 'bea', roles: ['administrator' as const], secondFactor: false },
		{ id: 'b', name: 'Marjan', loginName: 'marjan', roles: ['mediaLibrarian' as const], secondFactor: true },
		{ id: 'c', name: 'Karim', loginName: 'karim', roles: ['teacher' as const], secondFactor: false }
	];
	render(StaffTable, { accounts, ownId: 'b', mayAdministrate: false, oncode: nothing, onroles: nothing, onend: nothing, onreset: nothing });
	expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
		'Nieuwe code voor Karim',
		'Rollen van Karim',
		'Account van Karim sluiten'
	]);
	expect(screen.getByRole('link', { name: 'Mijn wachtwoord wijzigen' }).getAttribute('href')).toBe('/account/password');
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import ProviderForm from '#lib/ui/accounts/ProviderForm.svelte';
import SecondFactorSetUp from '#lib/ui/accounts/SecondFactorSetUp.svelte';
import SecondFactorForm from '#lib/ui/start/SecondFactorForm.svelte';

const type = (name: RegExp, value: string) => fireEvent.input(screen.getByLabelText(name), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the second step of signing in', () => {
	it('takes the digits however they were typed, and trusts a browser only when asked', async () => {
		const onsubmit = vi.fn();
		render(SecondFactorForm, { onsubmit });
		await press('Inloggen');
		expect(onsubmit).not.toHaveBeenCalled();
		await type(/Code uit de app/, '123 456');
		await press('Inloggen');
		expect(onsubmit).toHaveBeenCalledWith({ code: '123456', kind: 'app', trust: false });
	});

	it('takes a code on paper instead', async () => {
		const onsubmit = vi.fn();
		render(SecondFactorForm, { onsubmit });
		await press('Telefoon niet bij je? Gebruik een code op papier');
		await type(/Code van papier/, ' abcde-fghij ');
		await fireEvent.click(screen.getByRole('checkbox'));
		await press('Inloggen');
		expect(onsubmit).toHaveBeenCalledWith({ code: 'abcde-fghij', kind: 'paper', trust: true });
	});

	it('is set up with a QR code, a key to type, and every code for on paper', async () => {
		const onconfirm = vi.fn();
		render(SecondFactorSetUp, { uri: 'otpauth://totp/x?secret=ABCDEFGH', backupCodes: ['aaaaa-bbbbb', 'ccccc-ddddd'], onconfirm });
		expect(screen.getByRole('img', { name: 'QR-code voor de app' })).toBeTruthy();
		for (const text of ['ABCD EFGH', 'aaaaa-bbbbb', 'ccccc-ddddd']) expect(screen.getByText(text)).toBeTruthy();
		await type(/Code uit de app/, '654 321');
		await press('Zet aan');
		expect(onconfirm).toHaveBeenCalledWith('654321');
	});
});

describe('the provider of the school', () => {
	const chosen = { settings: { preset: 'entree', issuer: 'https://oidcng.entree.kennisnet.nl', clientId: 'us' }, hasSecret: true, redirectUri: 'https://x/cb', linked: 2 } as const;

	it('keeps the secret that is there unless another is typed', async () => {
		const onsave = vi.fn();
		render(ProviderForm, { ...chosen, onsave, onremove: vi.fn() });
		await press('Opslaan en proberen');
		expect(onsave).toHaveBeenCalledWith({ settings: chosen.settings });
	});

	it('asks a secret for another address', async () => {
		const onsave = vi.fn();
		render(ProviderForm, { ...chosen, onsave, onremove: vi.fn() });
		await type(/Adres van de dienst/, 'https://login.example.nl');
		await press('Opslaan en proberen');
		expect(onsave).not.toHaveBeenCalled();
		await type(/Geheim van de client/, 'geheim');
		await press('Opslaan en proberen');
		expect(onsave).toHaveBeenCalledWith({ settings: { ...chosen.settings, issuer: 'https://login.example.nl' }, clientSecret: 'geheim' });
	});
});

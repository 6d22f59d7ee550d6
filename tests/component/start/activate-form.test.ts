import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import ActivateForm from '#lib/ui/start/ActivateForm.svelte';

const schools = [
	{ brin: '12AB', name: 'Het Noorden', demo: false },
	{ brin: '34CD', name: 'Het Zuiden', demo: false }
];

async function choose(secret: string): Promise<void> {
	await fireEvent.input(screen.getByLabelText(/Nieuw wachtwoord/), { target: { value: secret } });
	await fireEvent.submit(screen.getByRole('button', { name: 'Opslaan en beginnen' }).closest('form') as HTMLFormElement);
}

test('school and code of the QR are filled in: only the secret is asked', async () => {
	const onsubmit = vi.fn();
	render(ActivateForm, { schools, brin: '34CD', code: 'BCDF-GHJK', onsubmit });
	await choose('482137');
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ brin: '34CD', code: 'BCDF-GHJK', secret: '482137' });
});

test('a PIN that is too short says how many digits are missing and uses up no code', async () => {
	const onsubmit = vi.fn();
	render(ActivateForm, { schools, brin: '34CD', code: 'BCDF-GHJK', onsubmit });
	await choose('4821');
	expect(onsubmit).not.toHaveBeenCalled();
	expect(screen.getByText('Nog 2 cijfers erbij.')).toBeTruthy();
});

test('the rules are said before somebody breaks them', () => {
	render(ActivateForm, { schools, onsubmit: () => {} });
	expect(screen.getByText('een pincode van minstens 6 cijfers')).toBeTruthy();
});

test('a secret that the server calls too easy leaves the code usable, and says so for a name', () => {
	const failed = { failure: 'weakSecret', facts: { weakness: 'sameAsName' } } as const;
	render(ActivateForm, { schools, brin: '34CD', code: 'BCDF-GHJK', failed, onsubmit: () => {} });
	expect(screen.getByRole('alert').textContent).toContain('Je code werkt nog');
});

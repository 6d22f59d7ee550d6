import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import DeskPeople from '#lib/ui/start/DeskPeople.svelte';

const people = [
	{ id: 'a', name: 'Marga Terpstra', hasPin: true },
	{ id: 'b', name: 'Joke Prins', hasPin: true },
	{ id: 'c', name: 'Wil de Boer', hasPin: false }
];

async function typePin(pin: string): Promise<void> {
	for (const digit of pin) await fireEvent.click(screen.getByRole('button', { name: digit }));
	await fireEvent.submit(screen.getByRole('button', { name: /Wissel naar/ }).closest('form') as HTMLFormElement);
}

test('who is at the desk now need not switch to herself', () => {
	render(DeskPeople, { people, currentId: 'a', signInHref: '/sign-in', onswitch: async () => true });
	expect(screen.queryByRole('button', { name: 'Wisselen: Marga Terpstra' })).toBeNull();
	expect(screen.getByRole('button', { name: 'Wisselen: Joke Prins' })).toBeTruthy();
});

test('a right PIN switches and closes the question', async () => {
	const onswitch = vi.fn(async () => true);
	render(DeskPeople, { people, currentId: 'a', signInHref: '/sign-in', onswitch });
	await fireEvent.click(screen.getByRole('button', { name: 'Wisselen: Joke Prins' }));
	await typePin('482137');
	expect(onswitch).toHaveBeenCalledExactlyOnceWith('b', '482137');
	await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a wrong PIN is said, and the digits are gone', async () => {
	render(DeskPeople, { people, currentId: 'a', signInHref: '/sign-in', onswitch: async () => false });
	await fireEvent.click(screen.getByRole('button', { name: 'Wisselen: Joke Prins' }));
	await typePin('111111');
	await screen.findByText(/Deze pincode klopt niet/);
	expect(screen.getByRole('button', { name: /Wissel naar/ })).toHaveProperty('disabled', true);
});

test('who has no PIN here is sent to sign in once', async () => {
	render(DeskPeople, { people, currentId: 'a', signInHref: '/sign-in?school=12AB', onswitch: async () => true });
	await fireEvent.click(screen.getByRole('button', { name: 'Wisselen: Wil de Boer' }));
	expect(screen.getByRole('link', { name: 'Inloggen' }).getAttribute('href')).toBe('/sign-in?school=12AB');
});

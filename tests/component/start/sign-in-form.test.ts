import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import SignInForm from '#lib/ui/start/SignInForm.svelte';

const one = [{ brin: '12AB', name: 'Het Noorden', demo: false }];
const two = [...one, { brin: '34CD', name: 'Het Zuiden', demo: false }];

async function fill(name: string, secret: string): Promise<void> {
	await fireEvent.input(screen.getByLabelText(/Inlognaam/), { target: { value: name } });
	await fireEvent.input(screen.getByLabelText(/Wachtwoord of pincode/), { target: { value: secret } });
}

async function submit(): Promise<void> {
	await fireEvent.submit(screen.getByRole('button', { name: 'Inloggen' }).closest('form') as HTMLFormElement);
}

test('with one school nobody has to choose', async () => {
	const onsubmit = vi.fn();
	render(SignInForm, { schools: one, onsubmit });
	await fill(' sara.mee ', '482137');
	await submit();
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ brin: '12AB', name: 'sara.mee', secret: '482137' });
});

test('with several schools the choice is asked for before anything is sent', async () => {
	const onsubmit = vi.fn();
	render(SignInForm, { schools: two, onsubmit });
	await fill('sara', '482137');
	await submit();
	expect(onsubmit).not.toHaveBeenCalled();
	expect(screen.getByRole('alert').textContent).toBe('Kies eerst je school.');
	await fireEvent.click(screen.getByRole('radio', { name: /Het Zuiden/ }));
	await submit();
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ brin: '34CD', name: 'sara', secret: '482137' });
});

test('an empty field is named and nothing is sent', async () => {
	const onsubmit = vi.fn();
	render(SignInForm, { schools: one, onsubmit });
	await submit();
	expect(onsubmit).not.toHaveBeenCalled();
	expect(screen.getAllByText('Vul dit in.')).toHaveLength(2);
});

test('a locked account tells until when', () => {
	vi.useFakeTimers({ now: new Date('2026-11-23T08:00:00Z') });
	render(SignInForm, { schools: one, failed: { failure: 'locked', facts: { retryAfter: 15 * 60 } }, onsubmit: () => {} });
	expect(screen.getByRole('alert').textContent).toContain('op slot tot 09:15');
	vi.useRealTimers();
});

test('without a connection the page says who can go on', () => {
	render(SignInForm, { schools: one, failed: { failure: 'offline' }, onsubmit: () => {} });
	expect(screen.getByRole('alert').textContent).toContain('Wie hier al eerder was, kan gewoon verder');
});

test('a second press while signing in sends nothing more', async () => {
	const onsubmit = vi.fn();
	render(SignInForm, { schools: one, busy: true, onsubmit });
	await fill('sara', '482137');
	await fireEvent.submit(screen.getByRole('button', { name: 'Bezig met inloggen…' }).closest('form') as HTMLFormElement);
	expect(onsubmit).not.toHaveBeenCalled();
});

import { render, screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { m } from '#lib/i18n/paraglide/messages.js';
import Dialog from '#lib/ui/primitives/Dialog.svelte';
import { htmlSnippet } from './html-snippet.ts';

const actions = htmlSnippet('<span><button>Annuleren</button></span>');
const field = htmlSnippet('<label>Pasnummer <input /></label>');

function pressEscape(): void {
	document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
}

it('a dialog is named by its title and explained by its description', async () => {
	render(Dialog, { open: true, title: 'Pas vervangen', description: 'De oude pas blijft bekend.', actions });
	const dialog = await screen.findByRole('dialog', { name: 'Pas vervangen' });
	const description = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
	expect(description?.textContent).toBe('De oude pas blijft bekend.');
});

it('a dialog that asks for words begins in its first field', async () => {
	render(Dialog, { open: true, title: 'Pas vervangen', children: field, actions });
	await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Pasnummer')));
});

it('escape closes a dialog and says so once', async () => {
	const onclose = vi.fn();
	render(Dialog, { open: true, title: 'Pas vervangen', children: field, onclose });
	await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Pasnummer')));
	pressEscape();
	await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
	expect(onclose).toHaveBeenCalledOnce();
});

it('a destructive dialog is an alert without a cross, and the safe answer has the focus', async () => {
	render(Dialog, { open: true, destructive: true, title: 'Afschrijven?', actions });
	await screen.findByRole('alertdialog', { name: 'Afschrijven?' });
	expect(screen.queryByRole('button', { name: m.common_close() })).toBeNull();
	await waitFor(() => expect(document.activeElement?.textContent).toBe('Annuleren'));
});

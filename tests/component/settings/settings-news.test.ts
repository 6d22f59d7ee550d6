import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import SettingsNews from '#lib/ui/settings/SettingsNews.svelte';

beforeEach(() => overwriteGetLocale(() => 'nl'));

test('who has settings open while another saves hears what changed, and chooses whose stays only where both changed the same', async () => {
	const ontake = vi.fn();
	const { rerender } = render(SettingsNews, { changed: ['Naam', 'Vestigingen'], clashing: [], ontake });
	expect(screen.getByText('Anders geworden: Naam en Vestigingen.')).toBeTruthy();
	expect(screen.getByText('Wat jij hier invulde blijft staan.')).toBeTruthy();
	expect(screen.queryByRole('button', { name: 'Houd wat ik invulde' })).toBeNull();
	await rerender({ changed: ['Naam', 'Vestigingen'], clashing: ['Naam'], ontake });
	expect(screen.getByText('Jij wijzigde ook: Naam. Kies wat er blijft staan.')).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Houd wat ik invulde' }));
	await fireEvent.click(screen.getByRole('button', { name: 'Neem de wijziging over' }));
	expect(ontake.mock.calls).toEqual([[true], [false]]);
});

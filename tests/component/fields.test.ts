import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { m } from '#lib/i18n/paraglide/messages.js';
import Button from '#lib/ui/primitives/Button.svelte';
import LiveRegion from '#lib/ui/primitives/LiveRegion.svelte';
import NumberField from '#lib/ui/primitives/NumberField.svelte';
import ProgressBar from '#lib/ui/primitives/ProgressBar.svelte';
import TextField from '#lib/ui/primitives/TextField.svelte';
import { initialsOf } from '#lib/ui/primitives/initials.ts';
import { htmlSnippet } from './html-snippet.ts';

it('a wrong field says what is wrong to who cannot see it', () => {
	render(TextField, { label: 'Leerlingnummer', error: 'Dit nummer bestaat niet.', hint: 'Zes cijfers' });
	const input = screen.getByLabelText('Leerlingnummer');
	const words = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent?.trim());
	expect(words).toEqual(['Dit nummer bestaat niet.', 'Zes cijfers']);
	expect(input.getAttribute('aria-invalid')).toBe('true');
});

it('a number field stays within its bounds, by typing and by pressing', async () => {
	const onchange = vi.fn();
	render(NumberField, { label: 'Weken', value: 11, min: 1, max: 12, onchange });
	const more = screen.getByRole<HTMLButtonElement>('button', { name: m.common_number_more({ label: 'Weken' }) });
	await fireEvent.click(more);
	expect(onchange).toHaveBeenLastCalledWith(12);
	expect(more.disabled).toBe(true);
	await fireEvent.change(screen.getByLabelText('Weken'), { target: { value: '99' } });
	expect(onchange).toHaveBeenLastCalledWith(12);
	await fireEvent.change(screen.getByLabelText('Weken'), { target: { value: 'drie' } });
	expect(onchange).toHaveBeenLastCalledWith(undefined);
});

it('a busy button keeps the focus and does nothing', async () => {
	const onclick = vi.fn();
	render(Button, { busy: true, onclick, children: htmlSnippet('<span>Opslaan</span>') });
	const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Opslaan' });
	await fireEvent.click(button);
	expect(onclick).not.toHaveBeenCalled();
	expect(button.disabled).toBe(false);
});

it('progress says a hundred per cent only when all is done', async () => {
	const { rerender } = render(ProgressBar, { label: 'Ophalen', value: 29_999, total: 30_000 });
	expect(screen.getByRole('progressbar', { name: 'Ophalen' }).getAttribute('aria-valuenow')).toBe('99');
	await rerender({ value: 30_000 });
	expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('100');
});

it('the same outcome twice is spoken twice', async () => {
	const { container, rerender } = render(LiveRegion, { announcement: { id: 1, text: 'Uitgeleend' } });
	const first = container.querySelector('[aria-live=polite] p');
	await rerender({ announcement: { id: 2, text: 'Uitgeleend' } });
	const second = container.querySelector('[aria-live=polite] p');
	expect(second?.textContent).toBe('Uitgeleend');
	expect(second).not.toBe(first);
});

it('what must not be missed interrupts', () => {
	const { container } = render(LiveRegion, { announcement: { id: 1, text: 'Mag niet', urgent: true } });
	expect(container.querySelector('[aria-live=assertive]')?.textContent).toContain('Mag niet');
	expect(container.querySelector('[aria-live=polite]')?.textContent?.trim()).toBe('');
});

it('initials skip the small words of a name', () => {
	expect(initialsOf('Sara van der Meer')).toBe('SM');
	expect(initialsOf('Élodie')).toBe('É');
	expect(initialsOf('')).toBe('');
});

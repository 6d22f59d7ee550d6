import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import OutsideReaders, { type OutsideReader } from '#lib/ui/programmes/OutsideReaders.svelte';
import { chooseOption } from '../choose-option.ts';

beforeEach(() => overwriteGetLocale(() => 'nl'));

const noor: OutsideReader = { patronId: 'noor' as PatronId, name: 'Noor Berg', title: 'Lampje', fragment: 'p. 12', result: undefined };
const given = { next: 'Provinciale finale', closed: false, none: 'Nog niemand', onresult: vi.fn() };

describe('who reads in a round outside the school', () => {
	it('gets a result that may be taken back, and goes on to the next round by winning', async () => {
		const onresult = vi.fn();
		const { rerender } = render(OutsideReaders, { ...given, readers: [noor], onresult });
		const result = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Uitslag van Noor Berg' });
		await chooseOption(result, 'won');
		await chooseOption(result, '');
		expect(onresult.mock.calls).toEqual([['noor', 'won'], ['noor', null]]);
		expect(screen.queryByText('Gaat door naar Provinciale finale')).toBeNull();
		await rerender({ readers: [{ ...noor, result: 'won' }] });
		expect(screen.getByText('Gaat door naar Provinciale finale')).toBeDefined();
		await rerender({ readers: [{ ...noor, result: 'third' }] });
		expect(screen.queryByText('Gaat door naar Provinciale finale')).toBeNull();
	});

	it('is told apart where there is no consent, and only who wrote consent down is asked for it', async () => {
		const onconsent = vi.fn();
		const { rerender } = render(OutsideReaders, { ...given, readers: [{ ...noor, consent: false }], onconsent });
		expect(screen.getByText('Nog geen toestemming: de naam blijft op school.')).toBeDefined();
		await fireEvent.click(screen.getByRole('checkbox', { name: 'Toestemming van Noor Berg' }));
		expect(onconsent).toHaveBeenCalledWith('noor', true);
		await rerender({ readers: [noor] });
		expect(screen.queryByRole('checkbox')).toBeNull();
	});

	it('stays as it was once the edition is closed', () => {
		render(OutsideReaders, { ...given, readers: [{ ...noor, result: 'second' }], closed: true });
		expect(screen.getByText('Tweede')).toBeDefined();
		expect(screen.queryByRole('combobox')).toBeNull();
	});
});

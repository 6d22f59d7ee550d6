import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FiledDaysOff } from '#lib/domain/school/days-off/filed-days-off.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import DaysOffFile from '#lib/ui/settings/DaysOffFile.svelte';
import { newPeriod } from '#lib/ui/settings/period-draft.ts';
import { day } from '../../builders/domain.ts';

beforeEach(() => overwriteGetLocale(() => 'nl'));

const period = (name: string, from: string, to: string, change = {}) => ({ name, from: day(from), to: day(to), repeats: false, partOfDay: false, likely: true, ...change });

/** Chooses a file beside a list that holds Christmas. */
async function choose(answer: FiledDaysOff | 'empty') {
	const onadd = vi.fn();
	const present = [newPeriod('Kerstvakantie', '2026-12-19', '2027-01-03')];
	render(DaysOffFile, { present, today: day('2026-11-23'), read: async () => answer, onadd });
	const picker = screen.getByLabelText('Vrije dagen uit een bestand halen', { selector: 'input' });
	await fireEvent.change(picker, { target: { files: [new File(['x'], 'agenda.ics')] } });
	return onadd;
}

test('a file of days off is shown before anything is added, and only what was chosen comes into the list', async () => {
	const onadd = await choose({
		periods: [
			period('Kerst', '2026-12-19', '2027-01-03'),
			period('Meivakantie', '2027-04-24', '2027-05-02'),
			period('Open dag', '2027-02-01', '2027-02-01', { likely: false }),
			period('Studiedag', '2027-03-01', '2027-03-01', { repeats: true })
		],
		unread: [{ reason: 'noDate', text: 'Zomerfeest' }]
	});
	expect(await screen.findByText('Gevonden in agenda.ics')).toBeTruthy();
	expect(screen.getByText('1 periode staat al in je lijst')).toBeTruthy();
	expect(screen.getByText('‘Zomerfeest’: hier staat geen datum die klopt. Vul deze zelf in.')).toBeTruthy();
	expect(screen.getByText(/Alleen deze keer gaat mee/)).toBeTruthy();
	const ticked = screen.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked);
	expect(ticked).toEqual([false, true, true]);
	await fireEvent.click(screen.getByRole('checkbox', { name: /Studiedag/ }));
	expect(onadd).not.toHaveBeenCalled();
	await fireEvent.click(screen.getByRole('button', { name: '1 periode in de lijst zetten' }));
	expect(onadd.mock.calls[0]?.[0]).toMatchObject([{ name: 'Meivakantie', from: '2027-04-24', to: '2027-05-02' }]);
	expect(screen.getByRole('status').textContent).toBe('1 periode staat nu in de lijst. Kijk die na en bewaar.');
});

test('a file without days off says what to do, and leaves the list alone', async () => {
	const onadd = await choose('empty');
	expect((await screen.findByRole('alert')).textContent).toContain('Het bestand is leeg. Sla het opnieuw op');
	expect(onadd).not.toHaveBeenCalled();
});

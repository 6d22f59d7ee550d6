import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import AccountStep from '#lib/ui/setup/AccountStep.svelte';
import CalendarStep from '#lib/ui/setup/CalendarStep.svelte';
import { newDraft, schoolToSend } from '#lib/ui/setup/draft.ts';
import SchoolStep from '#lib/ui/setup/SchoolStep.svelte';
import { newPeriod } from '#lib/ui/settings/period-draft.ts';
import { day } from '../../builders/domain.ts';

const today = day('2026-11-23');
const type = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });
const goOn = (name = 'Verder') => fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);

test('a school needs a name and a BRIN of two digits and two letters before it goes on', async () => {
	const onnext = vi.fn();
	render(SchoolStep, { draft: newDraft(), onnext });
	await type(/Naam van de school/, 'Het Noorden');
	await type(/BRIN/, '1234');
	await goOn();
	expect(screen.getByText('Een BRIN heeft twee cijfers en twee letters, zoals 12AB.')).toBeTruthy();
	expect(onnext).not.toHaveBeenCalled();
	await type(/BRIN/, '12ab');
	await goOn();
	expect(onnext).toHaveBeenCalledOnce();
});

test('a region fills the calendar in, and what nobody knows for certain is asked for', async () => {
	const onnext = vi.fn();
	render(CalendarStep, { draft: newDraft(), today, read: async () => 'nothing' as const, onback: () => {}, onnext });
	await fireEvent.click(screen.getByRole('radio', { name: 'Zuid' }));
	const names = screen.getAllByLabelText(/^Naam/).map((field) => (field as HTMLInputElement).value);
	expect(names).toContain('Kerstvakantie');
	expect(screen.getByText(/Van Voorjaarsvakantie 2026-2027 en Zomervakantie 2026-2027/)).toBeTruthy();
	await goOn();
	expect(onnext).not.toHaveBeenCalled();
	expect(screen.getAllByText('Vul dit in.')).toHaveLength(2);
	for (const name of ['Voorjaarsvakantie 2026-2027', 'Zomervakantie 2026-2027']) {
		await fireEvent.click(screen.getByRole('button', { name: `${name} weghalen` }));
	}
	await goOn();
	expect(onnext).toHaveBeenCalledOnce();
});

test('a password that is too short for staff is told before anything is sent', async () => {
	const onsubmit = vi.fn();
	render(AccountStep, { onback: () => {}, onsubmit });
	await type(/Je naam/, 'Marjan de Wit');
	await type(/Inlognaam/, 'marjan');
	await type(/^Wachtwoord/, 'kort');
	await goOn('School aanmaken');
	expect(onsubmit).not.toHaveBeenCalled();
	await type(/^Wachtwoord/, 'kruistocht in spijkerbroek');
	await goOn('School aanmaken');
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ displayName: 'Marjan de Wit', loginName: 'marjan', password: 'kruistocht in spijkerbroek' });
});

test('what travels has numbered locations, periods in order, and the school itself as its only location when none was named', () => {
	const periods = [newPeriod('Zomer', '2027-07-10', '2027-08-22'), newPeriod('Kerst', '2026-12-19', '2027-01-03')];
	const draft = { ...newDraft(), brin: ' 12ab ', name: 'Het Noorden', periods };
	expect(schoolToSend(draft)).toMatchObject({ brin: '12AB', scenario: 1, locations: [{ name: 'Het Noorden', code: '12AB00' }] });
	expect(schoolToSend(draft).closurePeriods.map((period) => period.name)).toEqual(['Kerst', 'Zomer']);
	const two = schoolToSend({ ...draft, locations: ['Noord', ' ', 'Zuid'] });
	expect(two.locations).toEqual([{ name: 'Noord', code: '12AB00' }, { name: 'Zuid', code: '12AB01' }]);
});

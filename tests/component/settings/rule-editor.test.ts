import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { foretell } from '#lib/ui/settings/foretell.ts';
import LoanSimulator from '#lib/ui/settings/LoanSimulator.svelte';
import { newlyClosedDays } from '#lib/ui/settings/newly-closed.ts';
import RuleEditor from '#lib/ui/settings/RuleEditor.svelte';
import { aSchool, day } from '../../builders/domain.ts';

beforeEach(() => overwriteGetLocale(() => 'nl'));

const today = day('2026-11-23');
const ordinary = { material: 'book', loanType: 'normal', patronCategory: 'pupil' } as const;

test('a changed term is the school’s own rule, and the other terms stay', async () => {
	const onchange = vi.fn();
	render(RuleEditor, { rules: rulePresets.rsg, onchange });
	const dvd = screen.getByRole('group', { name: 'Dvd' });
	await fireEvent.change(within(dvd).getByLabelText('Dagen mee'), { target: { value: '14' } });
	const { terms } = rulePresets.rsg;
	expect(onchange).toHaveBeenCalledExactlyOnceWith({ ...rulePresets.rsg, preset: 'own', terms: [terms[0], { ...terms[1], days: 14 }, terms[2], terms[3]] });
});

test('the ordinary term cannot be removed, a deviating one can', () => {
	render(RuleEditor, { rules: rulePresets.rsg, onchange: () => {} });
	expect(screen.queryByRole('button', { name: 'Al het andere weghalen' })).toBeNull();
	expect(screen.getByRole('button', { name: 'Klassenset weghalen' })).toBeTruthy();
});

test('one final return date for the whole school is set and taken away, and those of classes stay', async () => {
	const onchange = vi.fn();
	const ofClass = { on: day('2027-06-01'), yearLayer: 6 };
	render(RuleEditor, { rules: { ...rulePresets.rsg, finalReturnDates: [ofClass] }, onchange });
	const field = screen.getByLabelText('Uiterste inleverdatum voor de hele school');
	await fireEvent.change(field, { target: { value: '2027-07-02' } });
	expect(onchange).toHaveBeenLastCalledWith(expect.objectContaining({ finalReturnDates: [ofClass, { on: '2027-07-02' }] }));
	await fireEvent.change(field, { target: { value: '' } });
	expect(onchange).toHaveBeenLastCalledWith(expect.objectContaining({ finalReturnDates: [ofClass] }));
});

test('fines can be switched on', async () => {
	const onchange = vi.fn();
	render(RuleEditor, { rules: rulePresets['three-mails'], onchange });
	await fireEvent.click(screen.getByRole('checkbox', { name: /Boete voor te laat/ }));
	expect(onchange).toHaveBeenCalledWith(expect.objectContaining({ fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } }));
});

test('the simulator tells the due date, a renewal and a fine in words', () => {
	render(LoanSimulator, { school: aSchool({ rules: rulePresets.rsg }), today });
	expect(screen.getByText('Vandaag geleend: terug op maandag 14 december 2026.')).toBeTruthy();
	expect(screen.getByText(/tot maandag 4 januari 2027. Hoogstens 2 keer/)).toBeTruthy();
	expect(screen.getByText(/Vijf schooldagen te laat, op maandag 21 december 2026:.*0,50 boete/)).toBeTruthy();
});

test('a holiday moves the due date, and its days are not counted for a fine', () => {
	const closurePeriods = [{ name: 'Kerst', from: day('2026-12-12'), to: day('2027-01-03') }];
	const told = foretell(aSchool({ rules: rulePresets.rsg, closurePeriods }), ordinary, today);
	expect(told).toMatchObject({ dueOn: '2027-01-04', lateOn: '2027-01-11', fineCents: 50 });
});

test('without renewals and fines the simulator says so', () => {
	const told = foretell(aSchool({ rules: rulePresets['three-mails'] }), { ...ordinary, loanType: 'classSet' }, today);
	expect(told).toMatchObject({ renewedUntil: undefined, fineCents: 0 });
});

test('only days that were open and become closed can touch a loan', () => {
	const before = aSchool({ closurePeriods: [{ name: 'A', from: day('2026-11-24'), to: day('2026-11-24') }] });
	const after = aSchool({ closurePeriods: [{ name: 'A', from: day('2026-11-20'), to: day('2026-11-29') }] });
	expect(newlyClosedDays(before, after, today)).toEqual(['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27']);
});

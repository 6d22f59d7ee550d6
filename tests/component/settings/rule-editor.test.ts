import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { coverAddressSchema, coverPreset } from '#lib/domain/catalogue/cover-address.ts';
import { lookUpPresets, lookUpSourceSchema, type LookUpSource } from '#lib/domain/catalogue/look-up-source.ts';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import type { LoanTerm } from '#lib/domain/school/school.ts';
import { scanFormats } from '#lib/domain/school/scanning.ts';
import type { LocationId } from '#lib/domain/shared/ids.ts';
import FinalDates from '#lib/ui/settings/FinalDates.svelte';
import { foretell } from '#lib/ui/settings/foretell.ts';
import { readLengths } from '#lib/ui/settings/lengths.ts';
import LimitEditor from '#lib/ui/settings/LimitEditor.svelte';
import LoanSimulator from '#lib/ui/settings/LoanSimulator.svelte';
import LookUpEditor from '#lib/ui/settings/LookUpEditor.svelte';
import RuleEditor from '#lib/ui/settings/RuleEditor.svelte';
import ScanningEditor from '#lib/ui/settings/ScanningEditor.svelte';
import TermEditor from '#lib/ui/settings/TermEditor.svelte';
import { aSchool, day } from '../../builders/domain.ts';
import { chooseOption } from '../choose-option.ts';

const today = day('2026-11-23');
const ordinary = { material: 'book', loanType: 'normal', patronCategory: 'pupil' } as const;

const choose = (label: string, value: string) => chooseOption(screen.getByLabelText<HTMLSelectElement>(label), value);

test('a changed term is the school’s own rule, and the other terms stay', async () => {
	const onchange = vi.fn();
	render(RuleEditor, { locations: [], rules: rulePresets.rsg, onchange });
	const dvd = screen.getByRole('group', { name: 'Dvd' });
	await fireEvent.change(within(dvd).getByLabelText('Dagen mee'), { target: { value: '14' } });
	const { terms } = rulePresets.rsg;
	expect(onchange).toHaveBeenCalledExactlyOnceWith({ ...rulePresets.rsg, preset: 'own', terms: [terms[0], { ...terms[1], days: 14 }, terms[2], terms[3]] });
});

test('the ordinary term cannot be removed, a deviating one can', () => {
	render(RuleEditor, { locations: [], rules: rulePresets.rsg, onchange: () => {} });
	expect(screen.queryByRole('button', { name: 'Al het andere weghalen' })).toBeNull();
	expect(screen.getByRole('button', { name: 'Klassenset weghalen' })).toBeTruthy();
});

test('a final return date of a year takes the place of its earlier one, and those of others stay', async () => {
	const onchange = vi.fn();
	const [ofSchool, ofYear] = [{ on: day('2027-07-02') }, { on: day('2027-06-01'), yearLayer: 6 }];
	const classes = [homeClassSchema.parse({ id: 'class-6', name: '6v1', yearLayer: 6 }), homeClassSchema.parse({ id: 'class-2', name: '2hv3', yearLayer: 2 })];
	render(FinalDates, { dates: [ofSchool, ofYear], classes, onchange });
	await choose('Voor wie', 'year:6');
	await fireEvent.input(screen.getByLabelText('Uiterste dag'), { target: { value: '2027-05-14' } });
	await fireEvent.click(screen.getByRole('button', { name: 'Uiterste inleverdatum toevoegen' }));
	expect(onchange).toHaveBeenLastCalledWith([ofSchool, { on: '2027-05-14', yearLayer: 6 }]);
	await fireEvent.click(screen.getByRole('button', { name: 'De hele school weghalen' }));
	expect(onchange).toHaveBeenLastCalledWith([ofYear]);
});

test('a limit of one kind is set and taken away beside the others', async () => {
	const onchange = vi.fn();
	render(LimitEditor, { limits: { perMaterialMaximum: { dvd: 1 }, perPatronCategoryMaximum: {} }, onchange });
	await fireEvent.change(screen.getByLabelText('Docent'), { target: { value: '20' } });
	expect(onchange).toHaveBeenLastCalledWith({ perMaterialMaximum: { dvd: 1 }, perPatronCategoryMaximum: { teacher: 20 } });
	await fireEvent.change(screen.getByLabelText('Dvd'), { target: { value: '' } });
	expect(onchange).toHaveBeenLastCalledWith({ perMaterialMaximum: {}, perPatronCategoryMaximum: {} });
});

test('a term of its own can be for a kind at a location, and not twice', async () => {
	const onchange = vi.fn<(terms: LoanTerm[]) => void>();
	const locations = [
		{ id: 'main' as LocationId, name: 'Hoofdgebouw' },
		{ id: 'annexe' as LocationId, name: 'Dependance' }
	];
	const annexe = { material: 'dvd', locationId: locations[1]?.id, days: 3, renewals: 0, renewalDays: 3 } as const;
	render(TermEditor, { terms: [...rulePresets.rsg.terms, annexe], locations, onchange });
	expect(screen.getByRole('group', { name: 'Dvd · Dependance' })).toBeTruthy();
	const add = screen.getByRole('button', { name: 'Regel toevoegen' });
	await choose('Soort', 'dvd');
	expect(add).toHaveProperty('disabled', true);
	await choose('Vestiging', 'main');
	await fireEvent.click(add);
	expect(onchange.mock.lastCall?.[0].at(-1)).toEqual({ material: 'dvd', locationId: 'main', days: 21, renewals: 0, renewalDays: 21 });
});

test('fines can be switched on', async () => {
	const onchange = vi.fn();
	render(RuleEditor, { locations: [], rules: rulePresets['three-mails'], onchange });
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

test('lengths of codes are read as people type them', () => {
	expect(readLengths('')).toEqual([]);
	expect(readLengths('13, 8 8')).toEqual([8, 13]);
	for (const wrong of ['acht', '0', '65', '8,5.5']) expect(readLengths(wrong)).toBeUndefined();
});

test('the last format cannot go without a word about it, and everything on again is no setting at all', async () => {
	const onchange = vi.fn();
	render(ScanningEditor, { scanning: { formats: scanFormats.filter((format) => format !== 'itf'), labelLengths: [], cardLengths: [] }, onchange });
	await fireEvent.click(screen.getByLabelText('ITF (2 of 5)'));
	expect(onchange).toHaveBeenLastCalledWith(undefined);
	await fireEvent.input(screen.getByLabelText('Tekens op een pas'), { target: { value: '6' } });
	expect(onchange).toHaveBeenLastCalledWith(expect.objectContaining({ cardLengths: [6] }));
});

test('a catalogue is chosen from the known ones, and a query without the ISBN is pointed at', async () => {
	const onchange = vi.fn<(sources: LookUpSource[]) => void>();
	const [first, second] = lookUpPresets;
	render(LookUpEditor, { sources: [{ ...(first as LookUpSource), query: 'titel=wat' }], onchange });
	expect(screen.getByText('In de zoekvraag moet {isbn} staan.')).toBeTruthy();
	await choose('Bekende catalogus', second?.name ?? '');
	await fireEvent.click(screen.getByRole('button', { name: 'Catalogus toevoegen' }));
	expect(onchange.mock.lastCall?.[0].at(-1)).toEqual(second);
});

test('every known catalogue is a valid setting', () => {
	for (const preset of lookUpPresets) expect(lookUpSourceSchema.parse(preset)).toEqual(preset);
	expect(coverAddressSchema.parse(coverPreset)).toBe(coverPreset);
});

import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import RuleTable from '#lib/ui/settings/RuleTable.svelte';
import { aSchool, day } from '../../builders/domain.ts';

const christmas = { name: 'Kerstvakantie', from: day('2026-12-12'), to: day('2027-01-03') };

function cellsOf(name: string): string[] {
	const row = screen.getByRole('rowheader', { name }).closest('tr') as HTMLElement;
	return within(row).getAllByRole('cell').map((cell) => (cell.textContent ?? '').trim());
}

test('each line says for what it counts, how long, how often renewed, and when a copy lent today comes back', () => {
	render(RuleTable, { school: aSchool({ rules: rulePresets.rsg }), today: day('2026-11-23') });
	expect(cellsOf('Al het andere')).toEqual(['21 dagen', '2 × 21 dagen', 'ma 14 dec']);
	expect(cellsOf('Dvd')).toEqual(['7 dagen', '2 × 7 dagen', 'ma 30 nov']);
	expect(cellsOf('Klassenset')).toEqual(['42 dagen', 'kan niet', 'ma 4 jan']);
});

test('a day on which the school is closed is no day to come back', () => {
	render(RuleTable, { school: aSchool({ rules: rulePresets.rsg, closurePeriods: [christmas] }), today: day('2026-11-23') });
	expect(cellsOf('Al het andere')[2]).toBe('ma 4 jan');
});

test('maxima, card and fine stand beside it in words', () => {
	render(RuleTable, { school: aSchool({ rules: rulePresets.rsg }), today: day('2026-11-23') });
	expect(screen.getByText('hoogstens 5, waarvan 2 over één onderwerp')).toBeTruthy();
	expect(screen.getByText(/0,10 per schooldag te laat/)).toBeTruthy();
});

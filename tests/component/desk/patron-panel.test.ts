import { render, screen } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { calendarDateOf } from '#lib/domain/shared/calendar-date.ts';
import PatronPanel from '#lib/ui/desk/PatronPanel.svelte';
import type { LoanFace } from '#lib/ui/desk/patron-face.ts';

const loan = (id: string, daysLate: number, pending = false): LoanFace => ({
	id,
	title: `Titel ${id}`,
	authors: [],
	dueOn: calendarDateOf('2026-12-14'),
	daysLate,
	pending
});

function show(over: Partial<Parameters<typeof render<typeof PatronPanel>>[1]> = {}) {
	const acts = { onclose: vi.fn(), onrenew: vi.fn(), onrenewall: vi.fn(), onreplacecard: vi.fn() };
	const patron = { name: 'Sofia Achahbar', group: '1a', pageHref: '/desk/patrons/patron?id=p' };
	render(PatronPanel, { patron, flags: [], loans: [loan('a', 17), loan('b', 0, true)], holds: [], ...acts, ...over });
	return acts;
}

describe('the patron at the desk', () => {
	test('is named with the class, and each loan says when it must be back or how late it is', () => {
		show();
		expect(screen.getByRole('heading', { name: 'Sofia Achahbar' })).toBeTruthy();
		expect(screen.getByText('1a')).toBeTruthy();
		const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
		expect(rows[0]).toContain('17 dagen te laat');
		expect(rows[1]).toMatch(/terug ma 14 dec.*Nog niet verstuurd/s);
		expect(screen.getByRole('heading', { name: /2 uitleningen.*1 te laat/s })).toBeTruthy();
	});

	test('shows the holds that lie ready and what must be said', () => {
		show({
			flags: [{ key: 'blocked', tone: 'refused', text: 'Geblokkeerd: rekening open' }],
			holds: [
				{ id: 'h1', title: 'Joe Speedboot', ready: true },
				{ id: 'h2', title: 'De avonden', ready: false, place: 2 }
			]
		});
		expect(screen.getByText('Ligt klaar: Joe Speedboot')).toBeTruthy();
		expect(screen.getByText('Geblokkeerd: rekening open')).toBeTruthy();
		expect(screen.getByText('plaats 2 in de rij')).toBeTruthy();
	});

	test('renews the loan whose button is pressed, or all of them', () => {
		const { onrenew, onrenewall } = show();
		screen.getByRole('button', { name: 'Verlengen: Titel b' }).click();
		expect(onrenew).toHaveBeenCalledExactlyOnceWith('b');
		screen.getByRole('button', { name: 'Alles verlengen' }).click();
		expect(onrenewall).toHaveBeenCalledOnce();
	});

	test('warns in the last seconds before it closes by itself, not sooner', () => {
		show({ secondsLeft: 40 });
		expect(screen.queryByText(/sluit over/)).toBeNull();
		document.body.innerHTML = '';
		show({ secondsLeft: 9 });
		expect(screen.getByText('sluit over 9 seconden')).toBeTruthy();
	});
});

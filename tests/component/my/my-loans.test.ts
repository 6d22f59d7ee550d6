import { render, screen, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { calendarDateOf } from '#lib/domain/shared/calendar-date.ts';
import type { CopyId, HoldId, InstallationId, AccountId, LoanId, OperationId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import MyLoans from '#lib/ui/my/MyLoans.svelte';

const today = calendarDateOf('2026-11-23');
const patronId = 'p1' as PatronId;
const title = (name: string) => titleSchema.parse({ id: name.replaceAll(' ', '-'), title: name, authors: ['Dragt, Tonke'] });
const source = { operationId: 'i:1' as OperationId, installationId: 'i' as InstallationId, accountId: 'a' as AccountId };

function borrowed(name: string, dueOn: string, more: Partial<OpenLoan> = {}, pending = false) {
	const loan: OpenLoan = {
		id: `loan-${name}` as LoanId,
		copyId: `copy-${name}` as CopyId,
		patronId,
		lentAt: 0,
		dueOn: calendarDateOf(dueOn),
		renewals: 0,
		certain: true,
		source,
		...more
	};
	return { loan, title: title(name), pending };
}

function held(name: string, status: Hold['status'], place?: number, shelvedUntil?: string) {
	const hold: Hold = {
		id: `hold-${name}` as HoldId,
		titleId: `title-${name}` as TitleId,
		patronId,
		placedAt: 0,
		priority: 0,
		status,
		...(shelvedUntil ? { shelvedUntil: calendarDateOf(shelvedUntil) } : {})
	};
	return { hold, title: title(name), place, shelfTimeOver: false, pending: false };
}

const nothing = { today, loans: [], holds: [], returned: [], onrenew: () => {}, oncancel: () => {} };

test('what is late stands above everything, in kind words', () => {
	render(MyLoans, { ...nothing, loans: [borrowed('Te laat', '2026-11-19'), borrowed('Op tijd', '2026-12-01')] });
	const headings = screen.getAllByRole('heading').map((heading) => heading.textContent);
	expect(headings.slice(0, 2)).toEqual(['Nu inleveren', 'Thuis']);
	expect(screen.getByText(/Geeft niet/)).toBeTruthy();
	expect(within(screen.getByRole('list', { name: 'Nu inleveren' })).queryByText('Op tijd')).toBeNull();
});

test('one tap asks to renew that loan', async () => {
	const onrenew = vi.fn();
	const line = borrowed('De brief voor de koning', '2026-12-01');
	render(MyLoans, { ...nothing, loans: [line], onrenew });
	screen.getByRole('button', { name: 'Verlengen: De brief voor de koning' }).click();
	expect(onrenew).toHaveBeenCalledExactlyOnceWith(line);
});

test('why a loan cannot be renewed stands in the place of the button', () => {
	const line = borrowed('Lampje', '2026-12-01');
	render(MyLoans, { ...nothing, loans: [line], renewals: { [line.loan.id]: { done: false, text: 'Iemand anders wacht op dit boek.' } } });
	expect(screen.queryByRole('button', { name: /Verlengen/ })).toBeNull();
	expect(screen.getByText(/Iemand anders wacht op dit boek/)).toBeTruthy();
});

test('what the server has not confirmed says so', () => {
	render(MyLoans, { ...nothing, loans: [borrowed('Zeker', '2026-12-01'), borrowed('Voorlopig', '2026-12-01', {}, true)] });
	expect(screen.getAllByText('Nog niet verstuurd')).toHaveLength(1);
});

test('a title that lies ready comes before titles that are waited for, with the last day to fetch it', () => {
	render(MyLoans, { ...nothing, holds: [held('Wachtend', 'waiting', 3), held('Klaar', 'onShelf', undefined, '2026-11-27')] });
	expect(screen.getByText('Haal het op vóór of op vr 27 nov.')).toBeTruthy();
	expect(screen.getByText('Plaats 3 in de rij')).toBeTruthy();
	const headings = screen.getAllByRole('heading').map((heading) => heading.textContent);
	expect(headings.indexOf('Er ligt een boek voor je klaar')).toBeLessThan(headings.indexOf('Gereserveerd'));
});

test('an empty page teaches how loans and holds come about', () => {
	render(MyLoans, nothing);
	expect(screen.getByText('Nog niets thuis')).toBeTruthy();
	expect(screen.getByRole('link', { name: 'Zoek een boek' }).getAttribute('href')).toBe('/catalogue');
	expect(screen.getByText(/Reserveren/)).toBeTruthy();
});

test('a title the catalogue does not know still shows its loan', () => {
	render(MyLoans, { ...nothing, loans: [{ ...borrowed('x', '2026-12-01'), title: undefined }] });
	expect(screen.getByText('Onbekende titel')).toBeTruthy();
});

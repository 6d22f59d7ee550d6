import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { lookUpTroubles } from '#lib/protocol/look-up.ts';
import { lookUpTroubleText } from '#lib/i18n/look-up-text.ts';
import IsbnRows from '#lib/ui/cataloguing/IsbnRows.svelte';
import { isbnLines } from '../../../src/routes/catalogue/edit/isbn/isbn-lines.ts';
import { aTitle } from '../../builders/domain.ts';

const isbns = { waiting: '9789041413680', found: '9789025863524', unknown: '9789025863531', known: '9789045125503', unasked: '9789000000005' };
const { id: _id, ...proposed } = aTitle({ title: 'Voorgesteld', isbns: [isbns.found] });
const about = (isbn: string, change = {}) => ({ installationId: 'desk-1', isbn, addedAt: 1, count: 1, ...change });
const answer = (isbn: string, change = {}) => ({ isbn, proposals: [], troubles: [], sources: 1, ...change });
const entries = [
	about(isbns.waiting, { count: 3 }),
	about(isbns.found, { answer: answer(isbns.found, { proposals: [{ source: 'Zebra', title: proposed }] }) }),
	about(isbns.unknown, { answer: answer(isbns.unknown, { troubles: [{ source: 'Zebra', trouble: 'timeout' as const }] }) }),
	about(isbns.unasked, { answer: answer(isbns.unasked, { sources: 0 }) }),
	about(isbns.known)
];
const queries = { titleByIsbn: (isbn: string) => (isbn === isbns.known ? aTitle({ title: 'Van ons' }) : undefined) };

it('each scanned ISBN says how far it is and what to do with it', () => {
	render(IsbnRows, { lines: isbnLines(entries, undefined, queries), onagain: () => {}, onremove: () => {} });
	const rows = screen.getAllByRole('listitem').map((row) => within(row));
	expect(rows.map((row) => row.getByRole('link').textContent.trim())).toEqual(['Met de hand invullen', 'Nakijken en toevoegen', 'Met de hand invullen', 'Met de hand invullen', 'Exemplaren toevoegen']);
	for (const [place, text] of ['wacht op verbinding', 'gevonden bij Zebra', 'nergens gevonden', 'geen catalogus gekozen', 'al in de collectie'].entries()) {
		expect(rows[place]?.getByText(text)).toBeTruthy();
	}
	expect(rows[0]?.getByText('3 keer gescand')).toBeTruthy();
	expect(rows[2]?.getByText('Zebra: antwoordt niet op tijd.')).toBeTruthy();
	expect(rows[4]?.getByRole('link').getAttribute('href')).toContain(`isbn=${isbns.known}`);
});

it('one that is being asked says so; one that nobody knew is asked again, and any can be taken off', async () => {
	const [onagain, onremove] = [vi.fn(), vi.fn()];
	render(IsbnRows, { lines: isbnLines(entries.slice(0, 3), isbns.waiting, queries), onagain, onremove });
	expect(screen.getByText('wordt opgezocht')).toBeTruthy();
	await fireEvent.click(screen.getByRole('button', { name: 'Nog eens zoeken' }));
	await fireEvent.click(screen.getByRole('button', { name: `${isbns.found} van de lijst halen` }));
	expect([onagain.mock.calls, onremove.mock.calls]).toEqual([[[isbns.unknown]], [[isbns.found]]]);
});

it('every trouble of a catalogue has a sentence of its own', () => {
	const sentences = lookUpTroubles.map((trouble) => lookUpTroubleText({ source: 'Zebra', trouble }));
	expect(new Set(sentences).size).toBe(lookUpTroubles.length);
});

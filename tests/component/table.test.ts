import { render, screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Table from '#lib/ui/primitives/Table.svelte';
import { htmlSnippet } from './html-snippet.ts';

type Row = { id: string; title: string; late: number };
const columns = [
	{ key: 'title', label: 'Titel', lead: true, text: (row: Row) => row.title },
	{ key: 'late', label: 'Dagen te laat', numeric: true, text: (row: Row) => String(row.late) }
];
const rows: Row[] = [
	{ id: '1', title: 'Boy 7', late: 0 },
	{ id: '2', title: 'Lampje', late: 12 }
];
const keyOf = (row: Row) => row.id;

it('a table is named by its caption, also when the caption is not shown', () => {
	render(Table<Row>, { caption: 'Wat Sara thuis heeft', captionHidden: true, columns, rows, keyOf });
	const caption = within(screen.getByRole('table')).getByText('Wat Sara thuis heeft');
	expect(caption.tagName).toBe('CAPTION');
	expect(caption.classList.contains('visually-hidden')).toBe(true);
});

it('every row is named by its title and every cell carries its column for a phone', () => {
	render(Table<Row>, { caption: 'Thuis', columns, rows, keyOf });
	const row = screen.getByRole('rowheader', { name: 'Lampje' }).closest('tr');
	const cell = within(row as HTMLElement).getByRole('cell');
	expect(cell.textContent?.trim()).toBe('12');
	expect(cell.dataset.label).toBe('Dagen te laat');
	expect(cell.classList.contains('numeric')).toBe(true);
});

it('keeps the meaning of a table when the rows are laid out as cards', () => {
	render(Table<Row>, { caption: 'Thuis', columns, rows, keyOf });
	expect(screen.getAllByRole('row').map((row) => row.getAttribute('role'))).toEqual(['row', 'row', 'row']);
	expect(screen.getAllByRole('columnheader')).toHaveLength(2);
});

it('teaches instead of showing nothing', () => {
	render(Table<Row>, { caption: 'Thuis', columns, rows: [], keyOf, empty: htmlSnippet('<p>Nog niets geleend</p>') });
	expect(screen.getByText('Nog niets geleend')).toBeTruthy();
});

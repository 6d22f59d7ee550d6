import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ColumnChoice from '#lib/ui/import/ColumnChoice.svelte';
import LineList from '#lib/ui/import/LineList.svelte';
import RehearsalOutcome from '#lib/ui/import/RehearsalOutcome.svelte';
import type { Rehearsal } from '#lib/ui/import/rehearsal.ts';

const rehearsal = (change: Partial<Rehearsal> = {}): Rehearsal => ({
	kind: 'catalogue',
	format: 'CSV ; windows-1252',
	report: { rows: 2, titles: 2, copies: 1200, patrons: 0, isbn: { valid: 1, restored: 0, rejected: 0 }, skipped: [], warnings: [] },
	changes: { created: 1202, changed: 0, unchanged: 0 },
	createdOfKind: { title: 2, copy: 1200 },
	differences: [{ kind: 'copy', id: 'copy-1', change: 'created', name: '20000018 · Lampje', fields: [] }],
	proposals: [],
	columns: { cells: ['Titel'], fields: ['title', 'barcode'], chosen: { title: 0 }, samples: ['Lampje'], unneeded: [] },
	...change
});

test('a rehearsal says of what kinds the new records are, and how the file was read', () => {
	render(RehearsalOutcome, { plan: rehearsal() });
	expect(screen.getByText('1.202: Titels 2 en Exemplaren 1.200')).toBeTruthy();
	expect(screen.getByText('CSV met puntkomma’s (Windows-1252)')).toBeTruthy();
	expect(screen.getByText('20000018 · Lampje').closest('tr')?.textContent).toMatch(/Exemplaren/);
});

test('a file without barcodes is warned about, one that has them or is MARC is not', () => {
	const { unmount } = render(RehearsalOutcome, { plan: rehearsal() });
	expect(screen.getByText('Dit bestand heeft geen barcodes')).toBeTruthy();
	unmount();
	for (const columns of [undefined, { cells: ['Titel', 'Label'], fields: ['title', 'barcode'], chosen: { title: 0, barcode: 1 }, samples: [], unneeded: [] }]) {
		const shown = render(RehearsalOutcome, { plan: rehearsal({ columns }) });
		expect(screen.queryByText('Dit bestand heeft geen barcodes')).toBeNull();
		shown.unmount();
	}
});

test('a column shows what stands in it, or that it is not kept', () => {
	const columns = { cells: ['Nr', 'Geb.dat'], fields: ['number'], chosen: { number: 0 }, samples: ['000101', ''], unneeded: [1] };
	render(ColumnChoice, { columns, onchange: () => undefined });
	const hintOf = (label: RegExp) => document.getElementById(screen.getByLabelText(label).getAttribute('aria-describedby') ?? '')?.textContent;
	expect(hintOf(/^Nr/)).toBe('Bijvoorbeeld 000101');
	expect(hintOf(/^Geb.dat/)).toBe('Niet nodig om te lenen. We bewaren dit niet.');
});

test('the rows of a file without lines are counted as records', () => {
	render(LineList, { title: 'Overgeslagen', lines: [{ line: 3, reason: 'recordCut' }], fileName: 'x.csv', place: 'Record' });
	expect(screen.getByRole('columnheader', { name: 'Record' })).toBeTruthy();
});

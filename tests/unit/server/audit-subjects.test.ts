import { expect, it } from 'vitest';
import { subjectsOf } from '#lib/server/audit/subjects.ts';

it.each([
	['check-out', { loanId: 'l', copyId: 'c', patronId: 'p' }, ['copy c', 'patron p']],
	['settle-incident', { incidentId: 'i', answer: { holder: 'p' }, loanId: 'l' }, ['patron p']],
	['settle-incident', { incidentId: 'i', answer: { holder: 'onShelf' }, loanId: 'l' }, []],
	['edit-patron', { id: 'p', base: {}, change: {} }, ['patron p']],
	['edit-title', { id: 't', base: {}, change: {} }, []],
	['add-copy', { copy: { id: 'c', titleId: 't' } }, ['copy c']],
	['merge-patrons', { fromPatronId: 'p', toPatronId: 'q' }, ['patron p', 'patron q']],
	['anything', null, []]
])('%s is about the copies and patrons it names', (type, payload, expected) => {
	expect(subjectsOf(type, payload).map(({ kind, id }) => `${kind} ${id}`)).toEqual(expected);
});

import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import ClassGrid from '#lib/ui/classes/ClassGrid.svelte';
import { classLines, type ClassRow } from '#lib/ui/classes/class-row.ts';
import LessonForm from '#lib/ui/classes/LessonForm.svelte';
import { day } from '../../builders/domain.ts';

const pupil = (id: string, familyName: string, change: Partial<ClassPupil> = {}): ClassPupil => ({ id: `2b.${id}`, groupId: '2b' as never, patronId: id as never, givenName: 'Sara', familyName, homeClassId: '2b' as never, homeClassName: '2b', ...change });
const cell = { progress: { state: 'busy', steps: [{ stepId: 'a', have: 1, need: 3 }], counts: { titles: 1, readings: 1 } }, stuck: true, pending: true } as const;
const rows: ClassRow[] = [
	{ pupil: pupil('p1', '=1+1'), state: 'stuck', minutes: 20, finished: undefined, programmes: new Map([['e', cell]]) },
	{ pupil: pupil('p2', 'Bos', { homeClassName: '2c', homeClassId: '2c' as never }), state: 'none', minutes: 0, finished: undefined, programmes: new Map() }
];
const editions = [{ id: 'e', name: 'De Weddenschap' }];

describe('the grid of a class', () => {
	it('shows everybody with standing, minutes, programmes and until when it is true, and chooses by row or all', () => {
		const onchoose = vi.fn<(ids: string[]) => void>();
		render(ClassGrid, { caption: 'Leerlingen van 2b', rows, editions, homeClassId: '2b', now: 0, chosen: [], onchoose });
		const [, first, second] = screen.getAllByRole('row');
		expect(first?.textContent).toMatch(/vast.*20.*vast, 1 van 3.*nog niet verstuurd.*nog geen eigen apparaat/s);
		expect(second?.textContent).toMatch(/2c.*doet nergens aan mee/s);
		within(second as HTMLElement).getByRole('checkbox').click();
		expect(onchoose).toHaveBeenLastCalledWith(['p2']);
		screen.getByRole('checkbox', { name: 'Leerling' }).click();
		expect(onchoose).toHaveBeenLastCalledWith(['p1', 'p2']);
	});

	it('goes to paper and spreadsheet as the same lines', () => {
		const { header, lines } = classLines(rows, editions, 0);
		expect(header).toHaveLength(lines[0]?.length ?? 0);
		expect(lines[0]).toEqual(['=1+1, Sara', '2b', 'vast', '–', '20', 'vast, 1 van 3', 'nog geen eigen apparaat']);
	});
});

it('a lesson that is still to come is not noted', () => {
	const onsave = vi.fn();
	render(LessonForm, { today: day('2026-11-23'), onsave, oncancel: () => {} });
	const date = screen.getByLabelText('Dag');
	(date as HTMLInputElement).value = '2026-11-24';
	date.dispatchEvent(new Event('input', { bubbles: true }));
	screen.getByRole('button', { name: 'Les noteren' }).click();
	expect(onsave).not.toHaveBeenCalled();
});

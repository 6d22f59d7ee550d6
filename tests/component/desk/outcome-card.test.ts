import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import OutcomeCard from '#lib/ui/desk/OutcomeCard.svelte';
import OverrideForm from '#lib/ui/desk/OverrideForm.svelte';
import ScanLog from '#lib/ui/desk/ScanLog.svelte';
import type { OutcomeFace } from '#lib/ui/desk/outcome-face.ts';

const face: OutcomeFace = { tone: 'lent', word: 'Uitgeleend', headline: 'Joe Speedboot', lines: ['Terug op ma 14 dec'] };

describe('the outcome of a scan', () => {
	test('is told by a word, the title and the reasons, not by colour alone', () => {
		render(OutcomeCard, { face });
		expect(screen.getByRole('region', { name: 'Uitgeleend' }).textContent).toMatch(/Uitgeleend.*Joe Speedboot.*Terug op/s);
	});

	test('offers what can be done about it', () => {
		const actions = createRawSnippet(() => ({ render: () => '<button>Ongedaan maken</button>' }));
		render(OutcomeCard, { face, actions });
		expect(screen.getByRole('button', { name: 'Ongedaan maken' })).toBeTruthy();
	});
});

describe('lending after advice', () => {
	test('takes one tap, with the usual reason', () => {
		const onoverride = vi.fn();
		render(OverrideForm, { label: 'Toch uitlenen', onoverride });
		screen.getByRole('button', { name: 'Toch uitlenen' }).click();
		expect(onoverride).toHaveBeenCalledExactlyOnceWith('Uitzondering aan de balie');
	});

	test('takes the reason that was typed before the one that was chosen', () => {
		const onoverride = vi.fn();
		render(OverrideForm, { label: 'Toch uitlenen', onoverride });
		const own = screen.getByLabelText<HTMLInputElement>('Andere reden');
		own.value = 'Broer neemt het mee';
		own.dispatchEvent(new InputEvent('input', { bubbles: true }));
		screen.getByRole('button', { name: 'Toch uitlenen' }).click();
		expect(onoverride).toHaveBeenCalledExactlyOnceWith('Broer neemt het mee');
	});
});

describe('the log of scans', () => {
	const line = (key: string, undone = false, canUndo = true) => ({ key, at: 0, face, patron: 'Sofia Achahbar', undone, canUndo });

	test('undoes the line whose button is pressed', () => {
		const onundo = vi.fn();
		render(ScanLog, { lines: [line('2'), line('1')], onundo });
		screen.getAllByRole('button', { name: /Ongedaan maken: Uitgeleend: Joe Speedboot/ })[1]?.click();
		expect(onundo).toHaveBeenCalledExactlyOnceWith('1');
	});

	test('keeps what was undone, says so, and does not offer it again', () => {
		render(ScanLog, { lines: [line('1', true)], onundo: vi.fn() });
		expect(screen.getByRole('listitem').textContent).toMatch(/Joe Speedboot.*Ongedaan gemaakt/s);
		expect(screen.queryByRole('button')).toBeNull();
	});

	test('offers no undo where nothing was changed', () => {
		render(ScanLog, { lines: [line('1', false, false)], onundo: vi.fn() });
		expect(screen.queryByRole('button')).toBeNull();
	});
});

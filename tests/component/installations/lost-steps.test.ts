import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { InstallationFacts } from '#lib/ui/installations/installation.ts';
import LostSteps from '#lib/ui/installations/LostSteps.svelte';

const tablet: InstallationFacts = {
	id: 'one',
	name: 'Balie 1',
	kind: 'desk',
	registeredAt: 0,
	lastContact: Date.parse('2026-11-26T09:00:00Z'),
	build: 'test',
	lastN: 40,
	maxN: 40,
	oldestPending: null,
	persisted: true,
	free: null,
	clockOffset: null,
	endedAt: null,
	endedWhy: null,
	gaps: []
};

describe('what to do about a device', () => {
	it('says that everything has arrived, and asks for nothing to be entered again', () => {
		const { container } = render(LostSteps, { installation: tablet });
		expect(container.textContent).not.toContain('voer dat opnieuw in');
		expect(screen.queryByRole('button')).toBeNull();
	});

	it('names the numbers that a restored backup lacks, and says how to make up for them', () => {
		const { container } = render(LostSteps, { installation: { ...tablet, gaps: [{ from: 12, to: 15 }] } });
		expect(container.textContent).toContain('12 tot en met 15');
		expect(container.textContent).toContain('voer dat opnieuw in');
	});

	it('asks to find out what was lent when work never arrived, and blocks at a word', async () => {
		const onblock = vi.fn();
		const { container } = render(LostSteps, { installation: { ...tablet, maxN: 43 }, onblock });
		expect(container.textContent).toContain('Zoek uit wat er niet is aangekomen');
		await fireEvent.click(screen.getByRole('button', { name: /[Bb]lokkeren/ }));
		expect(onblock).toHaveBeenCalledOnce();
	});
});

import { describe, expect, it } from 'vitest';
import { addMinutes } from '#lib/domain/classroom/reading-session.ts';
import { overviewState } from '#lib/domain/classroom/overview.ts';
import { programmeText } from '#lib/ui/classes/class-row.ts';
import { day } from '../../builders/domain.ts';

const part = (state: 'notTakingPart' | 'notStarted' | 'busy' | 'done', stuck = false) => ({ state, stuck });

describe('how a pupil is doing over several programmes', () => {
	it('is stuck as soon as one programme is, done when all are, and not started when none is', () => {
		expect(overviewState([part('done'), part('busy', true), part('notStarted')])).toBe('stuck');
		expect(overviewState([part('done'), part('done'), part('notTakingPart')])).toBe('done');
		expect(overviewState([part('notStarted'), part('notStarted')])).toBe('notStarted');
		expect(overviewState([part('notStarted'), part('done')])).toBe('busy');
		expect(overviewState([part('notTakingPart')])).toBe('none');
		expect(overviewState([])).toBe('none');
	});

	it('says how far in words', () => {
		const cell = (state: 'busy' | 'notTakingPart', have: number, stuck = false) => ({ progress: { state, steps: [{ stepId: 'a', have, need: 3 }], counts: { titles: have, readings: have } }, stuck, pending: false });
		expect(programmeText(cell('busy', 2))).toBe('2 van 3');
		expect(programmeText(cell('busy', 1, true))).toBe('vast, 1 van 3');
		expect(programmeText(cell('notTakingPart', 0))).toBe('–');
		expect(programmeText(undefined)).toBe('–');
	});
});

it('minutes of free reading add up by school year, in any order', () => {
	const sessions = [{ on: day('2026-07-31'), minutes: 10 }, { on: day('2026-08-01'), minutes: 20 }, { on: day('2027-06-01'), minutes: 5 }];
	const sums = { '2025-2026': 10, '2026-2027': 25 };
	expect(sessions.reduce(addMinutes, {})).toEqual(sums);
	expect(sessions.toReversed().reduce(addMinutes, {})).toEqual(sums);
});

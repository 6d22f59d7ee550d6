import { describe, expect, it } from 'vitest';
import { afterAttempt, lockedFor, type AttemptCount } from '#lib/server/auth/attempt-limit.ts';

const limit = { most: 3, period: 1000 };

function attemptsAt(...times: number[]): AttemptCount | undefined {
	return times.reduce<AttemptCount | undefined>((count, at) => afterAttempt(count, at, limit), undefined);
}

describe('attempts', () => {
	it('are free below the limit', () => {
		expect(lockedFor(undefined, 5)).toBe(0);
		expect(lockedFor(attemptsAt(0, 1), 2)).toBe(0);
	});

	it('lock for a whole period when the limit is reached', () => {
		expect(lockedFor(attemptsAt(0, 1, 2), 2)).toBe(1000);
		expect(lockedFor(attemptsAt(0, 1, 2), 1001)).toBe(1);
		expect(lockedFor(attemptsAt(0, 1, 2), 1002)).toBe(0);
	});

	it('begin anew after a lock', () => {
		expect(attemptsAt(0, 1, 2, 1002)).toEqual({ attempts: 1, since: 1002, lockedUntil: undefined });
	});

	it('age: those of an earlier period are forgotten', () => {
		expect(lockedFor(attemptsAt(0, 1, 1000, 1001), 1001)).toBe(0);
	});
});

import { describe, expect, it } from 'vitest';
import { isLeaseOver } from '#lib/client/device/lease.ts';

const day = 86_400_000;

describe('a desk that was long without the server', () => {
	it('asks who stands there once the days of the school are over, and not before', () => {
		expect(isLeaseOver(0, 14 * day, 14)).toBe(false);
		expect(isLeaseOver(0, 14 * day + 1, 14)).toBe(true);
	});

	it('never asks where the school wants none of it, or where nothing is remembered yet', () => {
		expect(isLeaseOver(0, 900 * day, 0)).toBe(false);
		expect(isLeaseOver(undefined, 900 * day, 14)).toBe(false);
	});
});

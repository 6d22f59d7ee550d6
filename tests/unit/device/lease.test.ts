import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLeaseOver, leaseSince, rememberContact, rememberedContact } from '#lib/client/device/lease.ts';

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

describe('the last contact', () => {
	beforeEach(() => {
		const kept = new Map<string, string>();
		vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
	});
	afterEach(() => vi.unstubAllGlobals());

	it('is told by the clock of the device, and the lease counts by the right one', () => {
		const [asRead, offset] = [20 * day, -2 * 3_600_000];
		localStorage.setItem('mediatheek-clock-offset', String(offset));
		rememberContact('desk-1', asRead + offset);
		expect(rememberedContact('desk-1')).toBe(asRead);
		expect(leaseSince('desk-1')).toBe(asRead + offset);
	});
});

import { describe, expect, it } from 'vitest';
import { isInTime, lateWorkDays } from '#lib/domain/people/late-work.ts';

const [minute, day] = [60_000, 86_400_000];
const parted = 100 * day;

describe('work about a pupil who has left the class', () => {
	it('counts where the laptop had not heard of it, also done days later', () => {
		expect(isInTime(parted, parted + 5 * day, { receivedAt: parted + 6 * day, heardAt: parted - day })).toBe(true);
		expect(isInTime(parted, parted + 5 * day, { receivedAt: parted + 6 * day })).toBe(true);
	});

	it('counts where it was done before the laptop heard, whatever it heard before it sent', () => {
		expect(isInTime(parted, parted + day, { receivedAt: parted + 3 * day, heardAt: parted + 2 * day })).toBe(true);
	});

	it('does not count once the laptop has heard; clocks may differ by some minutes', () => {
		const arrival = { receivedAt: parted + 3 * day, heardAt: parted + 2 * day };
		expect(isInTime(parted, parted + 2 * day + 4 * minute, arrival)).toBe(true);
		expect(isInTime(parted, parted + 2 * day + 6 * minute, arrival)).toBe(false);
	});

	it('does not count where it comes in too late, whatever time it says it was done', () => {
		expect(isInTime(parted, parted - day, { receivedAt: parted + lateWorkDays * day })).toBe(true);
		expect(isInTime(parted, parted - day, { receivedAt: parted + lateWorkDays * day + 1 })).toBe(false);
	});
});

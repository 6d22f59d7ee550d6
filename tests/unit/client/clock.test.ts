import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserClock, rememberedOffset } from '#lib/client/device/clock.ts';
import { correctTime } from '#lib/domain/shared/corrected-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.UTC(2026, 10, 23, 11);

/** What the browser keeps between two runs of the app, and whether its disk is full. */
const kept = new Map<string, string>();
let isFull = false;

beforeEach(() => {
	kept.clear();
	isFull = false;
	vi.useFakeTimers({ toFake: ['Date', 'performance'], now: noon });
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => {
			if (isFull) throw new DOMException('full', 'QuotaExceededError');
			kept.set(key, value);
		}
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** The wall goes on and the monotonic clock stands still, as when a tablet sleeps or somebody sets its clock. */
const wallMoves = (by: number) => vi.setSystemTime(Date.now() + by);

describe('the clock of a device', () => {
	it('measures how far it is off, in the middle of a request, and knows it in its next life', () => {
		const clock = browserClock();
		const sent = Date.now();
		vi.advanceTimersByTime(2_000);
		clock.measure(noon + 1_000 + 9 * minute, sent);
		expect([clock.offset, clock.now(), rememberedOffset()]).toEqual([9 * minute, noon + 2_000 + 9 * minute, 9 * minute]);
		expect(browserClock().reading()).toMatchObject({ wall: noon + 2_000, offset: 9 * minute });
	});

	it.each([
		['slept', 8 * hour],
		['was set back', -hour]
	])('keeps what it had measured when it %s while an answer was under way', (_, by) => {
		const clock = browserClock();
		clock.measure(noon + 1_000, noon);
		const sent = Date.now();
		wallMoves(by);
		clock.measure(noon, sent);
		expect([clock.offset, rememberedOffset()]).toEqual([1_000, 1_000]);
	});

	it('takes what it remembers for never measured when that is no number', () => {
		kept.set('mediatheek-clock-offset', 'yesterday');
		expect(browserClock().reading().offset).toBeUndefined();
	});

	it('goes on with a full disk: the answer of the server counts all the same', () => {
		isFull = true;
		const clock = browserClock();
		clock.measure(noon + hour, noon);
		expect(clock.offset).toBe(hour);
	});

	it('gives readings from which the server finds the true time, though it was set between two contacts', () => {
		const clock = browserClock();
		clock.measure(noon, noon);
		vi.advanceTimersByTime(20 * minute);
		wallMoves(-3 * hour);
		const scan = clock.reading();
		vi.advanceTimersByTime(10 * minute);
		expect(correctTime(scan, clock.reading(), noon + 30 * minute)).toMatchObject({ at: noon + 20 * minute, certain: true });
		clock.measure(noon + 30 * minute, Date.now());
		expect(clock.now()).toBe(noon + 30 * minute);
	});

	it('gives readings from which the server finds the true time of a scan before a night’s sleep', () => {
		const clock = browserClock();
		clock.measure(noon, noon);
		vi.advanceTimersByTime(minute);
		const scan = clock.reading();
		wallMoves(14 * hour);
		vi.advanceTimersByTime(2_000);
		const sent = clock.reading();
		expect(sent.monotonic - scan.monotonic).toBe(2_000);
		expect(correctTime(scan, sent, Date.now())).toMatchObject({ at: noon + minute, certain: true });
	});
});

import { describe, expect, it } from 'vitest';
import { addDays, calendarDateOf, dateAt } from '#lib/domain/shared/calendar-date.ts';
import { correctBatch, correctTime, type ClockReading } from '#lib/domain/shared/corrected-time.ts';
import { instantOn } from '#lib/domain/shared/wall-time.ts';

const hour = 3_600_000;
const year = 365 * 24 * hour;
const received = 1_800_000_000_000;
const reading = (change: Partial<ClockReading>): ClockReading => ({ wall: received, monotonic: 0, session: 's1', offset: 0, ...change });

describe('corrected time', () => {
	it('leaves a right clock alone', () => {
		const op = reading({ wall: received - hour, session: 's0' });
		expect(correctTime(op, reading({}), received)).toEqual({ at: received - hour, certain: true, correction: 0 });
	});

	it('moves a clock that is nine minutes ahead back by nine minutes', () => {
		const ahead = 9 * 60_000;
		const op = reading({ wall: received - hour + ahead, offset: -ahead, session: 's0' });
		expect(correctTime(op, reading({ wall: received + ahead, offset: -ahead }), received)).toMatchObject({ at: received - hour, certain: true });
	});

	it('trusts the monotonic clock within one session, whatever the wall says', () => {
		const op = reading({ wall: received - 5 * hour, monotonic: 1000 });
		const sent = reading({ wall: received - 5 * hour + 60_000, monotonic: 61_000 });
		expect(correctTime(op, sent, received)).toMatchObject({ at: received - 60_000, certain: true });
	});

	it('trusts no clock that is a year off: such an operation counts from its receipt', () => {
		const op = reading({ wall: received + year - hour, session: 's0' });
		expect(correctTime(op, reading({ wall: received + year }), received)).toMatchObject({ at: received, certain: false });
	});

	it('is uncertain when the offset was never measured', () => {
		const op = reading({ wall: received - hour, session: 's0', offset: undefined });
		expect(correctTime(op, reading({}), received).certain).toBe(false);
	});

	it('never lies after the moment of receipt', () => {
		expect(correctTime(reading({ wall: received + hour, session: 's0' }), reading({}), received).at).toBe(received);
	});

	it('calls the part uncertain that was ahead where time runs backwards against the order of operations', () => {
		const times = correctBatch(
			[reading({ wall: received - hour, session: 's0' }), reading({ wall: received - 3 * hour, session: 's0' })],
			reading({}),
			received
		);
		expect(times.map((time) => time.certain)).toEqual([false, true]);
	});

	it('counts the hours a tablet slept, in which its monotonic clock stood still', () => {
		const op = reading({ wall: received - 14 * hour, monotonic: 60_000 });
		const sent = reading({ wall: received, monotonic: 90_000 });
		expect(correctTime(op, sent, received)).toMatchObject({ at: received - 14 * hour, certain: true });
	});

	it('counts the hours it slept also when its clock is wrong, as long as it is wrong by the same', () => {
		const op = reading({ wall: received - 14 * hour + 9 * 60_000, monotonic: 60_000, offset: -9 * 60_000 });
		const sent = reading({ wall: received + 9 * 60_000, monotonic: 90_000, offset: -9 * 60_000 });
		expect(correctTime(op, sent, received)).toMatchObject({ at: received - 14 * hour, certain: true });
	});

	it('does not know whether a tablet slept whose clock was set meanwhile, or never measured', () => {
		const sent = reading({ monotonic: 90_000, offset: 0 });
		const set = reading({ wall: received - 17 * hour, monotonic: 60_000, offset: 3 * hour });
		expect(correctTime(set, sent, received), 'slept 14 hours, and its clock was put right by 3').toMatchObject({ at: received, certain: false });
		const unmeasured = reading({ wall: received - 14 * hour, monotonic: 60_000, offset: undefined });
		expect(correctTime(unmeasured, sent, received)).toMatchObject({ at: received, certain: false });
	});

	it('needs no measured offset within one session in which both clocks ran the same', () => {
		const op = reading({ wall: received + 3 * hour, monotonic: 0, offset: undefined });
		const sent = reading({ wall: received + 4 * hour, monotonic: hour, offset: undefined });
		expect(correctTime(op, sent, received)).toEqual({ at: received - hour, certain: true, correction: -4 * hour });
	});

	it('knows a clock that was put right between two contacts, on either side of the operation', () => {
		const right = reading({ wall: received, monotonic: 2 * hour, offset: 0 });
		const before = reading({ wall: received - 4 * hour, monotonic: hour, offset: 3 * hour });
		const after = reading({ wall: received - hour, monotonic: hour, offset: 3 * hour });
		for (const op of [before, after]) expect(correctTime(op, right, received)).toMatchObject({ at: received - hour, certain: true });
	});

	it('takes no jump of the clock within a session for sleep', () => {
		const ahead = reading({ wall: received - 3 * hour, monotonic: 0, offset: 3 * hour });
		expect(correctTime(ahead, reading({ wall: received, monotonic: 60_000 }), received).at).toBe(received - 60_000);
		const back = reading({ wall: received + 3 * hour, monotonic: 0, offset: 0 });
		expect(correctTime(back, reading({ wall: received, monotonic: 60_000 }), received).at).toBe(received - 60_000);
	});

	it('trusts no clock that is a year back', () => {
		const op = reading({ wall: received - year - hour, session: 's0', offset: undefined });
		expect(correctTime(op, reading({ wall: received - year }), received)).toMatchObject({ at: received, certain: false });
	});

	it('keeps the order of a tablet’s own operations when a slow network measured them apart', () => {
		const sent = reading({ monotonic: 10_000 });
		const [time] = correctBatch([reading({ monotonic: 5_000 })], sent, received, received - 2_000);
		expect(time).toMatchObject({ at: received - 2_000, certain: true });
	});

	it('is uncertain of an operation that claims to be older than what came in before it', () => {
		const [time] = correctBatch([reading({ wall: received - 3 * hour, session: 's0' })], reading({}), received, received - hour);
		expect(time).toMatchObject({ at: received, certain: false });
	});

	it('never lets an earlier operation lift a later one by more than the network explains', () => {
		const readings = [reading({ wall: received - hour, session: 's0' }), reading({ wall: received - hour - 60_000, session: 's0' })];
		const times = correctBatch(readings, reading({}), received);
		expect(times.map(({ at }) => at)).toEqual([received - hour, received - hour]);
	});
});

describe('the nights on which the clocks change', () => {
	const zone = 'Europe/Amsterdam';
	const at = (utc: string) => Date.parse(utc);

	it.each([
		['the two scans at 02:30 in autumn', '2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25'],
		['the scans around the 02:30 that never is in spring', '2026-03-29T00:59Z', '2026-03-29T01:01Z', '2026-03-29']
	])('keep %s apart and in order, on the same day', (_, first, second, day) => {
		const sentAt = at(second) + hour;
		const readings = [first, second].map((utc) => reading({ wall: at(utc), monotonic: at(utc) }));
		const times = correctBatch(readings, reading({ wall: sentAt, monotonic: sentAt }), sentAt);
		expect(times).toEqual([first, second].map((utc) => ({ at: at(utc), certain: true, correction: 0 })));
		expect(times.map((time) => dateAt(time.at, zone))).toEqual([day, day]);
	});

	it.each([
		['2026-10-24T21:59:59Z', '2026-10-24'],
		['2026-10-24T22:00:00Z', '2026-10-25'],
		['2026-10-25T22:59:59Z', '2026-10-25'],
		['2026-10-25T23:00:00Z', '2026-10-26'],
		['2026-03-28T22:59:59Z', '2026-03-28'],
		['2026-03-28T23:00:00Z', '2026-03-29'],
		['2026-03-29T21:59:59Z', '2026-03-29'],
		['2026-03-29T22:00:00Z', '2026-03-30']
	])('%s is %s at school', (utc, day) => {
		expect(dateAt(at(utc), zone)).toBe(day);
	});

	it.each(['2026-10-25', '2026-03-29'])('begin %s once, at its midnight', (day) => {
		const midnight = instantOn(calendarDateOf(day), 0, zone);
		expect([dateAt(midnight - 1, zone), dateAt(midnight, zone)]).toEqual([addDays(calendarDateOf(day), -1), day]);
	});
});

import { describe, expect, it } from 'vitest';
import { correctBatch, correctTime, type ClockReading } from '#lib/domain/shared/corrected-time.ts';

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

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
		expect(correctTime(op, reading({ monotonic: 61_000 }), received)).toMatchObject({ at: received - 60_000, certain: true });
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
});

import { afterEach, describe, expect, it } from 'vitest';
import { contextOf, replay } from '#lib/client/view/pending-operations.ts';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { formatDateTime, schoolDateOf } from '#lib/i18n/format.ts';
import { Bench, librarian } from '../../builders/device.ts';
import { aSchool } from '../../builders/domain.ts';

const own = process.env.TZ;
afterEach(() => {
	if (own === undefined) delete process.env.TZ;
	else process.env.TZ = own;
});

const performer = { installationId: 'desk-1' as InstallationId, actorOf: () => librarian, ownPatronId: undefined };

function checkOut(wall: number): Operation {
	const payload = { loanId: 'loan-1', copyId: 'copy-1', patronId: 'patron-1' };
	return { n: 1, type: 'check-out', v: 1, actor: librarian.accountId, payload, clock: { wall, monotonic: 0, session: 's1', offset: 0 } };
}

/** The minutes around midnight at school, in winter, and in the night on which summer time ends. */
const moments = [
	[Date.UTC(2026, 10, 23, 22, 59), '2026-11-23', '2026-12-14', 'ma 23 nov 23:59'],
	[Date.UTC(2026, 10, 23, 23, 1), '2026-11-24', '2026-12-15', 'di 24 nov 00:01'],
	[Date.UTC(2026, 9, 25, 0, 30), '2026-10-25', '2026-11-16', 'zo 25 okt 02:30'],
	[Date.UTC(2026, 9, 25, 1, 30), '2026-10-25', '2026-11-16', 'zo 25 okt 02:30']
] as const;

describe.each([
	['Europe/Amsterdam', 60],
	['Pacific/Auckland', 13 * 60],
	['Pacific/Honolulu', -10 * 60]
])('a tablet set to %s', (zone, minutesAhead) => {
	it.each(moments)('counts and shows in the days of the school (%d)', async (wall, today, dueOn, shown) => {
		process.env.TZ = zone;
		expect(new Date(Date.UTC(2026, 11, 1)).getTimezoneOffset(), 'this run is in that zone').toBe(-minutesAhead);
		const { records } = new Bench(aSchool());
		expect(contextOf(records, performer, checkOut(wall), 'asking').today).toBe(today);
		await replay(records, performer, [checkOut(wall)]);
		expect(records.get('copyState', 'copy-1')?.open?.dueOn).toBe(dueOn);
		expect([schoolDateOf(wall), formatDateTime(wall, 'nl')]).toEqual([today, shown]);
	});
});

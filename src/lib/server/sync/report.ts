import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import type { PullRequest } from '#lib/protocol/sync.ts';
import type { Tx } from '../db/schema.ts';
import type { InstallationRow } from './installations.ts';
import { storable } from './receive-operation.ts';

/** How old the last contact may look, in milliseconds: a write for each pull would make the whole school wait for the disk. */
const contactEvery = 60_000;

/** Whether a report says anything that is not known yet. */
export function isNews(known: InstallationRow, report: PullRequest['report'], at: Instant): boolean {
	const isRecent = known.last_contact !== null && Math.abs(at - known.last_contact) < contactEvery;
	const isSame = known.reported_pending === report.pending && known.reported_max_n === report.maxN;
	return !isRecent || !isSame;
}

/**
 * Keeps what an installation says of itself. Beside `last_n` it proves a loss:
 * numbers were given out up to `maxN`, and neither the server nor the outbox has them.
 */
export async function saveReport(
	tx: Tx,
	{ installationId, report, at }: { readonly installationId: InstallationId; readonly report: PullRequest['report']; readonly at: Instant }
): Promise<void> {
	await tx
		.updateTable('installation')
		.set({
			reported_pending: report.pending,
			// A request that was long under way says less than is known; what was proved stays proved.
			reported_max_n: (eb) => eb.case().when('reported_max_n', '<', report.maxN).then(report.maxN).else(eb.ref('reported_max_n')).end(),
			oldest_pending: report.oldestPending === undefined ? null : storable(report.oldestPending),
			persisted: report.persisted === undefined ? null : Number(report.persisted),
			quota: report.quota === undefined ? null : storable(report.quota),
			...(report.build !== undefined && { build: report.build }),
			last_contact: at
		})
		.where('id', '=', installationId)
		.execute();
}

import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import type { PullRequest } from '#lib/protocol/sync.ts';
import type { Tx } from '../db/schema.ts';
import { storable } from './receive-operation.ts';

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
			reported_max_n: report.maxN,
			oldest_pending: report.oldestPending === undefined ? null : storable(report.oldestPending),
			persisted: report.persisted === undefined ? null : Number(report.persisted),
			quota: report.quota === undefined ? null : storable(report.quota),
			last_contact: at
		})
		.where('id', '=', installationId)
		.execute();
}

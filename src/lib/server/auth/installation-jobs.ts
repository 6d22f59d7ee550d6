import type { InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import { RequestFailure } from '../failure.ts';
import { beginChange } from '../sync/change.ts';
import { publish } from '../sync/feed.ts';
import { visible } from '../sync/visibility.ts';
import { isDeskName } from './installations.ts';

interface Asked {
	readonly installationId: InstallationId;
}

const renameInstallation: Job<Asked & { readonly schoolId: SchoolId; readonly name: string }, void> = async (tx, { installationId, schoolId, name }) => {
	const change = await beginChange(tx, schoolId);
	const row = await tx.selectFrom('installation').selectAll().where('id', '=', installationId).executeTakeFirstOrThrow();
	if (row.kind === 'desk' && (await isDeskName(tx, { schoolId, name }, installationId))) throw new RequestFailure('nameTaken');
	await tx.updateTable('installation').set({ name }).where('id', '=', installationId).execute();
	await publish(change, [
		{ kind: 'installation', id: installationId, audience: visible('installation', { id: installationId, name, kind: row.kind }, change) },
		{ kind: 'progress', id: installationId, audience: visible('progress', { id: installationId, lastN: row.last_n, name }, change) }
	]);
};

/** Ended a second time, the first moment stands. */
const endInstallation: Job<Asked & { readonly why: 'lost' | 'retired' }, void> = async (tx, { installationId, why }, clock) => {
	await tx.updateTable('installation').set({ revoked_at: clock(), ended_why: why }).where('id', '=', installationId).where('revoked_at', 'is', null).execute();
};

const letInstallationIn: Job<Asked & { readonly schoolId: SchoolId }, void> = async (tx, { installationId, schoolId }) => {
	const row = await tx.selectFrom('installation').select(['kind', 'name']).where('id', '=', installationId).executeTakeFirstOrThrow();
	if (row.kind === 'desk' && (await isDeskName(tx, { schoolId, name: row.name }, installationId))) throw new RequestFailure('nameTaken');
	await tx.updateTable('installation').set({ revoked_at: null, ended_why: null }).where('id', '=', installationId).execute();
};

export const installationJobs = { renameInstallation, endInstallation, letInstallationIn } as const;

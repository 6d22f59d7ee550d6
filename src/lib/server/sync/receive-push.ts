import { correctBatch } from '#lib/domain/shared/corrected-time.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Failure, FailureCode } from '#lib/protocol/failures.ts';
import type { PushRequest } from '#lib/protocol/sync.ts';
import { parseBody } from '../db/body.ts';
import { readEpochBegan } from '../db/meta.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { beginChange, type Change } from './change.ts';
import { publish } from './feed.ts';
import { findInstallation, type InstallationRow } from './installations.ts';
import { payloadHash } from './payload-hash.ts';
import { takeUp } from './take-up.ts';
import { receiveOperation, storable } from './receive-operation.ts';
import { visible } from './visibility.ts';

export interface PushArgs {
	/** Proved by its key before this was asked. */
	readonly installationId: InstallationId;
	readonly schoolId: SchoolId;
	readonly request: Pick<PushRequest, 'sent' | 'operations' | 'oldestN' | 'maxN'> & { readonly build?: string | undefined };
	readonly receivedAt: Instant;
	/** True time at which it left the installation, where that was long before: in a file. */
	readonly sentAt?: Instant | undefined;
}

export interface PushResult {
	readonly lastN: number;
	/** Why it came no further, when it came nowhere at all. What was stored stays stored. */
	readonly failure?: { readonly code: FailureCode; readonly facts: Failure['facts'] } | undefined;
}

/**
 * Takes in the next operations of one installation, each with a number and a savepoint of its own,
 * all in one transaction. Sending again is harmless; a gap stops it; one bad operation does not.
 * @throws RequestFailure `operationChanged` when a number comes back with other contents
 */
export async function receivePush(tx: Tx, args: PushArgs): Promise<PushResult> {
	const first = await beginChange(tx, args.schoolId);
	const installation = await findInstallation(tx, args.installationId);
	if (!installation) throw new RequestFailure('unknownInstallation');
	await requireSamePayloads(tx, args, installation.last_n);
	const { lastN, seq, stopped } = await receiveInOrder(first, args, installation);
	await saveProgress({ ...first, seq }, args, installation, lastN);
	await takeUp(tx, args.schoolId);
	if (installation.revoked_at !== null) return { lastN, failure: { code: 'revokedInstallation', facts: { lastN } } };
	if (!stopped || lastN > installation.last_n) return { lastN };
	return { lastN, failure: { code: stopped, facts: { lastN } } };
}

/** An operation that was stored and is sent again must be the same one; retention may have blanked it. */
async function requireSamePayloads(tx: Tx, { installationId, request }: PushArgs, lastN: number): Promise<void> {
	const again = new Map(request.operations.filter(({ n }) => n <= lastN).map((operation) => [operation.n, operation]));
	if (again.size === 0) return;
	const stored = await tx
		.selectFrom('operation')
		.select(['n', 'payload_hash'])
		.where('installation_id', '=', installationId)
		.where('n', 'in', [...again.keys()])
		.execute();
	for (const { n, payload_hash } of stored) {
		const operation = again.get(n);
		if (operation && payload_hash !== null && payload_hash !== payloadHash(operation)) {
			throw new RequestFailure('operationChanged', { n });
		}
	}
}

interface Progress {
	readonly lastN: number;
	/** Number of the last change made. */
	readonly seq: number;
	readonly stopped?: 'gapInOperations' | 'serverFailed' | undefined;
}

async function receiveInOrder(first: Change, args: PushArgs, installation: InstallationRow): Promise<Progress> {
	const { operations, sent } = args.request;
	const clocks = operations.map((operation) => operation.clock);
	const times = correctBatch(clocks, sent, args.sentAt ?? args.receivedAt, await lastCertainTime(first.tx, args.installationId));
	const school = await getSchool(first);
	const began = await readEpochBegan(first.tx);
	let lastN = await passOver(first, args, installation.last_n);
	let change = first;
	let used = false;
	for (const [index, operation] of operations.entries()) {
		const time = times[index];
		if (operation.n <= lastN || !time) continue;
		if (operation.n !== lastN + 1) return { lastN, seq: change.seq, stopped: 'gapInOperations' };
		if (used) change = await beginChange(first.tx, first.schoolId);
		used = true;
		const received = await receiveOperation(change, {
			operation,
			time: { ...time, at: storable(time.at) },
			installationId: args.installationId,
			receivedAt: args.receivedAt,
			heardAt: installation.last_contact ?? undefined,
			school,
			atDesk: installation.kind === 'desk',
			givenBack: time.at < began,
			revoked: installation.revoked_at !== null
		});
		if (received === 'thrown') return { lastN, seq: change.seq, stopped: 'serverFailed' };
		lastN = operation.n;
	}
	return { lastN, seq: change.seq };
}

async function lastCertainTime(tx: Tx, installationId: InstallationId): Promise<Instant | undefined> {
	const row = await tx
		.selectFrom('operation')
		.select('corrected_at')
		.where('installation_id', '=', installationId)
		.where('certain', '=', 1)
		.orderBy('n', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.corrected_at;
}

/**
 * Numbers that exist neither here nor on the installation any more (a backup older than its archive) are written down
 * as lost and passed over: waiting for them would hold up all that follows.
 */
async function passOver({ tx }: Change, { installationId, request, receivedAt }: PushArgs, lastN: number): Promise<number> {
	const first = request.operations[0]?.n ?? 0;
	if (request.oldestN !== first || first <= lastN + 1) return lastN;
	await tx
		.insertInto('installation_gap')
		.values({ installation_id: installationId, from_n: lastN + 1, to_n: first - 1, found_at: receivedAt })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return first - 1;
}

async function getSchool({ tx, schoolId }: Change): Promise<School> {
	const row = await tx.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirstOrThrow();
	return parseBody(row.body);
}

async function saveProgress(change: Change, args: PushArgs, known: InstallationRow, lastN: number): Promise<void> {
	const { id, name } = known;
	const { maxN, build } = args.request;
	await change.tx
		.updateTable('installation')
		.set({
			last_n: lastN,
			...(maxN !== undefined && { reported_max_n: Math.max(known.reported_max_n, maxN), reported_pending: Math.max(0, maxN - lastN) }),
			...(build !== undefined && { build }),
			...(args.sentAt === undefined && { clock_offset: storable(args.receivedAt - args.request.sent.wall), last_contact: args.receivedAt })
		})
		.where('id', '=', id)
		.execute();
	const row = { id: args.installationId, lastN, name };
	await publish(change, [{ kind: 'progress', id, audience: visible('progress', row, change) }]);
}

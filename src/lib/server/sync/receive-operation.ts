import type { CorrectedTime } from '#lib/domain/shared/corrected-time.ts';
import { operationId, type InstallationId } from '#lib/domain/shared/ids.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { RefusalCode } from '#lib/operations/definition.ts';
import { findOperation } from '#lib/operations/registry.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { isBlanked } from '#lib/protocol/forgotten.ts';
import { subjectsOf } from '../audit/subjects.ts';
import { namesForgotten } from '../privacy/forgotten.ts';
import { carryOut, setAside, type Verdict } from './carry-out.ts';
import type { Change } from './change.ts';
import { publish } from './feed.ts';
import { saveOutcome } from './outcomes.ts';
import { payloadHash } from './payload-hash.ts';
import { saveSetAside } from './set-aside.ts';

/** Times an operation may throw before it is set aside. */
export const throwLimit = 3;

export interface ReceivedOperation {
	readonly operation: Operation;
	readonly time: CorrectedTime;
	readonly installationId: InstallationId;
	readonly receivedAt: number;
	/** When this installation had last been in contact before. */
	readonly heardAt: number | undefined;
	readonly school: School;
	readonly atDesk: boolean;
	/** It happened before this history began (a restore). */
	readonly givenBack: boolean;
	/** Stored without being carried out: the installation was revoked. */
	readonly revoked: boolean;
}

const aboutForgotten: Verdict = { status: 'refused', codes: ['forgottenPatron' satisfies RefusalCode] };

/**
 * Carries out one operation and stores what became of it, whatever that is.
 * @returns `thrown` when it threw and is to be tried again: then nothing of it is stored but the count
 */
export async function receiveOperation(change: Change, received: ReceivedOperation): Promise<'stored' | 'thrown'> {
	const { operation, installationId, receivedAt } = received;
	const forgotten = await namesForgotten(change.tx, change.schoolId, operation);
	const verdict = forgotten ? aboutForgotten : await judge(change, received);
	if (!verdict) return 'thrown';
	await storeOperation(change, received, verdict, forgotten);
	if (verdict.setAside) await publish(change, [await saveSetAside(change, { installationId, n: operation.n }, verdict.setAside)]);
	// A device that has heard of it already need not be told again.
	if (isBlanked(operation.payload)) return 'stored';
	if (verdict.status !== 'accepted' || verdict.codes.length > 0) {
		await saveOutcome(change, installationId, {
			id: operationId(installationId, operation.n),
			n: operation.n,
			type: operation.type,
			status: verdict.status === 'accepted' ? 'noticed' : verdict.status,
			codes: verdict.codes,
			...(verdict.facts && { facts: verdict.facts }),
			at: receivedAt
		});
	}
	return 'stored';
}

async function judge(change: Change, received: ReceivedOperation): Promise<Verdict | undefined> {
	const { operation, time, installationId, receivedAt, heardAt, atDesk, givenBack } = received;
	if (received.revoked) return setAside('revokedInstallation');
	const definition = findOperation(operation.type);
	// From an app newer than this server: kept whole until a server understands it.
	if (!definition || operation.v > definition.v) return setAside('unknownOperation');
	const { n, type, v, actor, payload } = operation;
	const verdict = await carryOut(change, { installationId, atDesk, n, type, v, actor, payload, ...time, arrival: { receivedAt, heardAt }, givenBack }, received.school);
	if (!(verdict instanceof Error)) return verdict;
	const times = await countThrow(change, received, verdict);
	return times < throwLimit ? undefined : setAside('serverFailed');
}

/** Stands outside the operation's savepoint, so that the count outlives what it counts. */
async function countThrow({ tx }: Change, received: ReceivedOperation, error: Error): Promise<number> {
	const { installationId, operation, receivedAt } = received;
	const message = error.message.slice(0, 1000);
	const row = await tx
		.insertInto('operation_throw')
		.values({ installation_id: installationId, n: operation.n, times: 1, message, last_at: receivedAt })
		.onConflict((conflict) =>
			conflict.columns(['installation_id', 'n']).doUpdateSet((eb) => ({
				times: eb('operation_throw.times', '+', 1),
				message,
				last_at: receivedAt
			}))
		)
		.returning('times')
		.executeTakeFirstOrThrow();
	return row.times;
}

/** The widest instant JavaScript knows; a device may claim any number, and storing it must not fail. */
const widestInstant = 8_640_000_000_000_000;
const widestVersion = 2 ** 31 - 1;

export function storable(instant: number): number {
	return Math.round(Math.min(widestInstant, Math.max(-widestInstant, instant)));
}

/** PostgreSQL takes no NUL in a text. Payloads need not care: JSON writes it as an escape. */
const withoutNul = (text: string) => text.replaceAll('\0', '');

/** Of what was carried out, what its verb lets the trail keep. */
function keptOf({ type, payload }: Operation, { status }: Verdict): unknown {
	const definition = status === 'accepted' ? findOperation(type) : undefined;
	const parsed = definition?.kept && definition.schema.safeParse(payload);
	return parsed?.success ? definition?.kept?.(parsed.data) : payload;
}

/** What was set aside is kept whole, whatever it is: nothing else holds it. */
function isKept({ type }: Operation, { status }: Verdict): boolean {
	return status === 'quarantined' || findOperation(type)?.rowsOnly !== true;
}

async function storeOperation(change: Change, received: ReceivedOperation, verdict: Verdict, blank: boolean): Promise<void> {
	const { operation, time, installationId, receivedAt } = received;
	await change.tx
		.insertInto('operation')
		.values({
			installation_id: installationId,
			n: operation.n,
			school_id: change.schoolId,
			seq: change.seq,
			actor_id: operation.actor,
			type: withoutNul(operation.type),
			v: Math.min(operation.v, widestVersion),
			payload: blank || !isKept(operation, verdict) ? null : JSON.stringify(keptOf(operation, verdict) ?? null),
			payload_hash: blank ? null : payloadHash(operation),
			device_at: storable(operation.clock.wall),
			corrected_at: time.at,
			certain: time.certain ? 1 : 0,
			received_at: receivedAt,
			status: verdict.status,
			codes: JSON.stringify(verdict.codes),
			group_id: operation.group === undefined ? null : withoutNul(operation.group)
		})
		.execute();
	const subjects = blank ? [] : subjectsOf(operation.type, operation.payload).filter(({ id }) => !id.includes('\0'));
	if (subjects.length === 0) return;
	const named = { school_id: change.schoolId, seq: change.seq, installation_id: installationId, n: operation.n };
	await change.tx
		.insertInto('operation_subject')
		.values(subjects.map(({ kind, id }) => ({ ...named, kind, subject_id: id })))
		.execute();
}

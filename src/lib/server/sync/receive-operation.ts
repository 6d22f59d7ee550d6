import { sql } from 'kysely';
import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import type { CorrectedTime } from '#lib/domain/shared/corrected-time.ts';
import { operationId, type InstallationId } from '#lib/domain/shared/ids.ts';
import type { School } from '#lib/domain/school/school.ts';
import { refused, type Decision, type OperationContext, type RefusalCode } from '#lib/operations/definition.ts';
import { execute } from '#lib/operations/execute.ts';
import { findOperation } from '#lib/operations/registry.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { isBlanked } from '#lib/protocol/rows.ts';
import type { OperationStatus } from '../db/schema.ts';
import { isStorageTrouble } from '../db/storage-trouble.ts';
import { namesForgotten } from '../privacy/forgotten.ts';
import { findActor } from './actors.ts';
import { applyEffects } from './apply-effects.ts';
import type { Change } from './change.ts';
import { factStore } from './fact-store-sql.ts';
import { saveOutcome } from './outcomes.ts';
import { payloadHash } from './payload-hash.ts';

/** Times an operation may throw before it is set aside. */
export const throwLimit = 3;

export interface ReceivedOperation {
	readonly operation: Operation;
	readonly time: CorrectedTime;
	readonly installationId: InstallationId;
	readonly receivedAt: number;
	readonly school: School;
	/** Stored without being carried out: the installation was revoked. */
	readonly setAside: boolean;
}

interface Verdict {
	readonly status: OperationStatus;
	readonly codes: readonly string[];
	readonly facts?: Readonly<Record<string, string | number>> | undefined;
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
	const { operation } = received;
	if (received.setAside) return { status: 'quarantined', codes: ['revokedInstallation'] };
	const definition = findOperation(operation.type);
	// From an app newer than this server: kept whole until a server understands it.
	if (!definition || operation.v > definition.v) return { status: 'quarantined', codes: ['unknownOperation'] };
	await sql`savepoint operation`.execute(change.tx);
	try {
		const decision = await carryOut(change, received);
		await sql`release savepoint operation`.execute(change.tx);
		return verdictOf(decision);
	} catch (error) {
		if (isStorageTrouble(error)) throw error;
		await sql`rollback to savepoint operation`.execute(change.tx);
		await sql`release savepoint operation`.execute(change.tx);
		console.error(`operation ${received.installationId}:${operation.n} ${operation.type}:`, error);
		const times = await countThrow(change, received, error);
		return times < throwLimit ? undefined : { status: 'quarantined', codes: ['serverFailed'] };
	}
}

async function carryOut(change: Change, received: ReceivedOperation): Promise<Decision> {
	const { operation, time, installationId, school } = received;
	const { tx, schoolId } = change;
	const actor = await findActor(tx, schoolId, installationId, operation.actor, time.at);
	if (!actor) return refused('notPermitted', { type: operation.type });
	const context: OperationContext = {
		operationId: operationId(installationId, operation.n),
		installationId,
		actor,
		at: time.at,
		certain: time.certain,
		today: dateAt(time.at, school.timeZone),
		stage: 'happened'
	};
	const decision = await execute(factStore(tx, schoolId), operation.type, operation.payload, context);
	if (decision.outcome === 'accepted') await applyEffects(change, decision.effects, context);
	return decision;
}

function verdictOf(decision: Decision): Verdict {
	const broken = decision.findings.filter((finding) => finding.severity === 'ask').map((finding) => finding.code);
	if (decision.outcome === 'refused') {
		return { status: 'refused', codes: [decision.code, ...broken], facts: decision.facts };
	}
	const codes = decision.notices.includes('rulesBroken') ? [...decision.notices, ...broken] : decision.notices;
	return { status: 'accepted', codes, facts: decision.facts };
}

/** Stands outside the operation's savepoint, so that the count outlives what it counts. */
async function countThrow({ tx }: Change, received: ReceivedOperation, error: unknown): Promise<number> {
	const { installationId, operation, receivedAt } = received;
	const message = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
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
}

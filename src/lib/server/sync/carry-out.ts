import { sql } from 'kysely';
import type { Arrival } from '#lib/domain/people/late-work.ts';
import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import { dateAt, type Instant } from '#lib/domain/shared/calendar-date.ts';
import { operationId, type AccountId, type InstallationId } from '#lib/domain/shared/ids.ts';
import type { School } from '#lib/domain/school/school.ts';
import { refused, type Decision, type OperationContext } from '#lib/operations/definition.ts';
import { execute } from '#lib/operations/execute.ts';
import { findOperation } from '#lib/operations/registry.ts';
import type { SetAsideReason } from '#lib/protocol/rows.ts';
import type { OperationStatus } from '../db/schema.ts';
import { isStorageTrouble } from '../db/storage-trouble.ts';
import { findActor, findDeskActor } from './actors.ts';
import { applyEffects } from './apply-effects.ts';
import type { Change } from './change.ts';
import { factStore } from './fact-store-sql.ts';
import { missingBehind, notingMisses, type Missing } from './noted-misses.ts';

/** One operation as the rules see it, whenever it comes to them. */
export interface Performed {
	readonly installationId: InstallationId;
	readonly atDesk: boolean;
	readonly n: number;
	readonly type: string;
	/** Of its payload. */
	readonly v: number;
	readonly actor: AccountId;
	readonly payload: unknown;
	/** Corrected, fixed at first receipt. */
	readonly at: Instant;
	readonly certain: boolean;
	readonly arrival: Arrival;
	/** It happened before this history began: a server that was restored gets it back. */
	readonly givenBack: boolean;
	/** Somebody at a desk answers for it, whoever did it. */
	readonly vouchedBy?: AccountId | undefined;
}

export interface Verdict {
	readonly status: OperationStatus;
	readonly codes: readonly string[];
	readonly facts?: Readonly<Record<string, string | number>> | undefined;
	/** Why it was stored and not carried out. */
	readonly setAside?: { readonly reason: SetAsideReason; readonly missing: readonly Missing[] } | undefined;
}

export function setAside(reason: SetAsideReason, missing: readonly Missing[] = []): Verdict {
	return { status: 'quarantined', codes: [reason], setAside: { reason, missing } };
}

/**
 * Carries out one operation in a savepoint of its own.
 * @returns the error when it threw: then nothing of it stays
 * @throws what is trouble of the database itself
 */
export async function carryOut(change: Change, performed: Performed, school: School): Promise<Verdict | Error> {
	await sql`savepoint operation`.execute(change.tx);
	try {
		const verdict = await decide(change, performed, school);
		await sql`release savepoint operation`.execute(change.tx);
		return verdict;
	} catch (error) {
		if (isStorageTrouble(error)) throw error;
		await sql`rollback to savepoint operation`.execute(change.tx);
		await sql`release savepoint operation`.execute(change.tx);
		console.error(`operation ${performed.installationId}:${performed.n} ${performed.type}:`, error);
		return error instanceof Error ? error : new Error(String(error));
	}
}

async function decide(change: Change, performed: Performed, school: School): Promise<Verdict> {
	const { installationId, n, type, v, payload, at, certain, arrival } = performed;
	const actor = await actorOf(change, performed);
	if (!actor) {
		// The account, or its first day here, may be what the backup lacks.
		if (performed.givenBack) return setAside('unknownRecord', [{ kind: 'actor', id: performed.actor }]);
		return verdictOf(refused('notPermitted', { type }));
	}
	const context: OperationContext = {
		operationId: operationId(installationId, n),
		installationId,
		actor,
		at,
		certain,
		arrival,
		today: dateAt(at, school.timeZone),
		stage: 'happened'
	};
	const { store, missing } = notingMisses(factStore(change.tx, change.schoolId));
	const decision = await execute(store, type, payload, context, v);
	if (decision.outcome === 'accepted') await applyEffects(change, decision.effects, context);
	else {
		const awaited = awaitedRecords(decision.code, missing, performed, actor);
		if (awaited.length > 0) return { ...setAside('unknownRecord', awaited), codes: ['unknownRecord', decision.code] };
	}
	return verdictOf(decision);
}

async function actorOf({ tx, schoolId }: Change, performed: Performed): Promise<Actor | undefined> {
	const { installationId, actor, at, atDesk, givenBack, vouchedBy } = performed;
	const found = await findActor(tx, schoolId, installationId, actor, at);
	if (found) return found;
	const mayBeDesk = vouchedBy ?? (givenBack && atDesk ? actor : undefined);
	const staff = mayBeDesk && (await findDeskActor(tx, schoolId, mayBeDesk, at));
	return staff && { ...staff, accountId: actor };
}

/**
 * What a refused operation waits for. A fact has happened and staff know what they meant, so a record they named is
 * waited for; a phone is told no. What only lives here (a hold, a loan) is waited for only where a restore took it.
 */
function awaitedRecords(code: keyof typeof missingBehind, missing: readonly Missing[], performed: Performed, actor: Actor): Missing[] {
	const kind = missingBehind[code];
	if (kind === undefined) return [];
	const isOwn = kind === 'hold' || kind === 'incident' || kind === 'loan';
	const mayWait = performed.givenBack || (!isOwn && (findOperation(performed.type)?.nature === 'fact' || isDeskStaff(actor)));
	if (!mayWait) return [];
	const loanId = (performed.payload as { loanId?: unknown } | null)?.loanId;
	if (kind === 'loan') return [...missing, ...(typeof loanId === 'string' ? [{ kind, id: loanId } as const] : [])];
	return missing.filter((each) => each.kind === kind);
}

function verdictOf(decision: Decision): Verdict {
	const broken = decision.findings.filter((finding) => finding.severity === 'ask').map((finding) => finding.code);
	if (decision.outcome === 'refused') {
		return { status: 'refused', codes: [decision.code, ...broken], facts: decision.facts };
	}
	const codes = decision.notices.includes('rulesBroken') ? [...decision.notices, ...broken] : decision.notices;
	return { status: 'accepted', codes, facts: decision.facts };
}

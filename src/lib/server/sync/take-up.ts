import type { AccountId, InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import { operationId } from '#lib/domain/shared/ids.ts';
import type { School } from '#lib/domain/school/school.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { beginChange } from './change.ts';
import { carryOut, setAside, type Verdict } from './carry-out.ts';
import { chunks, publish } from './feed.ts';
import type { MissingKind } from './noted-misses.ts';
import { dismissOutcome, saveOutcome } from './outcomes.ts';
import { removeSetAside, saveSetAside } from './set-aside.ts';

/** Operations taken up in one transaction: others wait for it. The next change takes the next ones. */
const atOnce = 100;

/**
 * Carries out operations that were set aside and whose records have come back, or that a person wants carried out,
 * in the order in which they happened. One may bring what the next one waits for.
 */
export async function takeUp(tx: Tx, schoolId: SchoolId): Promise<void> {
	for (let left = atOnce; left > 0; ) {
		const ready = (await listReady(tx, schoolId)).slice(0, left);
		if (ready.length === 0) return;
		const school = await getSchool(tx, schoolId);
		for (const operation of ready) await takeUpOne(tx, school, operation);
		left -= ready.length;
	}
}

type Waiting = Awaited<ReturnType<typeof listWaiting>>[number];

async function takeUpOne(tx: Tx, school: School, row: Waiting): Promise<void> {
	const change = await beginChange(tx, school.id);
	const key = { installationId: row.installation_id as InstallationId, n: row.n };
	// Whoever it was about has been forgotten since: nothing is left to carry out.
	const outcome: Verdict | Error = row.payload === null ? { status: 'refused', codes: ['forgottenPatron'] } : await carryOut(
		change,
		{
			...key,
			atDesk: row.kind === 'desk',
			type: row.type,
			v: row.v,
			actor: row.actor_id as AccountId,
			payload: parseBody(row.payload),
			at: row.corrected_at,
			certain: row.certain === 1,
			arrival: { receivedAt: row.received_at },
			givenBack: true,
			vouchedBy: (row.wanted_by as AccountId | null) ?? undefined
		},
		school
	);
	const verdict = outcome instanceof Error ? setAside('serverFailed') : outcome;
	if (verdict.setAside) return publish(change, [await saveSetAside(change, key, verdict.setAside)]);
	await tx
		.updateTable('operation')
		.set({ status: verdict.status, codes: JSON.stringify(verdict.codes) })
		.where('installation_id', '=', key.installationId)
		.where('n', '=', key.n)
		.execute();
	const id = operationId(key.installationId, key.n);
	await publish(change, [await removeSetAside(change, key), ...(await dismissOutcome(change, key.installationId, id))]);
	if (verdict.status === 'accepted' && verdict.codes.length === 0) return;
	const status = verdict.status === 'accepted' ? 'noticed' : verdict.status;
	await saveOutcome(change, key.installationId, { id, n: key.n, type: row.type, status, codes: verdict.codes, facts: verdict.facts, at: row.received_at });
}

async function listReady(tx: Tx, schoolId: SchoolId): Promise<Waiting[]> {
	const waiting = await listWaiting(tx, schoolId);
	if (waiting.length === 0) return [];
	const missing = await tx
		.selectFrom('set_aside_missing')
		.innerJoin('set_aside', (join) =>
			join.onRef('set_aside.installation_id', '=', 'set_aside_missing.installation_id').onRef('set_aside.n', '=', 'set_aside_missing.n')
		)
		.select(['set_aside_missing.installation_id', 'set_aside_missing.n', 'set_aside_missing.kind', 'set_aside_missing.id'])
		.where('set_aside.school_id', '=', schoolId)
		.execute();
	const gone = new Set<string>();
	for (const [kind, ofKind] of Map.groupBy(missing, (each) => each.kind)) {
		const known = await findKnown(tx, schoolId, kind as MissingKind, [...new Set(ofKind.map((each) => each.id))]);
		for (const { installation_id, n, id } of ofKind) if (!known.has(id)) gone.add(`${installation_id}:${n}`);
	}
	return waiting.filter((row) => row.wanted_by !== null || row.payload === null || (row.reason === 'unknownRecord' && !gone.has(`${row.installation_id}:${row.n}`)));
}

function listWaiting(tx: Tx, schoolId: SchoolId) {
	return tx
		.selectFrom('set_aside')
		.innerJoin('operation', (join) =>
			join.onRef('operation.installation_id', '=', 'set_aside.installation_id').onRef('operation.n', '=', 'set_aside.n')
		)
		.innerJoin('installation', 'installation.id', 'set_aside.installation_id')
		.select([
			'set_aside.installation_id',
			'set_aside.n',
			'set_aside.reason',
			'set_aside.wanted_by',
			'installation.kind',
			'operation.type',
			'operation.v',
			'operation.actor_id',
			'operation.payload',
			'operation.corrected_at',
			'operation.certain',
			'operation.received_at'
		])
		.where('set_aside.school_id', '=', schoolId)
		.orderBy('operation.corrected_at')
		.orderBy('set_aside.installation_id')
		.orderBy('set_aside.n')
		.execute();
}

const tableOf = { copy: 'copy', patron: 'patron', title: 'title', homeClass: 'home_class', teachingGroup: 'teaching_group', card: 'card', hold: 'hold', incident: 'incident', loan: 'loan' } as const;

/** Which of these ids name a record of this school now, under whatever alias. */
async function findKnown(tx: Tx, schoolId: SchoolId, kind: MissingKind, ids: readonly string[]): Promise<Set<string>> {
	const known = new Set<string>();
	for (const part of chunks(ids, 500)) {
		if (kind === 'actor') {
			const rows = await tx.selectFrom('actor_role').select('account_id').where('school_id', '=', schoolId).where('account_id', 'in', part).execute();
			for (const row of rows) known.add(row.account_id);
			continue;
		}
		const rows = await tx.selectFrom(tableOf[kind] as 'title').select('id').where('school_id', '=', schoolId).where('id', 'in', part).execute();
		for (const row of rows) known.add(row.id);
		if (kind !== 'copy' && kind !== 'patron') continue;
		const aliases = await tx.selectFrom('alias').select('id').where('school_id', '=', schoolId).where('kind', '=', kind).where('id', 'in', part).execute();
		for (const row of aliases) known.add(row.id);
	}
	return known;
}

async function getSchool(tx: Tx, schoolId: SchoolId): Promise<School> {
	const row = await tx.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirstOrThrow();
	return parseBody(row.body);
}

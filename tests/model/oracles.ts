import { isDeepStrictEqual } from 'node:util';
import { fold } from '#lib/domain/circulation/fold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import { Records } from '#lib/client/view/records.ts';
import { confirmRows } from '#lib/client/view/confirmed-rows.ts';
import { rowKinds } from '#lib/protocol/rows.ts';
import { pullScopes } from '#lib/server/sync/pull-scopes.ts';
import { findInstallation } from '#lib/server/sync/installations.ts';
import type { SimulatedSchool } from '../support/simulated-school.ts';
import type { Chance } from '../support/simulation/chance.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import { Broken } from './watch.ts';

/** Facts placed by the clocks may be this far from the truth: a slow request and half a measurement. */
const clockError = 5 * 60_000;

function must(holds: boolean, promise: string, what: () => string): void {
	if (!holds) throw new Broken(promise, what());
}

/** Every promise that holds once everybody is back. @throws Broken */
export async function judge(school: SimulatedSchool, chance: Chance): Promise<void> {
	const stored = await storedOperations(school);
	const devices = await Promise.all(school.devices.map(async (device) => ({ device, revoked: await isRevoked(school, device) })));
	for (const { device, revoked } of devices) await arrivedOnce(device, stored, revoked);
	for (const device of school.gone) await lossIsProved(school, device, stored);
	await happenedOnce(school, stored);
	await refolds(school, chance);
	await staysAnswered(school, stored);
	timesAreTrue(school, stored);
	const scopes = await heldByServer(school);
	for (const { device, revoked } of devices) {
		if (!revoked) await equalsServer(school, device, scopes);
	}
}

type Stored = Awaited<ReturnType<typeof storedOperations>>;

async function storedOperations({ database }: SimulatedSchool) {
	const rows = await database.reader.selectFrom('operation').select(['installation_id', 'n', 'status', 'type', 'payload', 'corrected_at', 'certain', 'seq']).execute();
	return new Map(rows.map((row) => [`${row.installation_id}:${row.n}`, row]));
}

async function isRevoked(school: SimulatedSchool, device: SimulatedDevice): Promise<boolean> {
	const row = await findInstallation(school.database.reader, device.installation.id);
	return row === undefined || row.revoked_at !== null;
}

/** No operation is lost and none is invented; what a revoked installation could not send is still in it. */
async function arrivedOnce(device: SimulatedDevice, stored: Stored, revoked: boolean): Promise<void> {
	const own = device.recorded.map(({ id }) => id);
	const left = await device.outbox.pending();
	const there = [...stored.keys()].filter((id) => id.startsWith(`${device.id}:`));
	must(there.every((id) => own.includes(id)), 'nothing happens twice', () => `${there.filter((id) => !own.includes(id)).join()} was never done`);
	const kept = new Set(left.map(({ n }) => `${device.id}:${n}`));
	const lost = own.filter((id) => !stored.has(id) && !(revoked && kept.has(id)));
	// The archive of a revoked installation has no way back to a restored server; it stays on the device.
	const archived = new Set((await device.outbox.archived()).map(({ n }) => `${device.id}:${n}`));
	const gone = revoked ? lost.filter((id) => !archived.has(id)) : lost;
	must(gone.length === 0, 'nothing is lost', () => `${gone.join()} never arrived`);
	if (revoked) return;
	must(left.length === 0, 'the outbox drains', () => `${device.id} keeps ${left.map(({ n }) => n).join()}`);
	for (const { runtime } of device.living) must(runtime.status().pending === 0, 'the outbox drains', () => `${device.id} says ${runtime.status().pending}`);
}

/** A browser that forgot everything took operations with it. Those that the server had heard of are known to be missing. */
async function lossIsProved({ database }: SimulatedSchool, device: SimulatedDevice, stored: Stored): Promise<void> {
	const own = device.recorded.map(({ id }) => id);
	const invented = [...stored.keys()].filter((id) => id.startsWith(`${device.id}:`) && !own.includes(id));
	must(invented.length === 0, 'nothing happens twice', () => `${invented.join()} was never done`);
	const row = await findInstallation(database.reader, device.installation.id);
	const told = device.toldN(database.epoch);
	const missing = device.recorded.filter(({ id, operation }) => operation.n <= told && !stored.has(id));
	must(missing.length === 0 || (row?.reported_max_n ?? 0) >= told, 'a loss is proved', () => `${missing.map(({ id }) => id).join()} went, and the server heard of ${row?.reported_max_n}`);
}

/** Each fact stands once, under an operation that was accepted; a copy is lent to one at most. */
async function happenedOnce({ database }: SimulatedSchool, stored: Stored): Promise<void> {
	const facts = await database.reader.selectFrom('copy_fact').select(['operation_id']).execute();
	const by = Map.groupBy(facts, (fact) => fact.operation_id);
	for (const [id, { length }] of by) {
		must(stored.get(id)?.status === 'accepted', 'nothing happens twice', () => `the fact of ${id} has no accepted operation`);
		must(length === 1, 'nothing happens twice', () => `${id} has ${length} facts`);
	}
	for (const [id, { status, type }] of stored) {
		if (status === 'accepted' && (type === 'check-out' || type === 'check-in')) must(by.has(id), 'nothing is lost', () => `${id} left no fact`);
	}
	const open = await database.reader.selectFrom('loan').select('copy_id').where('returned_at', 'is', null).execute();
	must(new Set(open.map((row) => row.copy_id)).size === open.length, 'a copy is lent to one at most', () => JSON.stringify(open));
}

/** What is stored of a copy follows from its facts, in whatever order they come. */
async function refolds({ database }: SimulatedSchool, chance: Chance): Promise<void> {
	const rows = await database.reader.selectFrom('copy_fact').select('body').execute();
	const facts = rows.map((row) => JSON.parse(row.body) as CopyFact);
	const states = await database.reader.selectFrom('copy_state').select(['copy_id', 'body']).execute();
	const loans = await database.reader.selectFrom('loan').select(['id', 'copy_id', 'body']).execute();
	for (const { copy_id, body } of states) {
		const result = fold(copy_id as never, chance.shuffled(facts.filter((fact) => fact.copyId === copy_id)));
		must(isDeepStrictEqual(plain(result.state), JSON.parse(body)), 'the set of facts decides', () => `${copy_id} is ${body}, not ${JSON.stringify(result.state)}`);
		const ofCopy = Object.fromEntries(loans.filter((loan) => loan.copy_id === copy_id).map((loan) => [loan.id, JSON.parse(loan.body) as unknown]));
		must(isDeepStrictEqual(plain(Object.fromEntries(result.loans)), ofCopy), 'the set of facts decides', () => `loans of ${copy_id}: ${JSON.stringify(ofCopy)}`);
	}
}

/** Wherever and however often a question was answered: it is answered, by an answer that somebody gave. */
async function staysAnswered({ database }: SimulatedSchool, stored: Stored): Promise<void> {
	const rows = await database.reader.selectFrom('incident').select('body').execute();
	const incidents = new Map(rows.map(({ body }) => [(JSON.parse(body) as Incident).id as string, JSON.parse(body) as Incident]));
	const answers = [...stored].filter(([, { type, status }]) => type === 'settle-incident' && status === 'accepted');
	const aboutOf = new Map(answers.map(([id, { payload }]) => [id, (JSON.parse(payload ?? '{}') as { incidentId?: string }).incidentId]));
	for (const [id, about] of aboutOf) {
		const incident = incidents.get(about ?? '');
		must(incident === undefined || incident.settled !== undefined, 'an answer stands', () => `${about ?? ''} is open again after ${id}`);
	}
	for (const { id, settled } of incidents.values()) {
		if (!settled || settled.answer === 'overtaken') continue;
		must(aboutOf.get(settled.source.operationId) === id, 'an answer stands', () => `${id} is answered by ${settled.source.operationId}, which answered ${aboutOf.get(settled.source.operationId) ?? 'nothing'}`);
	}
}

/** The time of a fact is when it happened, not when it arrived, unless it says that it does not know. */
function timesAreTrue(school: SimulatedSchool, stored: Stored): void {
	for (const { id, trueAt, clockKnown, operation } of school.devices.flatMap((device) => device.recorded)) {
		const row = stored.get(id);
		if (!row?.certain || !clockKnown || operation.clock.session === 'other version') continue;
		const error = row.corrected_at - trueAt;
		must(Math.abs(error) <= clockError, 'facts stand at their own time', () => `${id} is ${Math.round(error / 1000)} s off`);
	}
}

type Held = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

async function heldByServer({ database, server }: SimulatedSchool): Promise<Held> {
	const rows = await database.reader.selectFrom('feed').select(['scope', 'kind', 'id', 'body']).where('school_id', '=', server.school.id).where('deleted', '=', 0).execute();
	const byScope = Map.groupBy(rows, (row) => row.scope);
	return new Map([...byScope].map(([scope, of]) => [scope, new Map(of.map((row) => [`${row.kind} ${row.id}`, JSON.parse(row.body ?? 'null') as unknown]))]));
}

/** A device holds its scopes and nothing else, and shows what it holds. */
async function equalsServer(school: SimulatedSchool, device: SimulatedDevice, scopes: Held): Promise<void> {
	const row = await findInstallation(school.database.reader, device.installation.id);
	if (!row) return;
	const expected = new Map<string, unknown>();
	for (const scope of await pullScopes(school.database.reader, device.session, row)) for (const [key, body] of scopes.get(scope) ?? []) expected.set(`${scope} ${key}`, body);
	const held = new Map<string, unknown>();
	const records = new Records();
	await device.data.read((scope, rows) => {
		confirmRows(records, rows, scope);
		for (const { k, id, b, d } of rows) if (d) held.delete(`${scope} ${k} ${id}`); else held.set(`${scope} ${k} ${id}`, b);
	});
	const differing = [...new Set([...expected.keys(), ...held.keys()])].filter((key) => !isDeepStrictEqual(expected.get(key), held.get(key)));
	must(differing.length === 0, 'every device equals its scopes', () => `${device.id} ${differing.slice(0, 4).join(', ')}: ${JSON.stringify(held.get(differing[0] ?? ''))}, not ${JSON.stringify(expected.get(differing[0] ?? ''))}`);
	for (const tab of device.living) shows(device, tab.runtime.records, records);
}

function shows(device: SimulatedDevice, shown: Records, held: Records): void {
	for (const kind of rowKinds) {
		const of = (records: Records) => new Map([...records.all(kind)].map((row) => [row.id, row] as const));
		const [left, right] = [of(shown), of(held)];
		const differing = [...new Set([...left.keys(), ...right.keys()])].filter((id) => !isDeepStrictEqual(left.get(id), right.get(id)));
		must(differing.length === 0, 'a tab shows what its device holds', () => `${device.id} ${kind} ${differing[0] ?? ''}: ${JSON.stringify(left.get(differing[0] ?? ''))}, not ${JSON.stringify(right.get(differing[0] ?? ''))}`);
	}
}

function plain(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value));
}

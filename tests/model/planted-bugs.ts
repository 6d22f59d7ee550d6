import { rowKinds } from '#lib/protocol/rows.ts';
import type { PullRequest, PullResponse, PushResponse, WireRow } from '#lib/protocol/sync.ts';
import { pullScopes } from '#lib/server/sync/pull-scopes.ts';
import { findInstallation } from '#lib/server/sync/installations.ts';
import type { PlantedBug, SimulatedSchool } from '../support/simulated-school.ts';
import { Killed } from '../support/simulation/simulated-server.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';

/** Mistakes that sync code makes in the real world, each put between honest parts. */
export const plantedBugs: Readonly<Record<string, () => PlantedBug>> = {
	'no idempotency': () => ({
		async push(school, request, _device, killed) {
			const known = await lastN(school, request.installation);
			const operations = request.operations.map((operation, i) => ({ ...operation, n: known + 1 + i }));
			return school.server.push({ ...request, operations }, killed);
		}
	}),

	'delete on send': () => ({
		transport: (honest, device) => ({
			...honest,
			async push(request) {
				await device.outbox.confirm(request.operations.at(-1)?.n ?? 0, 0);
				return honest.push(request);
			}
		})
	}),

	'delete on answer': () => ({
		transport: (honest, device) => ({
			...honest,
			async push(request) {
				const sent = await honest.push(request);
				if (sent.ok) await device.outbox.confirm(sent.body.lastN, 0);
				return sent;
			}
		})
	}),

	'last_n ahead of its effects': () => ({
		async push(school, request, _device, killed) {
			const last = request.operations.at(-1)?.n;
			try {
				return await school.server.push(request, killed);
			} catch (error) {
				// Committed on its own before the effects, which the server did not live to write.
				if (error instanceof Killed && last) await setLastN(school, request.installation, last);
				throw error;
			}
		}
	}),

	'sequence out of commit order': () => {
		// Changes that have their number and are not committed yet, by the time at which they will be.
		const open = new Map<number, number>();
		return {
			async push(school, request, _device, killed) {
				const answer = await school.server.push(request, killed);
				if (school.chance.happens(0.5)) open.set(await school.server.seq(), school.now + 2_000);
				return answer;
			},
			pull: (school, request, device) => withRows(school, request, device, (row) => (open.get(row.s) ?? 0) <= school.now)
		};
	},

	'stop at a bad operation': () => ({
		async push(school, request, _device, killed) {
			await school.database.reader.updateTable('operation_throw').set({ times: 0 }).execute();
			return school.server.push(request, killed);
		}
	}),

	'arrival-order conflict rule': () => ({
		push: (school, request, _device, killed) =>
			school.server.push({ ...request, operations: request.operations.map((operation) => ({ ...operation, clock: request.sent })) }, killed)
	}),

	'stale answer applied': () => {
		const earlier = new Map<string, PullResponse[]>();
		return {
			async pull(school, request, device) {
				const answer = await school.server.pull(device.session, request);
				const known = (earlier.get(device.id) ?? []).filter(({ epoch, scopes }) => epoch === answer.epoch && scopes.every((scope) => !scope.snapshot));
				earlier.set(device.id, [...known, answer]);
				if (known.length === 0 || !school.chance.happens(0.2)) return answer;
				// The app no longer asks whether an answer continues where it is.
				const stale = school.chance.pick(known);
				return { ...stale, scopes: stale.scopes.map((scope) => ({ ...scope, from: request.cursors[scope.id] ?? null })) };
			}
		};
	},

	'tombstone dropped early': () => {
		const changes: { readonly at: number; readonly seq: number }[] = [];
		return {
			async pull(school, request, device) {
				changes.push({ at: school.now, seq: await school.server.seq() });
				const old = changes.findLast(({ at }) => at < school.now)?.seq ?? 0;
				await school.database.reader.deleteFrom('feed').where('deleted', '=', 1).where('seq', '<=', old).execute();
				return school.server.pull(device.session, request);
			}
		};
	},

	'scope leak': () => ({
		async pull(school, request, device) {
			const answer = await school.server.pull(device.session, request);
			if (device.installation.kind === 'desk') return answer;
			const rows = await statesOfDesk(school);
			return { ...answer, scopes: answer.scopes.map((scope) => (scope.id.startsWith('pat:') ? { ...scope, rows: [...scope.rows, ...rows] } : scope)) };
		}
	}),

	'one cursor for all scopes': () => ({
		async pull(school, request, device) {
			const installation = await findInstallation(school.database.reader, request.installation);
			const one = Math.max(...Object.values(request.cursors).map((cursor) => cursor ?? 0), 0);
			if (!installation || one === 0) return school.server.pull(device.session, request);
			const scopes = await pullScopes(school.database.reader, device.session, installation);
			const answer = await school.server.pull(device.session, { ...request, cursors: Object.fromEntries(scopes.map((scope) => [scope, one])) });
			return { ...answer, scopes: answer.scopes.map((scope) => ({ ...scope, from: request.cursors[scope.id] ?? null })) };
		}
	}),

	'a scope that ended is kept': () => {
		const held = new Map<string, PullResponse['scopes']>();
		return {
			async pull(school, request, device) {
				const answer = await school.server.pull(device.session, request);
				const listed = new Set(answer.scopes.map((scope) => scope.id));
				const ended = (held.get(device.id) ?? []).filter((scope) => !listed.has(scope.id) && request.cursors[scope.id] !== undefined);
				const to = answer.scopes[0]?.to ?? 0;
				const scopes = [...answer.scopes, ...ended.map(({ id }) => ({ id, from: request.cursors[id] ?? null, to, more: false, rows: [] }))];
				held.set(device.id, scopes);
				return { ...answer, scopes };
			}
		};
	},

	'unknown rows dropped': () => ({
		pull: (school, request, device) => withRows(school, request, device, (row) => (rowKinds as readonly string[]).includes(row.k))
	}),

	'refusal lost with the answer': () => {
		const told = new Set<string>();
		return {
			transport: (honest, device) => ({
				...honest,
				async push(request) {
					const sent = await honest.push(request);
					for (const n of sent.ok ? ((sent.body as FirstAnswer).judged ?? []) : []) told.add(`${device.id}:${n}`);
					return sent;
				}
			}),
			async push(school, request, _device, killed) {
				const before = await lastN(school, request.installation);
				const answer: FirstAnswer = await school.server.push(request, killed);
				return { ...answer, judged: request.operations.map(({ n }) => n).filter((n) => n > before) };
			},
			pull: (school, request, device) => withRows(school, request, device, (row) => row.k !== 'outcome' || row.d === true || told.has(row.id))
		};
	}
};

/** An answer that says what became of operations only when it is the first to know. */
type FirstAnswer = PushResponse & { readonly judged?: readonly number[] };

async function withRows(school: SimulatedSchool, request: PullRequest, device: SimulatedDevice, keep: (row: WireRow) => boolean): Promise<PullResponse> {
	const answer = await school.server.pull(device.session, request);
	return { ...answer, scopes: answer.scopes.map((scope) => ({ ...scope, rows: scope.rows.filter(keep) })) };
}

async function lastN({ database }: SimulatedSchool, id: PullRequest['installation']): Promise<number> {
	return (await findInstallation(database.reader, id))?.last_n ?? 0;
}

async function setLastN({ database, server }: SimulatedSchool, id: string, n: number): Promise<void> {
	await database.reader.updateTable('installation').set({ last_n: n }).where('id', '=', id).where('last_n', '<', n).execute();
	const seq = (await server.seq()) + 1;
	await database.reader.updateTable('school').set({ seq }).execute();
	const body = JSON.stringify({ id, lastN: n, name: id });
	await database.reader
		.insertInto('feed')
		.values({ school_id: server.school.id, scope: `dev:${id}`, kind: 'progress', id, seq, deleted: 0, body, bucket: null })
		.onConflict((conflict) => conflict.columns(['school_id', 'scope', 'kind', 'id']).doUpdateSet({ seq, body }))
		.execute();
}

/** Who has which copy, as only desks may see it. */
async function statesOfDesk({ database, server }: SimulatedSchool): Promise<WireRow[]> {
	const rows = await database.reader.selectFrom('copy_state').select(['copy_id', 'body']).where('loan_id', 'is not', null).execute();
	const s = await server.seq();
	return rows.map((row) => ({ k: 'copyState', id: row.copy_id, s, b: { ...(JSON.parse(row.body) as object), id: row.copy_id } }));
}

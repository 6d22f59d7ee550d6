import { Dexie } from 'dexie';
import type { Installation } from '#lib/client/app.ts';
import { DexieData, dataName } from '#lib/client/db/dexie-data.ts';
import { DexieOutbox, outboxName } from '#lib/client/db/dexie-outbox.ts';
import type { Pack } from '#lib/client/db/ports.ts';
import { browserClock } from '#lib/client/device/clock.ts';
import { Runtime } from '#lib/client/runtime.ts';
import type { AccountId, InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { fetchPacks } from '../../first-start/pages/packs.ts';
import { epoch, PretendedServer } from './pretended-server.ts';

const schoolId = 'a5c0ffee-0000-4000-8000-000000000001' as SchoolId;
const accountId = '0f1e2d3c-acct-4000-8000-000000000001' as AccountId;

export interface OpenDesk {
	readonly runtime: Runtime;
	readonly server: PretendedServer;
	readonly outbox: DexieOutbox;
	/** From nothing in memory to a usable view. */
	readonly startMs: number;
	close(): Promise<void>;
}

/** The real runtime on real stores that hold the packs and so many pending operations; only the network is pretended. */
export async function openDesk(id: string, files: readonly string[], pending: readonly Omit<Operation, 'n'>[], online: boolean): Promise<OpenDesk> {
	const installation = anInstallation(id as InstallationId);
	const scopes = [`cat:${schoolId}`, `avail:${schoolId}`, `desk:${schoolId}`, `dev:${id}`];
	const [data, outbox] = [new DexieData(dataName(id)), new DexieOutbox(outboxName(id))];
	const packs: Pack[] = [];
	await fetchPacks(files, async (bytes, i) => void packs.push({ scope: scopes[2] ?? '', name: String(i), bytes }));
	await data.commit({ drop: [], packs, rows: [], state: { epoch, cursors: Object.fromEntries(scopes.map((scope) => [scope, 1])), confirmedN: 0 } });
	if (pending.length > 0) await outbox.append(pending, 1);
	const server = new PretendedServer(id, scopes, online);
	const runtime = new Runtime({
		installation,
		build: 'bench',
		outbox,
		data,
		transport: server.transport,
		clock: browserClock(),
		random: Math.random,
		schedule: (wake, ms) => {
			const timer = setTimeout(wake, ms);
			return () => clearTimeout(timer);
		},
		newId: () => crypto.randomUUID(),
		storage: () => ({}),
		tellOthers: () => undefined
	});
	server.records = runtime.records;
	const began = performance.now();
	await runtime.start();
	const startMs = performance.now() - began;
	const close = async () => {
		await runtime.stop();
		await Promise.all([Dexie.delete(dataName(id)), Dexie.delete(outboxName(id))]);
	};
	return { runtime, server, outbox, startMs, close };
}

function anInstallation(id: InstallationId): Installation {
	const account = { id: accountId, name: 'Mediathecaris', roles: ['mediaLibrarian'] as const };
	return { id, kind: 'desk', name: 'Balie', key: 'key', schoolId, brin: '99ZZ', schoolName: 'Meetschool', demo: false, accounts: [account], currentAccountId: accountId };
}

/** Check-outs and check-ins of copies that no made scan touches. */
export function makePending(count: number, copies: readonly { id: string }[], patronIds: readonly string[]): Omit<Operation, 'n'>[] {
	const clock = { wall: Date.now() - 3_600_000, monotonic: 1, session: 'before' };
	return Array.from({ length: count }, (_, i) => {
		const copyId = copies[Math.floor(i / 2)]?.id;
		const out = i % 2 === 0;
		const payload = out ? { loanId: crypto.randomUUID(), copyId, patronId: patronIds[i % patronIds.length] } : { copyId };
		return { type: out ? 'check-out' : 'check-in', v: 1, actor: accountId, payload, clock: { ...clock, wall: clock.wall + i * 1000 } };
	});
}

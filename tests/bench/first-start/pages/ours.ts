import type { Installation } from '#lib/client/app.ts';
import { Device } from '#lib/client/db/device.ts';
import { startInstallation } from '#lib/client/start.ts';
import { TitleSearch } from '#lib/client/search/title-search.ts';
import type { RegisteredInstallation, Session } from '#lib/protocol/session.ts';
import { rowKinds } from '#lib/protocol/rows.ts';
import type { Records } from '#lib/client/view/records.ts';
import { watchMainThread } from '../../support/main-thread-probe.ts';
import type { OursMeasured } from './measured.ts';

export interface OursAsked {
	readonly credentials: { readonly brin: string; readonly name: string; readonly secret: string };
	/** Of a copy that must be found before the desk counts as lendable. */
	readonly barcode: string;
	/** Two desks of a school have different names. */
	readonly deskName: string;
	readonly search: { readonly text: string; readonly titleId: string };
}

async function post<T>(path: string, body: unknown): Promise<T> {
	const response = await fetch(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
	if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
	return (await response.json()) as T;
}

/** The steps of `SessionState.#register`, with its own parts, and a clock beside them. */
async function firstStart({ credentials, barcode, deskName, search }: OursAsked): Promise<OursMeasured> {
	performance.setResourceTimingBufferSize(5000);
	const session = await post<Session>('/api/session/sign-in', credentials);
	const probe = watchMainThread();
	const began = performance.now();
	const installation = await register(session, deskName);
	await new Device().save(installation);
	const started = await startInstallation(installation, { build: 'bench', storage: () => ({}) });
	const { runtime } = started;
	await until(runtime.records, () => runtime.queries.ready);
	if (!runtime.queries.copyByBarcode(barcode)) throw new Error('ready, but the copy cannot be found');
	const lendable = performance.now() - began;
	const blockedUntilLendable = await probe.stop();
	const searchBegan = performance.now();
	const searchProbe = watchMainThread();
	const titles = new TitleSearch(runtime);
	await titles.ready();
	const found = await titles.query(search.text, 50);
	if (!found?.hits.some((hit) => hit.id === search.titleId)) throw new Error('the title cannot be found');
	const searchable = lendable + performance.now() - searchBegan;
	const blockedBySearch = await searchProbe.stop();
	const rows = rowKinds.reduce((sum, kind) => sum + runtime.records.count(kind), 0);
	titles.stop();
	await started.stop();
	return { lendable, searchable, ...traffic(began), blockedUntilLendable, blockedBySearch, rows };
}

async function register(session: Session, deskName: string): Promise<Installation> {
	const { id, key, schoolId, name } = await post<RegisteredInstallation>('/api/installation/register', { kind: 'desk', name: deskName });
	const { brin, name: schoolName, demo } = session.school;
	const { account } = session;
	return { id, kind: 'desk', name, key, schoolId, brin, schoolName, demo, accounts: [account], currentAccountId: account.id };
}

function until(records: Records, reached: () => boolean): Promise<void> {
	return new Promise((resolve) => {
		const leave = records.subscribe(look);
		function look(): void {
			if (!reached()) return;
			leave();
			resolve();
		}
		look();
	});
}

function traffic(began: number): Pick<OursMeasured, 'lastByte' | 'snapshot' | 'bytes' | 'requests'> {
	const all = performance.getEntriesByType('resource').filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming).filter((entry) => entry.name.includes('/api/sync/') && entry.startTime >= began);
	const ends = (part: string) => Math.max(...all.filter((entry) => entry.name.includes(part)).map((entry) => entry.responseEnd - began));
	return {
		lastByte: ends('/api/sync/'),
		snapshot: ends('/api/sync/page/'),
		bytes: all.reduce((sum, entry) => sum + entry.transferSize, 0),
		requests: all.length
	};
}

declare global {
	var firstStartOfOurs: typeof firstStart;
}
globalThis.firstStartOfOurs = firstStart;

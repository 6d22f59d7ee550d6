import { afterWaiting } from './after-waiting.ts';
import type { Installation } from './app.ts';
import { DexieData, dataName } from './db/dexie-data.ts';
import { DexieOutbox, outboxName } from './db/dexie-outbox.ts';
import { browserClock } from './device/clock.ts';
import { rememberedContact } from './device/lease.ts';
import { Runtime } from './runtime.ts';
import { listenLive } from './sync/live.ts';
import { httpTransport } from './sync/transport.ts';
import type { TabMessage } from './tabs.ts';

export interface StartOptions {
	readonly build: string;
	/** What the browser said about keeping our data. */
	readonly storage: () => { persisted?: boolean | undefined; quota?: number | undefined };
	/** One's own part can be seen already; the rest is being read. */
	readonly onGlance?: ((runtime: Runtime) => void) | undefined;
}

export interface Started {
	readonly runtime: Runtime;
	stop(): Promise<void>;
}

/** Puts one installation together from the browser's parts. */
export async function startInstallation(installation: Installation, options: StartOptions): Promise<Started> {
	const clock = browserClock();
	const others = new BroadcastChannel(`mediatheek-${installation.id}`);
	const authorization = `Installation ${installation.id}.${installation.key}`;
	const runtime = new Runtime({
		installation,
		build: options.build,
		outbox: new DexieOutbox(outboxName(installation.id)),
		data: new DexieData(dataName(installation.id)),
		transport: httpTransport({ authorization, onServerTime: (now, sent) => clock.measure(now, sent) }),
		clock,
		random: Math.random,
		schedule: (wake, ms) => {
			const timer = setTimeout(wake, ms);
			return () => clearTimeout(timer);
		},
		newId: () => crypto.randomUUID(),
		lastContact: () => rememberedContact(installation.id),
		storage: options.storage,
		tellOthers: (message) => others.postMessage(message)
	});
	others.onmessage = (event: MessageEvent<TabMessage>) => void runtime.heard(event.data);
	const glances = isOfOnePatron(installation);
	if (glances && (await runtime.glance().catch(notToday))) {
		options.onGlance?.(runtime);
		// Reading the rest holds the page up again and again: what is here already is shown before.
		await afterWaiting();
	}
	await runtime.start();
	const stopKeeping = glances ? keepGlanceUpToDate(runtime) : () => undefined;
	const release = leadWhenAlone(installation.id, runtime);
	const stopWaking = wakeOnSigns(runtime);
	return {
		runtime,
		async stop() {
			stopWaking();
			stopKeeping();
			release();
			others.close();
			await runtime.stop();
		}
	};
}

function isOfOnePatron({ kind, accounts, currentAccountId }: Installation): boolean {
	return kind === 'account' && accounts.find(({ id }) => id === currentAccountId)?.patronId !== undefined;
}

/** Without it the start is slower, and nothing else. */
function notToday(error: unknown): false {
	console.warn('glance', error);
	return false;
}

/** Milliseconds after a change; by then whoever acts has seen what it did. */
const untilCalm = 2000;

function keepGlanceUpToDate(runtime: Runtime): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const keep = () => {
		clearTimeout(timer);
		timer = setTimeout(() => void runtime.keepGlance().catch(notToday), untilCalm);
	};
	const stopListening = runtime.records.subscribe(keep);
	keep();
	return () => {
		clearTimeout(timer);
		stopListening();
	};
}

/**
 * One tab sends and receives for all tabs of an installation. Only an optimisation: two that send at once are
 * harmless, because the server knows every operation by its number.
 */
function leadWhenAlone(id: string, runtime: Runtime): () => void {
	const given = new AbortController();
	let release = () => {};
	const lead = () => {
		void runtime.lead();
		const stopListening = listenLive(runtime);
		return new Promise<void>((resolve) => {
			release = () => {
				stopListening();
				resolve();
			};
		});
	};
	if (!navigator.locks) void lead();
	else navigator.locks.request(`mediatheek-sync-${id}`, { signal: given.signal }, lead).catch(() => undefined);
	return () => {
		given.abort();
		release();
	};
}

/** Signs that the network may be back or that somebody looks. `navigator.onLine` itself is only a hint. */
function wakeOnSigns(runtime: Runtime): () => void {
	const wake = () => runtime.syncNow();
	const seen = () => {
		if (document.visibilityState === 'visible') wake();
	};
	window.addEventListener('online', wake);
	window.addEventListener('focus', wake);
	document.addEventListener('visibilitychange', seen);
	return () => {
		window.removeEventListener('online', wake);
		window.removeEventListener('focus', wake);
		document.removeEventListener('visibilitychange', seen);
	};
}

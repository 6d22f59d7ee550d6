import type { ClockReading } from '#lib/domain/shared/corrected-time.ts';
import type { InstallationId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { protocolVersion, pushLimit, type WireRow } from '#lib/protocol/sync.ts';
import { holdsPeople, isOfFew } from '#lib/protocol/scopes.ts';
import { afterWaiting } from '../after-waiting.ts';
import { emptyCursors, Overtaken, type DataChange, type DataStore, type OutboxStore, type Pack } from '../db/ports.ts';
import { packRows } from '../db/packs.ts';
import { initialSync, reduce, type StagedScope, type SyncCommand, type SyncEvent, type SyncState } from './core.ts';
import { blankArchive } from './forgetting.ts';
import type { Transport } from './transport.ts';

/** How long a confirmed operation stays, for a server restored from an older backup (sync.md). */
export const archiveDays = 60;

/** Opened again within this time, an app goes on where it was; after it, many may be opened at once. */
const calmAfter = 60 * 60_000;

export interface SyncLoopOptions {
	readonly installationId: InstallationId;
	readonly schoolId: SchoolId;
	readonly build: string;
	readonly outbox: OutboxStore;
	readonly data: DataStore;
	readonly transport: Transport;
	readonly reading: () => ClockReading;
	readonly now: () => number;
	readonly random: () => number;
	/** Runs `wake` after `ms`; returns how to call it off. */
	readonly schedule: (wake: () => void, ms: number) => () => void;
	/** When the server was reached last, in an earlier life of the app too. */
	readonly lastContact: () => number | undefined;
	readonly report: () => { persisted?: boolean | undefined; quota?: number | undefined };
	/** After a commit, before operations leave the outbox: take these rows into the view. */
	readonly onCommitted: (change: DataChange) => Promise<void>;
	/** The confirmed rows are another tab's: read them again. */
	readonly onOvertaken: () => Promise<void>;
	/** The outbox holds operations that nobody told us of: another tab died before it could. */
	readonly onFound: () => void;
	/** Hashes of people who were forgotten (`Forgotten`), as the rows in view tell. */
	readonly forgotten: () => Iterable<string>;
	/** The confirmed rows were given up. */
	readonly onGivenUp: () => void;
	readonly onState: (state: SyncState) => void;
	/** 0…1 while a snapshot arrives. */
	readonly onLoading: (part: number | undefined) => void;
}

type Happened = SyncEvent extends infer E ? (E extends SyncEvent ? Omit<E, 'now' | 'random'> : never) : never;

/** Carries out what the core decides: the only part that touches stores, network and timers. */
export class SyncLoop {
	readonly #options: SyncLoopOptions;
	#state = initialSync();
	#cancelWake: (() => void) | undefined;
	/** Only a tab that leads sends and receives; until then nothing is decided. */
	#leads = false;
	#stopped = false;
	/** What the data database held after our last look at it or commit to it. */
	#held = emptyCursors;
	#running = Promise.resolve();
	/** Whether first loads were packed anew since this app was opened. */
	#compacted = false;

	constructor(options: SyncLoopOptions) {
		this.#options = options;
	}

	get state(): SyncState {
		return this.#state;
	}

	/** Whether this tab sends and receives. */
	get leads(): boolean {
		return this.#leads;
	}

	/** Ends what a crash beside a commit left: confirmed operations in the outbox, or forgotten ones in the archive. */
	async tidyOutbox(): Promise<void> {
		const { data, outbox, now } = this.#options;
		await outbox.confirm((await data.state()).confirmedN, now());
		// Without locks another tab may have heard of a restored server meanwhile, which knows less.
		const { epoch, confirmedN } = await data.state();
		if (epoch !== null) await outbox.reopen(confirmedN);
	}

	async start(): Promise<void> {
		const cursors = await this.#options.data.state();
		const maxN = (await this.#options.outbox.nextN()) - 1;
		this.#held = cursors;
		this.#leads = true;
		const { lastContact, now } = this.#options;
		const contactAt = lastContact();
		const calmly = cursors.epoch !== null && contactAt !== undefined && now() - contactAt > calmAfter;
		this.#dispatch({ type: 'started', cursors, maxN, calmly });
	}

	appended(maxN: number): void {
		this.#dispatch({ type: 'appended', maxN });
	}

	wake(force = false): void {
		this.#dispatch({ type: 'woken', force });
	}

	poked(upTo: number): void {
		this.#dispatch({ type: 'poked', upTo });
	}

	signedIn(): void {
		this.#dispatch({ type: 'signedIn' });
	}

	/** Resolves when what is being carried out has ended; nothing starts afterwards. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#cancelWake?.();
		await this.#running;
	}

	/** Resolves once nothing flies: for tests and for signing out. */
	async settled(): Promise<void> {
		let seen;
		do {
			seen = this.#running;
			await seen;
		} while (seen !== this.#running);
	}

	#dispatch(happened: Happened): void {
		if (this.#stopped || !this.#leads) return;
		const { now, random } = this.#options;
		const event = { ...happened, now: now(), random: random() } as SyncEvent;
		const [state, commands] = reduce(this.#state, event);
		this.#state = state;
		this.#options.onState(state);
		for (const command of commands) this.#run(command);
	}

	#run(command: SyncCommand): void {
		if (command.type === 'wakeAt') return this.#wakeAt(command.at);
		const { generation } = this.#state;
		this.#running = this.#carryOut(command, generation).then((happened) => {
			if (happened) this.#dispatch(happened);
		});
	}

	#wakeAt(at: number): void {
		this.#cancelWake?.();
		this.#cancelWake = this.#options.schedule(() => this.wake(), Math.max(0, at - this.#options.now()));
	}

	async #carryOut(command: Exclude<SyncCommand, { type: 'wakeAt' }>, generation: number): Promise<Happened | undefined> {
		switch (command.type) {
			case 'push':
				return this.#push(command, generation);
			case 'pull':
				return this.#pull(command, generation);
			case 'snapshot':
				return this.#snapshot(command.scope, generation);
			case 'commit':
				return this.#commit(command, generation);
			case 'giveUpData':
				await this.#options.data.clear();
				this.#held = emptyCursors;
				this.#options.onGivenUp();
				return { type: 'woken', force: false };
		}
	}

	async #push({ afterN, limit, epoch }: Extract<SyncCommand, { type: 'push' }>, generation: number): Promise<Happened> {
		const { outbox, transport, installationId, build } = this.#options;
		const pending = (await outbox.pending()).filter((operation) => operation.n > afterN);
		const operations = fitting(pending.slice(0, limit));
		const [oldestN, nextN] = [await outbox.oldestN(), await outbox.nextN()];
		const sent = this.#options.reading();
		const answer = await transport.push({ proto: protocolVersion, build, epoch, installation: installationId, sent, oldestN, maxN: nextN - 1, operations });
		if (!answer.ok) return { type: 'failed', generation, during: 'push', failure: answer.failure };
		return { type: 'pushed', generation, lastN: answer.body.lastN, epoch: answer.body.epoch };
	}

	async #pull({ cursors, epoch }: Extract<SyncCommand, { type: 'pull' }>, generation: number): Promise<Happened> {
		const { outbox, transport, installationId, build, report, onFound } = this.#options;
		const pending = await outbox.pending();
		const maxN = (await outbox.nextN()) - 1;
		if (maxN > this.#state.maxN) onFound();
		const said = { pending: pending.length, maxN, oldestPending: pending[0]?.clock.wall, build, ...report() };
		const answer = await transport.pull({ proto: protocolVersion, epoch, installation: installationId, cursors, report: said });
		if (!answer.ok) return { type: 'failed', generation, during: 'pull', failure: answer.failure };
		return { type: 'pulled', generation, response: answer.body };
	}

	async #snapshot(scope: string, generation: number): Promise<Happened> {
		const { transport, onLoading } = this.#options;
		const manifest = await transport.manifest(scope);
		if (!manifest.ok) return { type: 'failed', generation, during: 'snapshot', failure: manifest.failure };
		const wanted = manifest.body.pages;
		const pages: { hash: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
		onLoading(0);
		// A few at a time: the school's line is shared, and one page that fails must not waste the others' turn.
		for (let i = 0; i < wanted.length; i += 6) {
			const answers = await Promise.all(wanted.slice(i, i + 6).map((page) => transport.page(page.hash)));
			for (const [j, answer] of answers.entries()) {
				if (!answer.ok) return { type: 'failed', generation, during: 'snapshot', failure: answer.failure };
				pages.push({ hash: wanted[i + j]?.hash ?? '', bytes: answer.body });
			}
			onLoading(pages.length / wanted.length);
		}
		return { type: 'snapshotLoaded', generation, epoch: manifest.body.epoch, scope, seq: manifest.body.seq, pages };
	}

	/**
	 * Lets go of what this device may no longer tell: of somebody who was forgotten everything, also in what was sent, and
	 * of the others what their newer rows replace. It may fail without harm to anything else.
	 */
	async #forget(change: DataChange, confirmedBefore: number): Promise<void> {
		const { data, outbox, schoolId, forgotten } = this.#options;
		const { rows, drop } = change;
		const arrived = rows.some((scope) => scope.rows.some((row) => row.k === 'forgotten' && !row.d));
		try {
			await data.compact(arrived ? undefined : this.#scopesToCompact(change));
			this.#compacted = true;
			await blankArchive(outbox, schoolId, new Set(forgotten()), arrived || drop.length > 0 ? 0 : confirmedBefore);
		} catch (error) {
			console.error('forget', error);
		}
	}

	/** Those of few people with each change; those of many cost more, and have their turn once in each life of the app. */
	#scopesToCompact({ rows, state }: DataChange): string[] {
		return this.#compacted ? rows.map(({ scope }) => scope).filter(isOfFew) : Object.keys(state.cursors).filter(holdsPeople);
	}

	async #commit(command: Extract<SyncCommand, { type: 'commit' }>, generation: number): Promise<Happened> {
		const { data, outbox, now, onCommitted, onOvertaken, onLoading } = this.#options;
		try {
			const basis = this.#held;
			const change = { ...(await dataChange(command)), basis };
			await data.commit(change);
			this.#held = change.state;
			// A server that knows less than we had confirmed gets the archive again; the view shows it as unsent at once.
			if (command.epochChanged) await outbox.reopen(command.cursors.confirmedN);
			await onCommitted(change);
			await outbox.confirm(command.cursors.confirmedN, now());
			await outbox.pruneArchive(now() - archiveDays * 86_400_000);
			await this.#forget(change, basis.confirmedN);
			return { type: 'committed', generation, cursors: command.cursors };
		} catch (error) {
			if (error instanceof Overtaken) {
				// The other tab may have died between its commit and the outbox.
				await this.tidyOutbox();
				this.#held = await data.state();
				await onOvertaken();
				return { type: 'overtaken', generation, cursors: this.#held };
			}
			console.error('commit', error);
			return { type: 'failed', generation, during: 'commit', failure: { code: 'storageFull' } };
		} finally {
			onLoading(undefined);
		}
	}
}

/** As many operations as fit one push; at least one. */
function fitting(operations: readonly Operation[]): Operation[] {
	let bytes = 0;
	const fit: Operation[] = [];
	for (const operation of operations) {
		bytes += JSON.stringify(operation).length * 2;
		if (fit.length > 0 && bytes > pushLimit.bytes) break;
		fit.push(operation);
	}
	return fit;
}

/** First loads are kept packed; what changes later is kept row by row. */
async function dataChange({ staged, drop, cursors }: Extract<SyncCommand, { type: 'commit' }>): Promise<DataChange> {
	const packs: Pack[] = [];
	const unpacked = new Map<Pack, readonly WireRow[]>();
	const rows: { scope: string; rows: readonly WireRow[] }[] = [];
	for (const scope of staged) {
		packs.push(...scope.pages.map((page) => ({ scope: scope.id, name: page.hash, bytes: page.bytes })));
		if (scope.fresh && scope.pages.length === 0) {
			for (const [pack, ofPack] of await packed(scope)) unpacked.set(pack, ofPack);
		} else if (scope.rows.length > 0) rows.push({ scope: scope.id, rows: scope.rows });
	}
	return { drop, packs: [...packs, ...unpacked.keys()], unpacked, rows, state: cursors };
}

const rowsPerPack = 2000;

async function packed(scope: StagedScope): Promise<(readonly [Pack, readonly WireRow[]])[]> {
	const packing: { name: string; rows: readonly WireRow[]; bytes: Promise<Uint8Array<ArrayBuffer>> }[] = [];
	for (let from = 0; from < scope.rows.length; from += rowsPerPack) {
		const rows = scope.rows.slice(from, from + rowsPerPack);
		// Compressing happens beside this thread; writing the rows out does not, so the screen gets its turn between.
		packing.push({ name: `first-${from}`, rows, bytes: packRows(rows) });
		await afterWaiting();
	}
	return Promise.all(packing.map(async ({ name, rows, bytes }) => [{ scope: scope.id, name, bytes: await bytes }, rows] as const));
}

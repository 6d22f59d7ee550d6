import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import type { Actor } from '#lib/domain/people/role.ts';
import { operationId } from '#lib/domain/shared/ids.ts';
import type { Decision } from '#lib/operations/definition.ts';
import { execute } from '#lib/operations/execute.ts';
import { versionOf, type Act } from '#lib/operations/registry.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { NotRecorded, type App, type Installation, type Performed, type SyncStatus } from './app.ts';
import { emptyCursors, isSameMoment, type DataChange, type DataStore, type OutboxStore } from './db/ports.ts';
import type { Clock } from './device/clock.ts';
import { SyncLoop } from './sync/loop.ts';
import type { Transport } from './sync/transport.ts';
import { afterWaiting } from './after-waiting.ts';
import { isSameState, leadersState, type LeadersState, type TabMessage } from './tabs.ts';
import { applyEffects } from './view/apply-effects.ts';
import { survivorOf } from './view/apply-merge.ts';
import { confirmRows } from './view/confirmed-rows.ts';
import { keepGlance, readGlance } from './view/glance.ts';
import { contextOf, replay, type Performer } from './view/pending-operations.ts';
import { Queries } from './view/queries.ts';
import { Records } from './view/records.ts';
import { takeInFirstLoad } from './view/take-in-first-load.ts';
import { viewFacts } from './view/view-facts.ts';

export interface RuntimeParts {
	readonly installation: Installation;
	readonly build: string;
	readonly outbox: OutboxStore;
	readonly data: DataStore;
	readonly transport: Transport;
	readonly clock: Clock;
	readonly random: () => number;
	readonly schedule: (wake: () => void, ms: number) => () => void;
	readonly newId: () => string;
	/** When the server was reached last, in an earlier life of the app too; milliseconds, by `clock.steady`. */
	readonly lastContact?: (() => number | undefined) | undefined;
	readonly storage: () => { persisted?: boolean | undefined; quota?: number | undefined };
	/** To the other tabs of this installation; what they tell comes in by `heard`. */
	readonly tellOthers: (message: TabMessage) => void;
}

/** One running installation: the view in memory, the outbox, the sync. Plain TypeScript, so that it runs in Node as well. */
export class Runtime implements App {
	readonly records = new Records();
	readonly queries: Queries;
	installation: Installation;
	readonly #parts: RuntimeParts;
	readonly #loop: SyncLoop;
	readonly #statusListeners = new Set<() => void>();
	/** Own operations that no committed pull has shown yet, in order. */
	#pending: Operation[] = [];
	/** Number of the next operation as far as this tab knows; the outbox itself refuses one that is wrong. */
	#nextN: number | undefined;
	/** The moment of the confirmed rows in view. */
	#shown = emptyCursors;
	/** False while the view holds no more than a glance. */
	#isWhole = false;
	#loading: number | undefined;
	#working = Promise.resolve() as Promise<unknown>;
	#updateReady = false;
	/** What this tab told as the one that leads, or was told by it. */
	#leader: LeadersState | undefined;

	constructor(parts: RuntimeParts) {
		this.#parts = parts;
		this.installation = parts.installation;
		this.queries = new Queries(this.records, () => dateAt(parts.clock.now(), this.#timeZone()));
		this.#loop = new SyncLoop({
			...parts,
			installationId: parts.installation.id,
			schoolId: parts.installation.schoolId,
			forgotten: () => [...this.records.all('forgotten')].map(({ id }) => id),
			reading: () => parts.clock.reading(),
			now: () => parts.clock.steady(),
			lastContact: parts.lastContact ?? (() => undefined),
			report: parts.storage,
			onCommitted: (change) => this.#exclusively(() => this.#committed(change)),
			onOvertaken: () => this.#exclusively(() => this.#readAll()),
			onFound: () => void this.heard('appended'),
			onGivenUp: () => this.#givenUp(),
			onState: (state) => this.#tellState(leadersState(state)),
			onLoading: (part) => {
				this.#loading = part;
				this.#announceStatus();
			}
		});
	}

	/**
	 * Shows what a person sees first (`view/glance.ts`), before `start` reads everything. Acts wait for that.
	 * @returns false: there is nothing to show yet
	 */
	glance(): Promise<boolean> {
		return this.#exclusively(async () => {
			await this.#show((records) => readGlance(this.#parts.data, records));
			return this.queries.ready;
		});
	}

	/** Sets aside what the next glance needs. No act waits for it: a glance may lack what was said a moment ago. */
	async keepGlance(): Promise<void> {
		if (this.#isWhole) await keepGlance(this.#parts.data, this.records, this.#pending);
	}

	/** Reads everything this installation has. Resolves when the view is usable. */
	async start(): Promise<void> {
		await this.#exclusively(() => this.#readAll());
		this.#parts.tellOthers('whoLeads');
	}

	/** Begins to send and receive. One tab of an installation does it for all. */
	async lead(): Promise<void> {
		await this.#loop.tidyOutbox();
		// The tab that led before may have died before it could tell what it recorded or received last.
		await this.#exclusively(async () => {
			const isShown = isSameMoment(await this.#parts.data.state(), this.#shown);
			await (isShown ? this.#readPending() : this.#readAll());
		});
		await this.#loop.start();
	}

	readonly actor = (): Actor => this.#actorOf(this.installation.currentAccountId);

	newId<T extends string>(): T {
		return this.#parts.newId() as T;
	}

	perform(...acts: readonly Act[]): Promise<Performed> {
		return this.#exclusively(async () => {
			if (!this.#isWhole) await this.#readAll();
			return this.#perform(acts);
		});
	}

	readonly status = (): SyncStatus => {
		const state = this.#loop.leads ? this.#loop.state : (this.#leader ?? this.#loop.state);
		const unsent = this.#pending.filter((operation) => operation.n > Math.max(state.sentN, state.confirmedN));
		return {
			pending: unsent.length,
			oldestPendingAt: unsent[0]?.clock.wall,
			lastContactAt: state.lastContactAt,
			loading: this.#loading ?? (this.queries.ready ? undefined : 0),
			connection: connectionOf(state),
			signInNeeded: state.signInNeeded,
			blocked: state.blocked,
			clockOffset: this.#parts.clock.offset,
			persisted: this.#parts.storage().persisted,
			updateReady: this.#updateReady
		};
	};

	onStatus(listener: () => void): () => void {
		this.#statusListeners.add(listener);
		return () => this.#statusListeners.delete(listener);
	}

	/** Own operations that are not inside the confirmed rows yet, oldest first. */
	pendingOperations(): readonly Operation[] {
		return this.#pending;
	}

	syncNow(): void {
		if (this.#loop.leads) this.#loop.wake(true);
		else this.#parts.tellOthers('syncNow');
	}

	/** Sends, and resolves when all is sent, when it cannot be, or after so many milliseconds; also where another tab sends. */
	async delivered(patience: number): Promise<void> {
		this.syncNow();
		await this.#loop.settled();
		await new Promise<void>((resolve) => {
			const look = () => {
				const { pending, connection, blocked } = this.status();
				if (pending === 0 || connection === 'offline' || blocked !== undefined) end();
			};
			const end = () => {
				stopListening();
				cancel();
				resolve();
			};
			const cancel = this.#parts.schedule(end, patience);
			const stopListening = this.onStatus(look);
			look();
		});
	}

	/** The server says that it has changes up to this number. */
	poked(upTo: number): void {
		this.#loop.poked(upTo);
	}

	signedIn(): void {
		if (this.#loop.leads) this.#loop.signedIn();
		else this.#parts.tellOthers('signedIn');
	}

	setUpdateReady(): void {
		this.#updateReady = true;
		this.#announceStatus();
	}

	/** Another tab of this installation tells something. */
	async heard(message: TabMessage): Promise<void> {
		switch (message) {
			case 'appended':
			case 'committed':
				return this.#othersChanged(message);
			case 'syncNow':
				return this.#loop.wake(true);
			case 'signedIn':
				return this.#loop.signedIn();
			case 'whoLeads':
				if (this.#loop.leads) this.#parts.tellOthers({ leader: leadersState(this.#loop.state) });
				return;
			default:
				this.#leader = message.leader;
				this.#announceStatus();
		}
	}

	/** Its work becomes visible here. */
	async #othersChanged(what: 'appended' | 'committed'): Promise<void> {
		await this.#exclusively(async () => {
			// As in `#committed`.
			await afterWaiting();
			if (what === 'committed') return this.#readAll();
			await this.#readPending();
		});
		this.#loop.appended(this.#pending.at(-1)?.n ?? 0);
	}

	/** Resolves when nothing is being sent or received at this moment. */
	settled(): Promise<void> {
		return this.#loop.settled();
	}

	async stop(): Promise<void> {
		await this.#loop.stop();
		this.#parts.outbox.close();
		this.#parts.data.close();
	}

	async #perform(acts: readonly Act[]): Promise<Performed> {
		for (;;) {
			const expectedN = (this.#nextN ??= await this.#findNextN());
			const decided = await this.#decide(acts, expectedN);
			if (!decided.ok) {
				if (decided.index > 0) await this.#replay();
				return decided;
			}
			const appended = await this.#append(decided.operations, expectedN);
			if (appended) {
				this.#nextN = expectedN + appended.length;
				this.#pending.push(...appended);
				this.records.announce();
				this.#loop.appended(appended.at(-1)?.n ?? 0);
				this.#announceStatus();
				this.#parts.tellOthers('appended');
				const id = (i: number) => operationId(this.installation.id, expectedN + i);
				return { ok: true, operations: decided.decisions.map((decision, i) => ({ id: id(i), decision })) };
			}
			// Another tab was first: what it did may change this decision.
			this.#nextN = undefined;
			this.#pending = await this.#parts.outbox.pending();
			await this.#replay();
		}
	}

	async #decide(acts: readonly Act[], expectedN: number): Promise<DecidedActs> {
		const facts = viewFacts(this.records, this.#performer.ownPatronId);
		const group = acts.length > 1 ? this.newId<string>() : undefined;
		const operations: Omit<Operation, 'n'>[] = [];
		const decisions: Accepted[] = [];
		for (const [index, act] of acts.entries()) {
			const envelope = {
				type: act.type,
				v: versionOf(act.type),
				actor: this.installation.currentAccountId,
				payload: act.input,
				clock: this.#parts.clock.reading(),
				...(group === undefined ? {} : { group })
			};
			const context = contextOf(this.records, this.#performer, { ...envelope, n: expectedN + index }, 'asking');
			const decision = await execute(facts, act.type, act.input, context);
			if (decision.outcome === 'refused') {
				return { ok: false, index, code: decision.code, findings: decision.findings, facts: decision.facts };
			}
			applyEffects(this.records, decision.effects, context);
			operations.push(envelope);
			decisions.push(decision);
		}
		return { ok: true, operations, decisions };
	}

	async #append(operations: readonly Omit<Operation, 'n'>[], expectedN: number): Promise<Operation[] | undefined> {
		try {
			return await this.#parts.outbox.append(operations, expectedN);
		} catch (error) {
			// What is not on disk has not happened: the view must not keep it either.
			this.#nextN = undefined;
			await this.#replay();
			throw new NotRecorded(isQuota(error) ? 'storageFull' : 'storageFailed', error);
		}
	}

	async #committed(change: DataChange): Promise<void> {
		// An act that was just performed still reads what it made of the view; a replay takes that away for a moment.
		await afterWaiting();
		const isLoad = change.drop.length > 0 || change.packs.length > 0;
		if (isLoad && !this.records.isEmpty) await this.#readAll();
		else await this.#takeIn(change, isLoad);
		this.#shown = change.state;
		this.#parts.tellOthers('committed');
	}

	async #takeIn(change: DataChange, isLoad: boolean): Promise<void> {
		if (isLoad) {
			await takeInFirstLoad(this.records, change, () => this.#parts.clock.steady());
			// A restored server has forgotten some: they are back in the outbox.
			this.#pending = await this.#parts.outbox.pending();
		} else for (const { scope, rows } of change.rows) confirmRows(this.records, rows, scope);
		this.#pending = this.#pending.filter((operation) => operation.n > change.state.confirmedN);
		await this.#replay();
	}

	async #readAll(): Promise<void> {
		await this.#show((records) => this.#parts.data.read((scope, rows) => confirmRows(records, rows, scope)));
		this.#isWhole = true;
	}

	async #show(readInto: (records: Records) => Promise<void>): Promise<void> {
		// Read beside the view in use and swapped at once: a scan that comes meanwhile finds everything.
		const read = new Records();
		await readInto(read);
		this.#shown = await this.#parts.data.state();
		const { confirmedN } = this.#shown;
		this.#pending = (await this.#parts.outbox.pending()).filter((operation) => operation.n > confirmedN);
		await replay(read, this.#performer, this.#pending);
		this.records.become(read);
		this.records.announce();
		this.#announceStatus();
	}

	/** A tab that died may have recorded what nobody was told of: the next decision must know it. */
	async #findNextN(): Promise<number> {
		const next = await this.#parts.outbox.nextN();
		if (next - 1 > Math.max(this.#shown.confirmedN, this.#pending.at(-1)?.n ?? 0)) await this.#readPending();
		return next;
	}

	async #readPending(): Promise<void> {
		const { confirmedN } = await this.#parts.data.state();
		this.#pending = (await this.#parts.outbox.pending()).filter((operation) => operation.n > confirmedN);
		await this.#replay();
	}

	async #replay(): Promise<void> {
		await replay(this.records, this.#performer, this.#pending);
		this.records.announce();
		this.#announceStatus();
	}

	#givenUp(): void {
		this.records.clear();
		this.records.announce();
	}

	get #performer(): Performer {
		const { accounts, currentAccountId, id, kind } = this.installation;
		const own = accounts.find((account) => account.id === currentAccountId)?.patronId;
		return { installationId: id, actorOf: (account) => this.#actorOf(account), ownPatronId: kind === 'account' ? own : undefined };
	}

	#actorOf(accountId: string): Actor {
		const account = this.installation.accounts.find((each) => each.id === accountId);
		const patronId = account?.patronId && survivorOf(this.records, account.patronId);
		return { accountId: accountId as Actor['accountId'], roles: account?.roles ?? [], patronId, formerPatronId: account?.patronId };
	}

	#timeZone(): string {
		return this.queries.ready ? this.queries.school().timeZone : 'Europe/Amsterdam';
	}

	#tellState(state: LeadersState): void {
		if (!this.#leader || !isSameState(state, this.#leader)) this.#parts.tellOthers({ leader: state });
		this.#leader = state;
		this.#announceStatus();
	}

	#announceStatus(): void {
		for (const listener of this.#statusListeners) listener();
	}

	/** One thing at a time: a decision and a commit must never see each other half done. */
	#exclusively<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#working.then(work, work);
		this.#working = result.catch(() => undefined);
		return result;
	}
}

type Accepted = Extract<Decision, { outcome: 'accepted' }>;
type DecidedActs =
	| { readonly ok: true; readonly operations: Omit<Operation, 'n'>[]; readonly decisions: Accepted[] }
	| Extract<Performed, { ok: false }>;

function connectionOf(state: LeadersState): SyncStatus['connection'] {
	if (state.flying) return 'working';
	return state.reachable ? 'online' : 'offline';
}

function isQuota(error: unknown): boolean {
	const inner = (error as { inner?: { name?: string } } | null)?.inner;
	const name = (error as { name?: string } | null)?.name;
	return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError';
}

import type { ClockReading } from '#lib/domain/shared/corrected-time.ts';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import type { OperationType } from '#lib/operations/registry.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { RowKind, Rows } from '#lib/protocol/rows.ts';
import { protocolVersion, type PullResponse, type WireRow } from '#lib/protocol/sync.ts';
import type { PushResult } from '#lib/server/sync/receive-push.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { Snapshots } from '#lib/server/sync/snapshot.ts';
import { Replica } from './replica.ts';
import type { LooseInput, ServerSchool } from './server-school.ts';

/** One browser profile as the server sees it: numbered operations in, rows out. */
export class ServerInstallation {
	readonly school: ServerSchool;
	readonly id: InstallationId;
	readonly key: string;
	session: ServerSession;
	/** What it has pulled so far. */
	readonly replica = new Replica();
	/** Its unsent operations. */
	outbox: Operation[] = [];
	#n = 0;

	constructor(school: ServerSchool, id: InstallationId, key: string, session: ServerSession) {
		this.school = school;
		this.id = id;
		this.key = key;
		this.session = session;
	}

	/** Puts an operation into the outbox. `at`: when it happened, by a right clock. */
	perform<T extends OperationType>(type: T, payload: LooseInput<T>, at = this.school.now): Operation {
		return this.performAnything(type, payload, at);
	}

	performAnything(type: string, payload: unknown, at = this.school.now, change: Partial<Operation> = {}): Operation {
		const operation: Operation = {
			n: ++this.#n,
			type,
			v: 1,
			actor: this.session.accountId,
			payload,
			clock: reading(at),
			...change
		};
		this.outbox.push(operation);
		return operation;
	}

	lend(copy: number, patron: number, at = this.school.now): string {
		const loanId = `loan-${this.id}-${this.#n + 1}`;
		this.perform('check-out', { loanId, copyId: `copy-${copy}`, patronId: `patron-${patron}` }, at);
		return loanId;
	}

	takeIn(copy: number, at = this.school.now): Operation {
		return this.perform('check-in', { copyId: `copy-${copy}` }, at);
	}

	/** Sends what is in the outbox, or the given operations. */
	async push(operations: readonly Operation[] = this.outbox): Promise<PushResult> {
		const receivedAt = this.school.now;
		const result = await this.school.database.write('push', {
			installationId: this.id,
			schoolId: this.school.id,
			request: { sent: reading(receivedAt), operations: [...operations] },
			receivedAt
		});
		this.outbox = this.outbox.filter((operation) => operation.n > result.lastN);
		return result;
	}

	/** One answer of the server. */
	pullOnce(cursors: Record<string, number | null> = this.replica.cursors()): Promise<PullResponse> {
		return buildPull(this.school.database, this.session, {
			proto: protocolVersion,
			epoch: this.school.database.epoch,
			installation: this.id,
			cursors,
			report: { pending: this.outbox.length, maxN: this.#n }
		});
	}

	/** Pulls until nothing more comes, the snapshot first where the server says so. */
	async pull(replica = this.replica): Promise<Replica> {
		for (;;) {
			const answer = await this.pullOnce(replica.cursors());
			for (const scope of answer.scopes.filter((each) => each.snapshot)) await this.#loadSnapshot(replica, scope.id);
			const rest = { ...answer, scopes: answer.scopes.filter((each) => !each.snapshot) };
			replica.keep(answer.scopes.map((each) => each.id));
			replica.apply(rest);
			if (answer.scopes.every((each) => !each.more && !each.snapshot)) return replica;
		}
	}

	/** What an installation that knows nothing gets. */
	pullFresh(): Promise<Replica> {
		return this.pull(new Replica());
	}

	async row<K extends RowKind>(kind: K, id: string): Promise<Rows[K] | undefined> {
		await this.pull();
		return this.replica.find(kind, id);
	}

	async #loadSnapshot(replica: Replica, scope: string): Promise<void> {
		const snapshots = new Snapshots(this.school.database);
		const { pages, seq } = await snapshots.manifest(this.session, scope);
		const rows: WireRow[] = [];
		for (const { hash } of pages) rows.push(...Replica.readPage(await snapshots.page(this.session, hash)));
		replica.load(scope, seq, rows);
	}
}

/** A device whose clock is right. */
export function reading(at: number): ClockReading {
	return { wall: at, monotonic: at, session: 'one', offset: 0 };
}

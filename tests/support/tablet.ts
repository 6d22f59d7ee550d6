import { randomUUID } from 'node:crypto';
import type { Installation, Performed } from '#lib/client/app.ts';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { Runtime } from '#lib/client/runtime.ts';
import type { Sent, Transport } from '#lib/client/sync/transport.ts';
import type { Act } from '#lib/operations/registry.ts';
import { newInstallationKey } from '#lib/server/auth/installation-key.ts';
import { readmit } from '#lib/server/auth/installation-requests.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { answerPush } from '#lib/server/sync/answer-push.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import { Snapshots } from '#lib/server/sync/snapshot.ts';

/** The server as it is at the moment: a restore puts another database in its place. */
export interface ServerAtHand {
	database: OpenDatabase;
	now: number;
}

/** The real client core on memory stores, wired to a real database without HTTP; it sends and receives when it is told to. */
export class Tablet {
	readonly outbox = new MemoryOutbox();
	readonly runtime: Runtime;
	readonly installation: Installation;
	readonly #server: ServerAtHand;
	readonly #session: ServerSession;
	online = true;

	private constructor(server: ServerAtHand, installation: Installation, session: ServerSession) {
		this.#server = server;
		this.#session = session;
		this.installation = installation;
		this.runtime = new Runtime({
			installation,
			build: 'test',
			outbox: this.outbox,
			data: new MemoryData(),
			transport: this.#transport(),
			clock: {
				offset: 0,
				reading: () => ({ wall: server.now, monotonic: server.now, session: 'one', offset: 0 }),
				now: () => server.now,
				measure: () => undefined,
				steady: () => server.now
			},
			random: () => 0,
			schedule: () => () => undefined,
			newId: randomUUID,
			storage: () => ({}),
			tellOthers: () => undefined
		});
	}

	/** A browser that is registered now, as a desk or as an account's own. */
	static async register(server: ServerAtHand, name: string, session: ServerSession, kind: Installation['kind'] = 'desk'): Promise<Tablet> {
		const { schoolId, accountId, roles, patronId } = session;
		const key = newInstallationKey();
		const id = await server.database.write('registerInstallation', { schoolId, accountId, kind, name, keyHash: hashKey(key) });
		const account = { id: accountId, name: accountId, roles, patronId };
		const tablet = new Tablet(server, { id, kind, name, key, schoolId, brin: '12AB', schoolName: 'Test', demo: false, accounts: [account], currentAccountId: accountId }, session);
		await tablet.runtime.start();
		await tablet.runtime.lead();
		await tablet.sync();
		return tablet;
	}

	get id(): string {
		return this.installation.id;
	}

	/** @throws when it was refused */
	async perform(...acts: readonly Act[]): Promise<void> {
		const performed: Performed = await this.runtime.perform(...acts);
		if (!performed.ok) throw new Error(`${this.installation.name}: ${performed.code}`);
	}

	lend(copyId: string, patronId: string, loanId = `loan-${this.installation.name}-${copyId}`): Promise<void> {
		const codes = ['onLoanToOther', 'overdueAtHome', 'totalMaximum'];
		return this.perform({ type: 'check-out', input: { loanId, copyId, patronId, override: { codes } } } as unknown as Act);
	}

	/** Sends and receives until there is nothing left, or nobody answers. */
	async sync(): Promise<void> {
		for (let before = -1; before !== this.runtime.records.version; ) {
			before = this.runtime.records.version;
			this.runtime.syncNow();
			await this.runtime.settled();
		}
	}

	/** A librarian signs in here at a server that was restored. */
	async signInAgain(): Promise<void> {
		const { kind, name, accounts } = this.installation;
		await readmit(this.#server.database, this.#session, this.authorization, { kind, name, accounts: accounts.map(({ id }) => id) });
		this.runtime.signedIn();
		await this.sync();
	}

	get authorization(): string {
		return `Installation ${this.id}.${this.installation.key}`;
	}

	#transport(): Transport {
		const answer = async <T>(ask: (database: OpenDatabase) => Promise<T>): Promise<Sent<T>> => {
			if (!this.online) return { ok: false, failure: { code: 'offline' } };
			try {
				return { ok: true, body: await ask(this.#server.database) };
			} catch (error) {
				if (!(error instanceof RequestFailure)) throw error;
				const lastN = error.facts?.lastN;
				return { ok: false, failure: { code: error.code, ...(typeof lastN === 'number' && { lastN }) } };
			}
		};
		const post = (body: unknown) =>
			new Request('http://localhost/api/sync/push', { method: 'POST', body: JSON.stringify(body), headers: { authorization: this.authorization } });
		return {
			push: (request) => answer((database) => answerPush(database, post(request))),
			pull: (request) => answer((database) => buildPull(database, this.#session, JSON.parse(JSON.stringify(request)) as typeof request)),
			manifest: (scope) => answer((database) => new Snapshots(database).manifest(this.#session, scope)),
			page: (hash) => answer(async (database) => new Uint8Array(await new Snapshots(database).page(this.#session, hash)))
		};
	}
}

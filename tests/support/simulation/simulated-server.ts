import type { Patron } from '#lib/domain/people/patron.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { AccountId, InstallationId, PatronId } from '#lib/domain/shared/ids.ts';
import type { PullRequest, PullResponse, PushRequest, PushResponse, SnapshotManifest } from '#lib/protocol/sync.ts';
import type { RowKind } from '#lib/protocol/rows.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import type { JobArgs } from '#lib/server/db/jobs.ts';
import { timed } from '#lib/server/db/job.ts';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { recordRoles, recordSignIn } from '#lib/server/sync/actors.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { beginChange } from '#lib/server/sync/change.ts';
import { publish } from '#lib/server/sync/feed.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import { receivePush } from '#lib/server/sync/receive-push.ts';
import { Snapshots } from '#lib/server/sync/snapshot.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { CopiedTables } from './copied-tables.ts';
import { hurry, openPage } from './hurry.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The people and the shelf that every run begins with. */
export interface FirstRecords {
	readonly school: School;
	readonly rows: readonly WrittenRow[];
}

/** The server was killed while it worked on a request. */
export class Killed extends Error {}

interface Prepared {
	readonly database: OpenDatabase;
	readonly tables: CopiedTables;
}

let now = () => 0;
let prepared: Promise<Prepared> | undefined;

/** Opening and migrating a database takes longer than a whole run, so a process does it once. */
async function prepare({ school, rows }: FirstRecords): Promise<Prepared> {
	const database = await openInMemory(() => now());
	await database.write('saveSchool', { school });
	await database.write('writeRows', { schoolId: school.id, rows });
	const everyone = { schoolId: school.id, accountId: 'nobody' as AccountId, roles: [], expiresAt: Infinity };
	await new Snapshots(database).manifest(everyone, scopes.catalogue(school.id));
	const tables = new CopiedTables(database);
	await tables.putAside('first');
	return { database, tables };
}

/** The real server core on SQLite in memory. */
export class SimulatedServer {
	readonly school: School;
	readonly #prepared: Prepared;
	readonly #snapshots: Snapshots;
	#epochs = 1;
	database: OpenDatabase;

	private constructor(school: School, given: Prepared) {
		this.school = school;
		this.#prepared = given;
		this.database = { ...given.database, epoch: 'epoch-1' };
		this.#snapshots = new Snapshots(this.database);
	}

	static async open(records: FirstRecords, time: VirtualTime): Promise<SimulatedServer> {
		now = () => time.now;
		if (!prepared) hurry();
		prepared ??= prepare(records);
		const given = await prepared;
		await given.tables.bringBack('first');
		return new SimulatedServer(records.school, given);
	}

	async push(request: PushRequest, killedAtCommit = false): Promise<PushResponse> {
		const { sent, operations, installation } = request;
		if (request.epoch !== this.database.epoch) throw new RequestFailure('wrongEpoch');
		const args = { installationId: installation, schoolId: this.school.id, request: { sent, operations }, receivedAt: now() };
		const { lastN, failure } = killedAtCommit ? await this.#killed(args) : await this.database.write('push', args);
		if (failure) throw new RequestFailure(failure.code, failure.facts);
		return { epoch: this.database.epoch, lastN, serverNow: now() };
	}

	pull(session: ServerSession, request: PullRequest): Promise<PullResponse> {
		return buildPull(this.database, session, request);
	}

	manifest(session: ServerSession, scope: string): Promise<SnapshotManifest> {
		return this.#snapshots.manifest(session, scope);
	}

	async page(session: ServerSession, hash: string): Promise<Uint8Array<ArrayBuffer>> {
		return openPage(hash, await this.#snapshots.page(session, hash));
	}

	/** Also after a restore: a librarian lets an installation that the backup does not know in again under its own id. */
	async register(id: InstallationId, kind: 'desk' | 'account', account: AccountId): Promise<void> {
		const row = { id, school_id: this.school.id, name: id, kind, account_id: kind === 'desk' ? null : account, key_hash: hashKey('key'), registered_at: now() };
		await this.database.reader.transaction().execute(async (tx) => {
			await tx.insertInto('installation').values(row).onConflict((conflict) => conflict.doNothing()).execute();
			await recordSignIn(tx, id, account, now());
		});
	}

	/** From now on, or from `since`, the account has these roles and is this patron. */
	async giveRoles(accountId: AccountId, roles: readonly Role[], patronId: PatronId | undefined, since = now()): Promise<void> {
		await this.database.reader.transaction().execute((tx) => recordRoles(tx, { schoolId: this.school.id, accountId, roles, patronId, since }));
	}

	async writeRows(rows: readonly WrittenRow[]): Promise<void> {
		await this.database.write('writeRows', { schoolId: this.school.id, rows });
	}

	async patron(id: PatronId): Promise<Patron> {
		const row = await this.database.reader.selectFrom('patron').select('body').where('id', '=', id).executeTakeFirstOrThrow();
		return JSON.parse(row.body) as Patron;
	}

	/** A server newer than the apps hands out rows of a kind they do not know. */
	async publishNovelty(id: string): Promise<void> {
		const { catalogue, desk } = scopes;
		const { id: schoolId } = this.school;
		await this.database.reader.transaction().execute(async (tx) => {
			const change = await beginChange(tx, schoolId);
			const audience = new Map([catalogue(schoolId), desk(schoolId)].map((scope) => [scope, { id, at: now() }]));
			await publish(change, [{ kind: 'novelty' as RowKind, id, audience }]);
		});
	}

	async revoke(installationId: InstallationId): Promise<void> {
		await this.database.write('retireInstallation', { installationId });
	}

	/** The number of the last change. */
	async seq(): Promise<number> {
		const row = await this.database.reader.selectFrom('school').select('seq').where('id', '=', this.school.id).executeTakeFirstOrThrow();
		return row.seq;
	}

	async backUp(): Promise<void> {
		await this.#prepared.tables.putAside('backup');
	}

	/** The server is as it was at the backup, and says so by a new epoch. */
	async restore(): Promise<void> {
		await this.#prepared.tables.bringBack('backup');
		this.database = Object.assign(this.database, { epoch: `epoch-${++this.#epochs}` });
	}

	/** Everything was written, and nothing of it was committed. */
	#killed(args: JobArgs<'push'>): Promise<never> {
		return this.database.reader.transaction().execute(async (tx) => {
			await receivePush(timed(tx, now), args);
			throw new Killed();
		});
	}
}

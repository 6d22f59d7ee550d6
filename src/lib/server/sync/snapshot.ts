import type { Kysely, Selectable } from 'kysely';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { isSnapshotScope, scopes } from '#lib/protocol/scopes.ts';
import type { SnapshotManifest } from '#lib/protocol/sync.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { Schema, SnapshotTable } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { buckets } from './feed.ts';
import type { SnapshotPage } from './snapshot-pages.ts';

/** Shape of the rows on a page; raised when old pages can no longer be read. */
const snapshotSchema = 1;
/** About so many rows on a page: small enough to load again after a cut, large enough to compress well. */
const rowsPerPage = 1000;
/** Changes since the last snapshot that a newcomer may as well pull. */
const staleAfterChanges = 500;

type Stored = Selectable<SnapshotTable>;

/**
 * The pages that a newcomer loads before its first pull, built anew when too much has changed since.
 * Pulling from the manifest's `seq` then gives everything: a page may hold later rows, never fewer.
 */
export class Snapshots {
	readonly #database: OpenDatabase;
	/** A class that starts at once asks once. */
	readonly #building = new Map<string, Promise<Stored>>();

	constructor(database: OpenDatabase) {
		this.#database = database;
	}

	/** @throws RequestFailure `notFound` for a scope that is not handed out in pages, or not to this account */
	async manifest(session: ServerSession, scope: string): Promise<SnapshotManifest & { readonly tag: string }> {
		if (!isSnapshotScope(scope) || scope !== scopes.catalogue(session.schoolId)) throw new RequestFailure('notFound');
		const stored = await this.#fresh(session.schoolId, scope);
		return {
			epoch: this.#database.epoch,
			scope,
			seq: stored.seq,
			schema: snapshotSchema,
			pages: JSON.parse(stored.pages) as SnapshotPage[],
			serverNow: this.#database.clock(),
			tag: `"${this.#database.epoch}.${stored.seq}.${snapshotSchema}"`
		};
	}

	/** The compressed bytes of one page of the account's own school. @throws RequestFailure `notFound` */
	async page(session: ServerSession, hash: string): Promise<Uint8Array> {
		const row = await this.#database.reader
			.selectFrom('page')
			.select('content')
			.where('school_id', '=', session.schoolId)
			.where('hash', '=', hash)
			.executeTakeFirst();
		if (!row) throw new RequestFailure('notFound');
		return row.content;
	}

	async #fresh(schoolId: SchoolId, scope: string): Promise<Stored> {
		const stored = await readTogether(this.#database, (db) => findUsable(db, schoolId, scope));
		if (stored) return stored;
		const key = `${schoolId} ${scope}`;
		const running = this.#building.get(key) ?? this.#build(schoolId, scope).finally(() => this.#building.delete(key));
		this.#building.set(key, running);
		return running;
	}

	async #build(schoolId: SchoolId, scope: string): Promise<Stored> {
		const { write, clock } = this.#database;
		const plan = await readTogether(this.#database, (db) => planSnapshot(db, schoolId, scope));
		const at = clock();
		const pages: SnapshotPage[] = [];
		for (const { from, to, known } of plan.parts) {
			pages.push(known ?? (await write('buildPage', { schoolId, scope, from, to, at })));
		}
		await write('finishSnapshot', { schoolId, scope, seq: plan.seq, pages, at });
		return { school_id: schoolId, scope, seq: plan.seq, built_at: at, pages: JSON.stringify(pages) };
	}
}

async function findUsable(db: Kysely<Schema>, schoolId: string, scope: string): Promise<Stored | undefined> {
	const stored = await findStored(db, schoolId, scope);
	if (!stored) return undefined;
	const changes = await db
		.selectFrom('feed')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('scope', '=', scope)
		.where('seq', '>', stored.seq)
		.limit(staleAfterChanges)
		.execute();
	return changes.length < staleAfterChanges ? stored : undefined;
}

/** One from before the horizon says nothing any more: what was taken away since is not known to anybody. */
async function findStored(db: Kysely<Schema>, schoolId: string, scope: string): Promise<Stored | undefined> {
	return db
		.selectFrom('snapshot')
		.innerJoin('school', 'school.id', 'snapshot.school_id')
		.selectAll('snapshot')
		.where('school_id', '=', schoolId)
		.where('scope', '=', scope)
		.whereRef('snapshot.seq', '>=', 'school.horizon')
		.executeTakeFirst();
}

interface Part {
	readonly from: number;
	readonly to: number;
	/** Nothing on it changed since the last snapshot. */
	readonly known?: SnapshotPage | undefined;
}

async function planSnapshot(db: Kysely<Schema>, schoolId: string, scope: string): Promise<{ seq: number; parts: Part[] }> {
	const { seq } = await db.selectFrom('school').select('seq').where('id', '=', schoolId).executeTakeFirstOrThrow();
	const { rows } = await db
		.selectFrom('feed')
		.select((eb) => eb.fn.countAll<number>().as('rows'))
		.where('school_id', '=', schoolId)
		.where('scope', '=', scope)
		.executeTakeFirstOrThrow();
	// A power of two, so that a growing catalogue keeps its pages for a long time.
	const count = 2 ** Math.max(0, Math.ceil(Math.log2(rows / rowsPerPage)));
	const before = await findStored(db, schoolId, scope);
	const known = before ? (JSON.parse(before.pages) as SnapshotPage[]) : [];
	const width = buckets / count;
	const changed = known.length === count && before ? await changedParts(db, schoolId, scope, before.seq, width) : undefined;
	const parts = Array.from({ length: count }, (_, index) => ({
		from: index * width,
		to: (index + 1) * width - 1,
		known: changed && !changed.has(index) ? known[index] : undefined
	}));
	return { seq, parts };
}

async function changedParts(db: Kysely<Schema>, schoolId: string, scope: string, since: number, width: number): Promise<Set<number>> {
	const rows = await db
		.selectFrom('feed')
		.select('bucket')
		.where('school_id', '=', schoolId)
		.where('scope', '=', scope)
		.where('seq', '>', since)
		.execute();
	return new Set(rows.map((row) => Math.floor((row.bucket ?? 0) / width)));
}

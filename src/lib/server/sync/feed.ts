import { crc32 } from 'node:zlib';
import type { RowKind } from '#lib/protocol/rows.ts';
import { isSnapshotScope } from '#lib/protocol/scopes.ts';
import type { FeedTable } from '../db/schema.ts';
import type { Change } from './change.ts';
import type { Audience } from './visibility.ts';

/** One row as it is now: who gets it and what of it. An empty audience takes it away from everyone. */
export interface Publication {
	readonly kind: RowKind;
	readonly id: string;
	readonly audience: Audience;
}

/** Rows in one statement: 8 values each stays far below what either database takes. */
const rowsPerStatement = 500;

/**
 * Brings the feed in line with the rows given: entries that changed get this change's number,
 * scopes that lost a row get a tombstone, what stayed the same stays untouched.
 */
export async function publish(change: Change, publications: readonly Publication[]): Promise<void> {
	const entries: FeedTable[] = [];
	for (const [kind, ofKind] of Map.groupBy(lastOfEachRow(publications), (publication) => publication.kind)) {
		for (const part of chunks(ofKind, rowsPerStatement)) entries.push(...(await changedEntries(change, kind, part)));
	}
	for (const part of chunks(entries, rowsPerStatement)) await writeEntries(change, part);
}

/** A row may be published twice in one change; the last is what it is now. */
function lastOfEachRow(publications: readonly Publication[]): Iterable<Publication> {
	return new Map(publications.map((each) => [`${each.kind} ${each.id}`, each])).values();
}

async function changedEntries(change: Change, kind: RowKind, publications: readonly Publication[]): Promise<FeedTable[]> {
	const known = await change.tx
		.selectFrom('feed')
		.select(['scope', 'id', 'deleted', 'body'])
		.where('school_id', '=', change.schoolId)
		.where('kind', '=', kind)
		.where(
			'id',
			'in',
			publications.map((publication) => publication.id)
		)
		.execute();
	const knownOf = Map.groupBy(known, (entry) => entry.id);
	return publications.flatMap(({ id, audience }) => {
		const before = knownOf.get(id) ?? [];
		const bodies = new Map([...audience].map(([scope, row]) => [scope as string, JSON.stringify(row)]));
		const gone = before.filter((entry) => entry.deleted === 0 && !bodies.has(entry.scope));
		const same = new Set(before.filter((entry) => entry.body !== null && entry.body === bodies.get(entry.scope)).map((e) => e.scope));
		return [
			...gone.map((entry) => entryOf(change, kind, id, entry.scope, null)),
			...[...bodies].filter(([scope]) => !same.has(scope)).map(([scope, body]) => entryOf(change, kind, id, scope, body))
		];
	});
}

function entryOf({ schoolId, seq }: Change, kind: RowKind, id: string, scope: string, body: string | null): FeedTable {
	const bucket = isSnapshotScope(scope) ? bucketOf(id) : null;
	return { school_id: schoolId, scope, kind, id, seq, deleted: body === null ? 1 : 0, body, bucket };
}

/** Number of buckets that snapshot pages are cut from. */
export const buckets = 65_536;

/** 0…65535, evenly spread and the same for ever: which snapshot page a row stands on. */
export function bucketOf(id: string): number {
	return crc32(id) >>> 16;
}

async function writeEntries({ tx }: Change, entries: readonly FeedTable[]): Promise<void> {
	await tx
		.insertInto('feed')
		.values(entries)
		.onConflict((conflict) =>
			conflict.columns(['school_id', 'scope', 'kind', 'id']).doUpdateSet((eb) => ({
				seq: eb.ref('excluded.seq'),
				deleted: eb.ref('excluded.deleted'),
				body: eb.ref('excluded.body')
			}))
		)
		.execute();
}

export function* chunks<T>(list: readonly T[], size: number): Generator<T[]> {
	for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

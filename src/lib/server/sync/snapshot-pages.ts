import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Tx } from '../db/schema.ts';
import { toWire } from './wire-row.ts';

export interface SnapshotPage {
	/** SHA-256 of the rows, hexadecimal. */
	readonly hash: string;
	readonly rows: number;
	/** Compressed size. */
	readonly bytes: number;
}

/** Time a page that a newer snapshot no longer names stays fetchable, for downloads that have begun. */
const replacedPageLife = 24 * 3_600_000;

/** Cuts one page: rows whose bucket is in `from`…`to`, both included. Reads at least all that was there when asked. */
export async function buildPage(
	tx: Tx,
	args: { readonly schoolId: SchoolId; readonly scope: string; readonly from: number; readonly to: number; readonly at: Instant }
): Promise<SnapshotPage> {
	const entries = await tx
		.selectFrom('feed')
		.select(['kind', 'id', 'seq', 'body'])
		.where('school_id', '=', args.schoolId)
		.where('scope', '=', args.scope)
		.where('bucket', '>=', args.from)
		.where('bucket', '<=', args.to)
		.where('deleted', '=', 0)
		.orderBy('kind')
		.orderBy('id')
		.execute();
	const text = entries.map((entry) => JSON.stringify(toWire(entry))).join('\n');
	const hash = createHash('sha256').update(text).digest('hex');
	const content = gzipSync(text);
	await tx
		.insertInto('page')
		.values({ school_id: args.schoolId, hash, scope: args.scope, rows: entries.length, content, built_at: args.at })
		.onConflict((conflict) => conflict.columns(['school_id', 'hash']).doUpdateSet({ built_at: args.at }))
		.execute();
	return { hash, rows: entries.length, bytes: content.byteLength };
}

/** Makes the pages the snapshot of their scope, and drops those that nobody can be fetching any more. */
export async function finishSnapshot(
	tx: Tx,
	args: {
		readonly schoolId: SchoolId;
		readonly scope: string;
		readonly seq: number;
		readonly pages: readonly SnapshotPage[];
		readonly at: Instant;
	}
): Promise<void> {
	const columns = { seq: args.seq, built_at: args.at, pages: JSON.stringify(args.pages) };
	await tx
		.insertInto('snapshot')
		.values({ school_id: args.schoolId, scope: args.scope, ...columns })
		.onConflict((conflict) => conflict.columns(['school_id', 'scope']).doUpdateSet(columns))
		.execute();
	await tx
		.deleteFrom('page')
		.where('school_id', '=', args.schoolId)
		.where('scope', '=', args.scope)
		.where('built_at', '<', args.at - replacedPageLife)
		.where(
			'hash',
			'not in',
			args.pages.map((page) => page.hash)
		)
		.execute();
}

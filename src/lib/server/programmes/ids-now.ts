import { longestTrail } from '#lib/domain/catalogue/follow-merges.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { IdNow } from '#lib/domain/programmes/after-merges.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Tx } from '../db/schema.ts';
import { chunks } from '../sync/feed.ts';

/** What these titles are called now. Few are ever merged, so only those are read. */
export async function idsNow(tx: Tx, schoolId: SchoolId, ids: Iterable<string>): Promise<IdNow> {
	const into = new Map<string, string>();
	let asked = [...new Set(ids)];
	for (let left = longestTrail; asked.length > 0 && left > 0; left--) {
		const merged = await mergesAmong(tx, schoolId, asked);
		for (const [from, to] of merged) into.set(from, to);
		asked = [...merged.values()].filter((id) => !into.has(id));
	}
	return (titleId) => {
		let now = titleId;
		for (let left = longestTrail; into.has(now) && left > 0; left--) now = into.get(now) ?? now;
		return now;
	};
}

/** Which of these titles were merged, and into which. */
export async function mergesAmong(tx: Tx, schoolId: SchoolId, ids: readonly string[]): Promise<Map<string, string>> {
	const merges = new Map<string, string>();
	for (const part of chunks(ids, 500)) {
		const rows = await tx.selectFrom('title').select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', part).where('body', 'like', '%"mergedInto"%').execute();
		for (const { id, body } of rows) {
			const { mergedInto } = parseBody<Title>(body);
			if (mergedInto !== undefined) merges.set(id, mergedInto);
		}
	}
	return merges;
}

import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { takeUp } from './take-up.ts';

const day = 86_400_000;
/** How long a device may sleep and still learn what was taken away: a school year and a summer. */
export const tombstoneDays = 400;
/** As long as devices keep what they sent. After that nothing may point at a person who was forgotten, not even a card's number. */
export const forgottenTombstoneDays = 60;
/** Rows taken away in one transaction; others wait for it. */
const mostAtOnce = 500;

/**
 * Takes away tombstones older than 400 days, or than 60 where somebody was forgotten since, and moves each school's
 * horizon up before it does: who is behind the horizon loads anew. Says whether there is more. Also takes up what was
 * set aside and is ready.
 */
export const sweepFeed: Job<{ readonly now: Instant }, boolean> = async (tx, { now }) => {
	let more = false;
	for (const { id, seq, horizon } of await tx.selectFrom('school').select(['id', 'seq', 'horizon']).execute()) {
		await takeUp(tx, id as SchoolId);
		await mark(tx, id, seq, now);
		const upTo = Math.max(await seqBefore(tx, id, now - tombstoneDays * day), await seqOfForgetting(tx, id, now - forgottenTombstoneDays * day));
		if (upTo > horizon) await tx.updateTable('school').set({ horizon: upTo }).where('id', '=', id).execute();
		if ((await removeTombstones(tx, id, Math.max(upTo, horizon))) === mostAtOnce) more = true;
	}
	return more;
};

/** Which number a school had reached, once a day: numbers themselves know no time. */
async function mark(tx: Tx, schoolId: string, seq: number, now: Instant): Promise<void> {
	const last = await tx.selectFrom('seq_mark').select('at').where('school_id', '=', schoolId).orderBy('at', 'desc').limit(1).executeTakeFirst();
	if (last && now - last.at < day) return;
	await tx.insertInto('seq_mark').values({ school_id: schoolId, at: now, seq }).onConflict((conflict) => conflict.doNothing()).execute();
}

async function seqBefore(tx: Tx, schoolId: string, before: Instant): Promise<number> {
	const row = await tx.selectFrom('seq_mark').select('seq').where('school_id', '=', schoolId).where('at', '<=', before).orderBy('at', 'desc').limit(1).executeTakeFirst();
	if (!row) return 0;
	await tx.deleteFrom('seq_mark').where('school_id', '=', schoolId).where('at', '<', before).where('seq', '<', row.seq).execute();
	return row.seq;
}

/** A number that the school had reached once the last person of those forgotten before then was gone; 0: nobody was. */
async function seqOfForgetting(tx: Tx, schoolId: string, before: Instant): Promise<number> {
	const last = await tx
		.selectFrom('forgotten')
		.select('finished_at')
		.where('school_id', '=', schoolId)
		.where('finished_at', '<=', before)
		.orderBy('finished_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!last?.finished_at) return 0;
	const mark = await tx.selectFrom('seq_mark').select('seq').where('school_id', '=', schoolId).where('at', '>=', last.finished_at).orderBy('at').limit(1).executeTakeFirst();
	return mark?.seq ?? 0;
}

async function removeTombstones(tx: Tx, schoolId: string, upTo: number): Promise<number> {
	const old = await tx
		.selectFrom('feed')
		.select(['scope', 'kind', 'id'])
		.where('school_id', '=', schoolId)
		.where('deleted', '=', 1)
		.where('seq', '<=', upTo)
		.limit(mostAtOnce)
		.execute();
	for (const { scope, kind, id } of old) {
		await tx.deleteFrom('feed').where('school_id', '=', schoolId).where('scope', '=', scope).where('kind', '=', kind).where('id', '=', id).execute();
	}
	return old.length;
}

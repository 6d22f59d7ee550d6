import { queuePlace, type Hold } from '#lib/domain/circulation/hold.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** Tells everybody who waits for these titles again at which place: nobody's phone holds the holds of others. */
export async function queuesOf(change: Change, titleIds: Iterable<string>): Promise<Publication[]> {
	const ids = [...new Set(titleIds)];
	if (ids.length === 0) return [];
	const { tx, schoolId } = change;
	const rows = await tx
		.selectFrom('hold')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('title_id', 'in', ids)
		.where('status', '=', 'waiting')
		.orderBy('id')
		.execute();
	const queues = Map.groupBy(rows.map((row) => parseBody<Hold>(row.body)), (hold) => hold.titleId);
	return [...queues.values()].flatMap((queue) =>
		queue.map((hold): Publication => ({ kind: 'hold', id: hold.id, audience: visible('hold', hold, { schoolId, queuePlace: queuePlace(hold, queue) }) }))
	);
}

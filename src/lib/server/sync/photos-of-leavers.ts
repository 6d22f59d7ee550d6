import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { Photo } from '#lib/domain/people/photo.ts';
import { parseBody } from '../db/body.ts';
import type { Job } from '../db/job.ts';
import { beginChange } from './change.ts';
import { publish } from './feed.ts';
import { saveRecords } from './records.ts';

/** Photos of one school in one transaction. */
const mostAtOnce = 100;

/** Who has left school has no face at the desk any more. Takes some of them away; says whether there may be more. */
export const sweepPhotos: Job<Record<string, never>, boolean> = async (tx, _args, clock) => {
	const rows = await tx
		.selectFrom('photo')
		.innerJoin('patron', (join) => join.onRef('patron.school_id', '=', 'photo.school_id').onRef('patron.id', '=', 'photo.patron_id'))
		.select(['photo.school_id', 'photo.body as photo', 'patron.body as patron'])
		.where('photo.body', 'not like', '%"picture":null%')
		.where('patron.body', 'like', '%"leftOn"%')
		.limit(mostAtOnce)
		.execute();
	const today = new Date(clock()).toISOString().slice(0, 10);
	const left = rows.filter(({ patron }) => (parseBody<Patron>(patron).leftOn ?? '9') <= today);
	for (const [schoolId, ofSchool] of Map.groupBy(left, (row) => row.school_id as SchoolId)) {
		const change = await beginChange(tx, schoolId);
		const gone = ofSchool.map(({ photo }): Photo => ({ id: parseBody<Photo>(photo).id satisfies PatronId, picture: null, at: clock() }));
		await publish(change, await saveRecords(change, 'photo', gone));
	}
	return left.length === mostAtOnce;
};

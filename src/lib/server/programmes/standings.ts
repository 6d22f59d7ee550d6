import type { Edition } from '#lib/domain/programmes/edition.ts';
import { standingId, tally, type Standing } from '#lib/domain/programmes/standing.ts';
import type { HomeClassId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from '../sync/change.ts';
import type { Publication } from '../sync/feed.ts';
import { visible } from '../sync/visibility.ts';
import { loadClassEvidence } from './class-evidence.ts';

/** A class in an edition whose numbers may have changed; `null`: somebody without a class did. */
export interface TouchedClass {
	readonly edition: Edition;
	readonly homeClassId: string | null;
}

/** How the given classes, and with them the school, stand now. */
export async function standingsOf(change: Change, touched: readonly TouchedClass[]): Promise<Publication[]> {
	const wanted = new Map<string, { edition: Edition; groupId: HomeClassId | undefined }>();
	for (const { edition, homeClassId } of touched) {
		wanted.set(edition.id, { edition, groupId: undefined });
		if (homeClassId !== null) wanted.set(`${edition.id}:${homeClassId}`, { edition, groupId: homeClassId as HomeClassId });
	}
	const publications: Publication[] = [];
	for (const { edition, groupId } of wanted.values()) publications.push(await standingOf(change, edition, groupId));
	return publications;
}

async function standingOf(change: Change, edition: Edition, groupId: HomeClassId | undefined): Promise<Publication> {
	const states = await countStates(change, edition, groupId);
	const count = (...wanted: string[]) => states.filter((each) => wanted.includes(each.state)).reduce((sum, each) => sum + Number(each.people), 0);
	const row: Standing = {
		id: standingId(edition.id, groupId),
		editionId: edition.id,
		...(groupId && { groupId }),
		participants: count('notStarted', 'busy', 'done'),
		begun: count('busy', 'done'),
		done: count('done'),
		titles: states.filter((each) => each.state !== 'notTakingPart').reduce((sum, each) => sum + Number(each.titles), 0),
		favourites: edition.vote ? tally(await votesIn(change, edition, groupId)) : [],
		...(await classPart(change, edition, groupId))
	};
	const patronIds = groupId ? await pupilsOf(change, groupId) : [];
	return { kind: 'standing', id: row.id, audience: visible('standing', row, { schoolId: change.schoolId, patronIds }) };
}

function countStates({ tx, schoolId }: Change, edition: Edition, groupId: HomeClassId | undefined) {
	return tx
		.selectFrom('programme_progress')
		.select((eb) => ['state', eb.fn.countAll().as('people'), eb.fn.sum('titles').as('titles')])
		.where('school_id', '=', schoolId)
		.where('edition_id', '=', edition.id)
		.$if(groupId !== undefined, (query) => query.where('home_class_id', '=', groupId as string))
		.groupBy('state')
		.execute();
}

async function votesIn({ tx, schoolId }: Change, edition: Edition, groupId: HomeClassId | undefined): Promise<TitleId[][]> {
	const rows = await tx
		.selectFrom('programme_progress')
		.select('votes')
		.where('school_id', '=', schoolId)
		.where('edition_id', '=', edition.id)
		.where('votes', 'is not', null)
		.where('state', '!=', 'notTakingPart')
		.$if(groupId !== undefined, (query) => query.where('home_class_id', '=', groupId as string))
		.execute();
	return rows.map((row) => parseBody<TitleId[]>(row.votes ?? '[]'));
}

async function classPart({ tx, schoolId }: Change, edition: Edition, groupId: HomeClassId | undefined): Promise<Pick<Standing, 'lessons' | 'packHandedOut'>> {
	if (groupId === undefined) return { lessons: [], packHandedOut: false };
	const evidence = await loadClassEvidence(tx, schoolId, [groupId]);
	return { lessons: evidence.lessonsOf(edition, [groupId]), packHandedOut: evidence.hasPack(edition.id, [groupId]) };
}

async function pupilsOf({ tx, schoolId }: Change, homeClassId: HomeClassId): Promise<PatronId[]> {
	const rows = await tx.selectFrom('patron').select('id').where('school_id', '=', schoolId).where('home_class_id', '=', homeClassId).execute();
	return rows.map((row) => row.id as PatronId);
}

import type { OwnProgramme } from '#lib/client/view/programme-queries.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

/** Every edition the pupil of this device is invited to or takes part in. */
export function ownProgrammes(queries: Queries, patronId: PatronId): OwnProgramme[] {
	const homeClass = queries.homeClass(queries.patron(patronId)?.homeClassId);
	return queries.programmes.own(patronId, homeClass, queries.reading.evidence(patronId));
}

/** Those that run today, what was begun before what was not. */
export function runningNow(queries: Queries, patronId: PatronId): OwnProgramme[] {
	const { today } = queries;
	const place = { busy: 0, notStarted: 1, notTakingPart: 2, done: 3 } as const;
	return ownProgrammes(queries, patronId)
		.filter(({ edition }) => !edition.closed && edition.from <= today && today <= edition.to)
		.toSorted((a, b) => place[a.progress.state] - place[b.progress.state]);
}

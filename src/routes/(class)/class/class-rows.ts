import type { Queries } from '#lib/client/view/queries.ts';
import { overviewState } from '#lib/domain/classroom/overview.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { GroupId } from '#lib/domain/shared/ids.ts';
import { schoolYearOf } from '#lib/domain/shared/school-year.ts';
import type { ClassRow, ProgrammeCell } from '#lib/ui/classes/class-row.ts';

/** Programmes that run today and have anything to do with this group. */
export function editionsOf(queries: Queries, groupId: GroupId): Edition[] {
	const { today, programmes } = queries;
	return programmes.editions().filter((edition) => !edition.closed && edition.from <= today && today <= edition.to && programmes.ofGroup(edition, groupId).length > 0);
}

/** Everybody of a group with how far each is. */
export function classRows(queries: Queries, groupId: GroupId, editions: readonly Edition[]): ClassRow[] {
	const year = schoolYearOf(queries.today);
	const cells = new Map(editions.map((edition) => [edition.id, new Map(queries.programmes.ofGroup(edition, groupId).map((each) => [each.pupil.patronId, each]))]));
	return queries.classes.pupilsOf(groupId).map((pupil) => {
		const own = editions.flatMap((edition): [string, ProgrammeCell][] => {
			const cell = cells.get(edition.id)?.get(pupil.patronId);
			return cell ? [[edition.id, cell]] : [];
		});
		const state = overviewState(own.map(([, { progress, stuck }]) => ({ state: progress.state, stuck })));
		return { pupil, state, minutes: pupil.freeReading?.[year] ?? 0, finished: pupil.reading?.finished[year] ?? (pupil.reading ? 0 : undefined), programmes: new Map(own) };
	});
}

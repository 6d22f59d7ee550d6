import { setIn, type Registers } from '../shared/register.ts';
import type { Edition } from './edition.ts';
import type { Participation } from './participation.ts';

/** What a title is called now: of one that was merged into another, the id of the one that stayed. */
export type IdNow = (titleId: string) => string;

/** The edition with its list as the catalogue stands now, so that a reading counts under whatever name it was listed. */
export function editionAfterMerges(edition: Edition, idNow: IdNow): Edition {
	const { eligible } = edition;
	return eligible ? { ...edition, eligible: { ...eligible, titleIds: eligible.titleIds.map((id) => idNow(id) as typeof id) } } : edition;
}

/** The participation with what was chosen as the catalogue stands now; of two that are one by now, the later setting stands. */
export function participationAfterMerges(participation: Participation | undefined, idNow: IdNow): Participation | undefined {
	if (!participation?.chosen) return participation;
	const chosen = Object.entries(participation.chosen).reduce<Registers<boolean>>((all, [id, register]) => setIn(all, idNow(id), register), {});
	return { ...participation, chosen };
}

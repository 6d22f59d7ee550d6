import { publishable, type Weight } from '#lib/domain/planning/publishable.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { ProgressState } from '#lib/domain/programmes/evaluate.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { ParticipationLine, ProgrammeFigures } from '#lib/protocol/figures.ts';
import type { Kysely } from 'kysely';
import { parseBody } from '../db/body.ts';
import type { Schema } from '../db/schema.ts';
import type { Counted, groupsOf, NamedGroup, Programme } from './units.ts';

/** @param from first day of the school year: editions that were over before it are no part of its figures */
export async function readProgrammes(db: Kysely<Schema>, schoolId: string, from: CalendarDate): Promise<Programme[]> {
	const editions = await db.selectFrom('edition').select('body').where('school_id', '=', schoolId).execute();
	const progress = await db.selectFrom('programme_progress').select(['edition_id', 'patron_id', 'state']).where('school_id', '=', schoolId).execute();
	const byEdition = Map.groupBy(progress, (row) => row.edition_id);
	return editions
		.map(({ body }) => parseBody<Edition>(body))
		.filter((edition) => edition.to >= from)
		.map(({ id, name, label }): Programme => ({ id, name: `${name} ${label}`, states: new Map((byEdition.get(id) ?? []).map((row) => [row.patron_id, row.state as ProgressState])) }))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'nl'));
}

/** A programme by the groups that are invited to it. */
export interface Standing {
	readonly id: string;
	readonly name: string;
	readonly total: NamedGroup;
	readonly yearLayers: readonly NamedGroup[];
	readonly tracks: readonly NamedGroup[];
	readonly classes: readonly NamedGroup[];
	readonly invited: Weight;
	readonly takingPart: Weight;
	readonly absent: Weight;
	readonly done: Weight;
	readonly busy: Weight;
}

export function standingOf({ id, name, states }: Programme, groups: ReturnType<typeof groupsOf>, { unitOf }: Counted): Standing {
	const weigh = (counts: (state: ProgressState) => boolean): Weight => {
		const weight = new Map<string, number>();
		for (const [patronId, state] of states) {
			const unit = unitOf.get(patronId) ?? '';
			weight.set(unit, (weight.get(unit) ?? 0) + Number(counts(state)));
		}
		return weight;
	};
	const invited = weigh(() => true);
	const within = (all: readonly NamedGroup[]): NamedGroup[] =>
		all.map((group) => ({ ...group, key: `programme ${id} ${group.key}`, units: group.units.filter((unit) => invited.has(unit)) })).filter(({ units }) => units.length > 0);
	return {
		...{ id, name, invited },
		total: { key: `programme ${id}`, label: '', units: [...invited.keys()] },
		...{ yearLayers: within(groups.yearLayers), tracks: within(groups.tracks), classes: within(groups.classes) },
		takingPart: weigh((state) => state !== 'notTakingPart'),
		absent: weigh((state) => state === 'notTakingPart'),
		done: weigh((state) => state === 'done'),
		busy: weigh((state) => state !== 'notTakingPart' && state !== 'done')
	};
}

/** By key: the groups of a programme that are told with how many are invited, take part, and are done. */
interface ParticipationShown {
	readonly invited: ReadonlySet<string>;
	readonly takingPart: ReadonlySet<string>;
	readonly done: ReadonlySet<string>;
}

/** Three numbers that stand inside each other: of those who take part, of those who do not, and of those under way none may be few. */
export function participationShown({ total, yearLayers, tracks, invited, takingPart, absent, done, busy }: Standing, sizes: ReadonlySet<string>): ParticipationShown {
	const ofSize = [total, ...yearLayers, ...tracks].filter(({ key }) => sizes.has(key));
	const takingPartShown = publishable(ofSize, [invited, takingPart, absent]);
	const ofParticipation = ofSize.filter(({ key }) => takingPartShown.has(key));
	return { invited: sizes, takingPart: takingPartShown, done: publishable(ofParticipation, [invited, done, busy]) };
}

export function programmeFigures(standing: Standing, shown: ParticipationShown | undefined): ProgrammeFigures {
	const sum = (units: readonly string[], weight: Weight): number => units.reduce((total, unit) => total + (weight.get(unit) ?? 0), 0);
	const numbers = ({ key, units }: NamedGroup) => ({
		invited: !shown || shown.invited.has(key) ? sum(units, standing.invited) : null,
		takingPart: !shown || shown.takingPart.has(key) ? sum(units, standing.takingPart) : null,
		done: !shown || shown.done.has(key) ? sum(units, standing.done) : null
	});
	const line = (group: NamedGroup): ParticipationLine => ({ key: group.key.slice(standing.total.key.length + 1), label: group.label, ...(group.tracks && { tracks: group.tracks }), ...numbers(group) });
	return {
		...{ id: standing.id, name: standing.name, ...numbers(standing.total) },
		yearLayers: standing.yearLayers.map(line),
		tracks: standing.tracks.map(line),
		classes: shown ? [] : standing.classes.map(line)
	};
}

import type { HomeClass, Patron, Track } from '#lib/domain/people/patron.ts';
import type { PublishedGroup, Weight } from '#lib/domain/planning/publishable.ts';
import type { ProgressState } from '#lib/domain/programmes/evaluate.ts';

export interface Pupil {
	readonly patron: Patron;
	readonly homeClass: HomeClass | undefined;
}

export interface Loan {
	readonly patronId: string | null;
	readonly month: string;
}

export interface Programme {
	readonly id: string;
	readonly name: string;
	/** By patron: how far everybody is who is invited. */
	readonly states: ReadonlyMap<string, ProgressState>;
}

export interface Counted {
	/** By unit: the pupils of one class who are invited to the same programmes. */
	readonly classes: ReadonlyMap<string, HomeClass | undefined>;
	/** By patron, also of those who were invited and have left. */
	readonly unitOf: ReadonlyMap<string, string>;
	readonly pupils: Weight;
	readonly readers: Weight;
	/** Pupils who borrowed nothing. */
	readonly others: Weight;
	readonly loans: Weight;
}

/**
 * By unit; who sits in no class is in units apart, so that totals add up. Who was invited and is no pupil any more weighs too:
 * a programme less the school would tell how many left.
 */
export function countByUnit(pupils: readonly Pupil[], loans: readonly Loan[], programmes: readonly Programme[]): Counted {
	const loansOf = new Map<string, number>();
	for (const { patronId } of loans) if (patronId !== null) loansOf.set(patronId, (loansOf.get(patronId) ?? 0) + 1);
	const unitIn = (place: string, id: string): string => [place, ...programmes.filter(({ states }) => states.has(id)).map((each) => each.id)].join(' ');
	const byUnit = Map.groupBy(pupils, ({ patron, homeClass }) => unitIn(homeClass?.id ?? '', patron.id));
	const here = new Set<string>(pupils.map(({ patron }) => patron.id));
	const gone = [...new Set(programmes.flatMap(({ states }) => [...states.keys()]))].filter((id) => !here.has(id));
	const goneByUnit = Map.groupBy(gone, (id) => unitIn(' gone', id));
	const weigh = (count: (lent: number) => number): Map<string, number> =>
		new Map([...byUnit].map(([unit, own]) => [unit, own.reduce((sum, { patron }) => sum + count(loansOf.get(patron.id) ?? 0), 0)]));
	return {
		classes: new Map([...byUnit].map(([unit, own]) => [unit, own[0]?.homeClass])),
		unitOf: new Map([...[...byUnit].flatMap(([unit, own]) => own.map(({ patron }) => [patron.id, unit] as const)), ...[...goneByUnit].flatMap(([unit, own]) => own.map((id) => [id, unit] as const))]),
		pupils: new Map([...weigh(() => 1), ...[...goneByUnit].map(([unit, own]) => [unit, own.length] as const)]),
		readers: weigh((lent) => Number(lent > 0)),
		others: weigh((lent) => Number(lent === 0)),
		loans: weigh((lent) => lent)
	};
}

export interface NamedGroup extends PublishedGroup {
	readonly label: string;
	readonly tracks?: Track[];
}

export function groupsOf({ classes }: Counted) {
	const ids = [...classes.keys()];
	const byLayer = Map.groupBy(ids, (id) => classes.get(id)?.yearLayer ?? 0);
	const byTracks = Map.groupBy(ids, (id) => classes.get(id)?.tracks.join(' ') ?? '');
	const byClass = Map.groupBy(ids, (id) => classes.get(id)?.id ?? '');
	return {
		total: { key: 'total', label: '', units: ids } satisfies NamedGroup as NamedGroup,
		yearLayers: [...byLayer].toSorted(([a], [b]) => a - b).map(([layer, units]): NamedGroup => ({ key: `year ${layer}`, label: layer === 0 ? '' : String(layer), units })),
		tracks: [...byTracks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, units]): NamedGroup => ({ key: `tracks ${key}`, label: '', tracks: [...(classes.get(units[0] ?? '')?.tracks ?? [])], units })),
		classes: [...byClass].map(([id, units]): NamedGroup => ({ key: `class ${id}`, label: classes.get(units[0] ?? '')?.name ?? '', units })).toSorted((a, b) => a.label.localeCompare(b.label, 'nl', { numeric: true }))
	};
}

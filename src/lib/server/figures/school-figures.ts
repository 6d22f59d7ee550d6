import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import type { HomeClass, Patron, Track } from '#lib/domain/people/patron.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { publishable, smallestGroup, type PublishedGroup, type Weight } from '#lib/domain/planning/publishable.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import { strands } from '#lib/domain/programmes/edition.ts';
import { dateAt, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { firstYearOf, schoolYearOf } from '#lib/domain/shared/school-year.ts';
import { instantOn } from '#lib/domain/shared/wall-time.ts';
import type { Figures, FigureLine } from '#lib/protocol/figures.ts';
import type { Kysely } from 'kysely';
import { parseBody } from '../db/body.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { Schema } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';

const timeZone = 'Europe/Amsterdam';

/**
 * What the school counted this school year. Whoever is not of the school itself gets no class and no group under ten, also
 * none that would follow from other figures; that is decided here and never on a screen.
 * @throws RequestFailure `notAllowed`
 */
export async function readFigures(database: OpenDatabase, session: ServerSession): Promise<Figures> {
	const inside = isDeskStaff(session) || session.roles.includes('schoolLeader');
	if (!inside && !session.roles.includes('consultant')) throw new RequestFailure('notAllowed');
	const today = dateAt(database.clock(), timeZone);
	const { pupils, loans, programmes, lessons } = await readTogether(database, (db) => readAll(db, session.schoolId, today));
	const counted = countByUnit(pupils, loans, inside ? [] : programmes);
	const groups = groupsOf(counted);
	const shown = inside ? undefined : shownOutside([groups.total, ...groups.yearLayers, ...groups.tracks], programmes, counted);
	const line = (group: NamedGroup): FigureLine => lineOf(group, counted, shown);
	return {
		schoolYear: schoolYearOf(today),
		outside: !inside,
		total: line(groups.total),
		yearLayers: groups.yearLayers.map(line),
		tracks: groups.tracks.map(line),
		classes: inside ? groups.classes.map(line) : [],
		months: loansByMonth(loans).filter((month) => inside || month.loans >= smallestGroup),
		programmes: programmes.map((programme) => programmeLine(programme, shown)),
		lessons
	};
}

interface Pupil {
	readonly patron: Patron;
	readonly homeClass: HomeClass | undefined;
}

interface Loan {
	readonly patronId: string | null;
	readonly month: string;
}

async function readAll(db: Kysely<Schema>, schoolId: string, today: CalendarDate) {
	const from = `${firstYearOf(today)}-08-01` as CalendarDate;
	const people = await db
		.selectFrom('patron')
		.leftJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['patron.body as patron', 'home_class.body as homeClass'])
		.where('patron.school_id', '=', schoolId)
		.execute();
	const pupils = people
		.map((row): Pupil => ({ patron: parseBody<Patron>(row.patron), homeClass: row.homeClass === null ? undefined : parseBody<HomeClass>(row.homeClass) }))
		.filter(({ patron }) => patron.category === 'pupil' && patron.leftOn === undefined);
	const lent = await db
		.selectFrom('loan')
		.select(['patron_id', 'lent_at'])
		.where('school_id', '=', schoolId)
		.where('lent_at', '>=', instantOn(from, 0, timeZone))
		.execute();
	const loans = lent.map((row): Loan => ({ patronId: row.patron_id, month: dateAt(Number(row.lent_at), timeZone).slice(0, 7) }));
	return { pupils, loans, programmes: await readProgrammes(db, schoolId), lessons: await readLessons(db, schoolId, from) };
}

interface Counted {
	/** By unit: the pupils of one class who are invited to the same programmes. */
	readonly classes: ReadonlyMap<string, HomeClass | undefined>;
	/** By programme: the units that are invited. */
	readonly invited: ReadonlyMap<string, readonly string[]>;
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
function countByUnit(pupils: readonly Pupil[], loans: readonly Loan[], programmes: readonly Programme[]): Counted {
	const loansOf = new Map<string, number>();
	for (const { patronId } of loans) if (patronId !== null) loansOf.set(patronId, (loansOf.get(patronId) ?? 0) + 1);
	const unitOf = (place: string, id: string): string => [place, ...programmes.filter(({ invited }) => invited.has(id)).map((each) => each.id)].join(' ');
	const byUnit = Map.groupBy(pupils, ({ patron, homeClass }) => unitOf(homeClass?.id ?? '', patron.id));
	const here = new Set<string>(pupils.map(({ patron }) => patron.id));
	const gone = [...new Set(programmes.flatMap(({ invited }) => [...invited]))].filter((id) => !here.has(id));
	const goneByUnit = Map.groupBy(gone, (id) => unitOf(' gone', id));
	const weigh = (count: (lent: number) => number): Map<string, number> =>
		new Map([...byUnit].map(([unit, own]) => [unit, own.reduce((sum, { patron }) => sum + count(loansOf.get(patron.id) ?? 0), 0)]));
	// One pupil of each unit: all of a unit are invited to the same.
	const samples = [...[...byUnit].map(([unit, own]) => [unit, own[0]?.patron.id ?? ''] as const), ...[...goneByUnit].map(([unit, own]) => [unit, own[0] ?? ''] as const)];
	return {
		classes: new Map([...byUnit].map(([unit, own]) => [unit, own[0]?.homeClass])),
		invited: new Map(programmes.map(({ id, invited }) => [id, samples.filter(([, pupil]) => invited.has(pupil)).map(([unit]) => unit)])),
		pupils: new Map([...weigh(() => 1), ...[...goneByUnit].map(([unit, own]) => [unit, own.length] as const)]),
		readers: weigh((lent) => Number(lent > 0)),
		others: weigh((lent) => Number(lent === 0)),
		loans: weigh((lent) => lent)
	};
}

interface NamedGroup extends PublishedGroup {
	readonly label: string;
	readonly tracks?: Track[];
}

function groupsOf({ classes }: Counted) {
	const ids = [...classes.keys()];
	const byLayer = Map.groupBy(ids, (id) => classes.get(id)?.yearLayer ?? 0);
	const byTracks = Map.groupBy(ids, (id) => classes.get(id)?.tracks.join(' ') ?? '');
	const named = (id: string): NamedGroup => ({ key: `class ${id}`, label: classes.get(id)?.name ?? '', units: [id] });
	return {
		total: { key: 'total', label: '', units: ids } satisfies NamedGroup as NamedGroup,
		yearLayers: [...byLayer].toSorted(([a], [b]) => a - b).map(([layer, units]): NamedGroup => ({ key: `year ${layer}`, label: layer === 0 ? '' : String(layer), units })),
		tracks: [...byTracks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, units]): NamedGroup => ({ key: `tracks ${key}`, label: '', tracks: [...(classes.get(units[0] ?? '')?.tracks ?? [])], units })),
		classes: ids.map(named).toSorted((a, b) => a.label.localeCompare(b.label, 'nl', { numeric: true }))
	};
}

/** By key: whose size may be told, and of whose readers (and so of those who do not read, and of loans) the number as well. */
interface Shown {
	readonly sizes: ReadonlySet<string>;
	readonly readers: ReadonlySet<string>;
}

function shownOutside(groups: readonly NamedGroup[], programmes: readonly Programme[], { invited, pupils, readers, others }: Counted): Shown {
	const sizes = publishable([...groups, ...programmes.map(({ id }) => ({ key: programmeKey(id), units: invited.get(id) ?? [] }))], [pupils]);
	return { sizes, readers: publishable(groups.filter((group) => sizes.has(group.key)), [pupils, readers, others]) };
}

const programmeKey = (id: string): string => `programme ${id}`;

function lineOf({ key, label, tracks, units }: NamedGroup, counted: Counted, shown: Shown | undefined): FigureLine {
	const sum = (weight: Weight, among: ReadonlySet<string> | undefined): number | null => (among && !among.has(key) ? null : units.reduce((total, unit) => total + (weight.get(unit) ?? 0), 0));
	// Three loans are of three readers at most: loans are told where readers are.
	return { key, label, ...(tracks && { tracks }), pupils: sum(counted.pupils, shown?.sizes), readers: sum(counted.readers, shown?.readers), loans: sum(counted.loans, shown?.readers) };
}

function loansByMonth(loans: readonly Loan[]): Figures['months'] {
	return [...Map.groupBy(loans, ({ month }) => month)].map(([month, { length }]) => ({ month, loans: length })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/** By patron: who was invited, and of them who takes part and who is done. */
interface Programme {
	readonly id: string;
	readonly name: string;
	readonly invited: ReadonlySet<string>;
	readonly takingPart: number;
	readonly done: number;
}

async function readProgrammes(db: Kysely<Schema>, schoolId: string): Promise<Programme[]> {
	const editions = await db.selectFrom('edition').select('body').where('school_id', '=', schoolId).execute();
	const progress = await db.selectFrom('programme_progress').select(['edition_id', 'patron_id', 'state']).where('school_id', '=', schoolId).execute();
	const byEdition = Map.groupBy(progress, (row) => row.edition_id);
	return editions
		.map(({ body }) => parseBody<Edition>(body))
		.map(({ id, name, label }): Programme => {
			const rows = byEdition.get(id) ?? [];
			const takingPart = rows.filter((row) => row.state !== 'notTakingPart').length;
			return { id, name: `${name} ${label}`, invited: new Set(rows.map((row) => row.patron_id)), takingPart, done: rows.filter((row) => row.state === 'done').length };
		})
		.toSorted((a, b) => a.name.localeCompare(b.name, 'nl'));
}

/** Of three numbers that stand inside each other, none may be small and none the small rest of the one around it. */
function programmeLine({ id, name, invited: { size }, takingPart, done }: Programme, shown: Shown | undefined): Figures['programmes'][number] {
	if (!shown) return { id, name, invited: size, takingPart, done };
	const fine = (part: number, whole: number | null): boolean => whole !== null && [part, whole - part].every((count) => count === 0 || count >= smallestGroup);
	const invitedShown = shown.sizes.has(programmeKey(id)) ? size : null;
	const takingPartShown = fine(takingPart, invitedShown) ? takingPart : null;
	const doneShown = fine(done, takingPartShown) && fine(done, invitedShown) ? done : null;
	return { id, name, invited: invitedShown, takingPart: takingPartShown, done: doneShown };
}

async function readLessons(db: Kysely<Schema>, schoolId: string, from: CalendarDate): Promise<Figures['lessons']> {
	const rows = await db.selectFrom('lesson').select('body').where('school_id', '=', schoolId).where('active', '=', 1).where('held_on', '>=', from).execute();
	const lessons = rows.map(({ body }) => parseBody<Lesson>(body));
	return strands.map((strand) => {
		const own = lessons.filter((lesson) => lesson.strand === strand);
		return { strand, lessons: own.length, minutes: own.reduce((sum, lesson) => sum + lesson.minutes, 0) };
	});
}

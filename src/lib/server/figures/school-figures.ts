import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import { publishable, smallestGroup, type Weight } from '#lib/domain/planning/publishable.ts';
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
import { participationShown, programmeFigures, readProgrammes, standingOf, type Standing } from './programme-figures.ts';
import { countByUnit, groupsOf, type Counted, type Loan, type NamedGroup, type Pupil } from './units.ts';

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
	const counted = countByUnit(pupils, loans, programmes);
	const groups = groupsOf(counted);
	const standings = programmes.map((programme) => standingOf(programme, groups, counted));
	const shown = inside ? undefined : shownOutside([groups.total, ...groups.yearLayers, ...groups.tracks], standings, counted);
	const line = (group: NamedGroup): FigureLine => lineOf(group, counted, shown);
	return {
		schoolYear: schoolYearOf(today),
		outside: !inside,
		total: line(groups.total),
		yearLayers: groups.yearLayers.map(line),
		tracks: groups.tracks.map(line),
		classes: inside ? groups.classes.map(line) : [],
		months: loansByMonth(loans).filter((month) => inside || month.loans >= smallestGroup),
		programmes: standings.map((standing) => programmeFigures(standing, inside ? undefined : participationShown(standing, shown?.sizes ?? new Set()))),
		lessons
	};
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
	return { pupils, loans, programmes: await readProgrammes(db, schoolId, from), lessons: await readLessons(db, schoolId, from) };
}

/** By key: whose size may be told, and of whose readers (and so of those who do not read, and of loans) the number as well. */
interface Shown {
	readonly sizes: ReadonlySet<string>;
	readonly readers: ReadonlySet<string>;
}

/** Sizes of the groups of the school and of whole programmes come first; those of parts of a programme may be told beside them or not. */
function shownOutside(groups: readonly NamedGroup[], standings: readonly Standing[], { pupils, readers, others }: Counted): Shown {
	const first = [...groups, ...standings.map(({ total }) => total)];
	const firstShown = publishable(first, [pupils]);
	const taken = first.filter(({ key }) => firstShown.has(key));
	const parts = standings.flatMap(({ yearLayers, tracks }) => [...yearLayers, ...tracks]);
	const sizes = new Set([...firstShown, ...publishable(parts, [pupils], taken)]);
	return { sizes, readers: publishable(groups.filter((group) => sizes.has(group.key)), [pupils, readers, others]) };
}

function lineOf({ key, label, tracks, units }: NamedGroup, counted: Counted, shown: Shown | undefined): FigureLine {
	const sum = (weight: Weight, among: ReadonlySet<string> | undefined): number | null => (among && !among.has(key) ? null : units.reduce((total, unit) => total + (weight.get(unit) ?? 0), 0));
	// Three loans are of three readers at most: loans are told where readers are.
	return { key, label, ...(tracks && { tracks }), pupils: sum(counted.pupils, shown?.sizes), readers: sum(counted.readers, shown?.readers), loans: sum(counted.loans, shown?.readers) };
}

function loansByMonth(loans: readonly Loan[]): Figures['months'] {
	return [...Map.groupBy(loans, ({ month }) => month)].map(([month, { length }]) => ({ month, loans: length })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

async function readLessons(db: Kysely<Schema>, schoolId: string, from: CalendarDate): Promise<Figures['lessons']> {
	const rows = await db.selectFrom('lesson').select('body').where('school_id', '=', schoolId).where('active', '=', 1).where('held_on', '>=', from).execute();
	const lessons = rows.map(({ body }) => parseBody<Lesson>(body));
	return strands.map((strand) => {
		const own = lessons.filter((lesson) => lesson.strand === strand);
		return { strand, lessons: own.length, minutes: own.reduce((sum, lesson) => sum + lesson.minutes, 0) };
	});
}

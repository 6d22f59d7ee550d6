import type { Kysely } from 'kysely';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { GroupPlace, Teaching, TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Schema } from '../db/schema.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { CatalogueNow } from './catalogue.ts';
import type { OpenLoans, RosterNow } from './roster-now.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

type OwnedTable = 'title' | 'copy' | 'patron' | 'home_class' | 'card' | 'teaching_group' | 'group_place' | 'teaching';

/** @param brin in any case, with or without the two digits of a location */
export async function findSchoolByBrin(db: Kysely<Schema>, brin: string): Promise<School | undefined> {
	const wanted = brin.trim().toUpperCase().slice(0, 4);
	const row = await db.selectFrom('school').select('body').where('brin', '=', wanted).executeTakeFirst();
	return row && (JSON.parse(row.body) as School);
}

/** Everything a catalogue file is compared with, as of one moment. */
export function readCatalogueNow(database: OpenDatabase, school: School): Promise<CatalogueNow> {
	return readTogether(database, async (db) => ({
		school,
		titles: await readAll<Title>(db, 'title', school),
		copies: await readAll<Copy>(db, 'copy', school)
	}));
}

/** Everything a roster is compared with, as of one moment. */
export function readRosterNow(database: OpenDatabase, school: School): Promise<RosterNow> {
	return readTogether(database, async (db) => ({
		school,
		patrons: await readAll<Patron>(db, 'patron', school),
		homeClasses: await readAll<HomeClass>(db, 'home_class', school),
		cards: await readAll<Card>(db, 'card', school),
		teachingGroups: await readAll<TeachingGroup>(db, 'teaching_group', school),
		groupPlaces: await readAll<GroupPlace>(db, 'group_place', school),
		teachings: await readAll<Teaching>(db, 'teaching', school),
		openLoans: await countOpenLoans(db, school)
	}));
}

async function countOpenLoans(db: Kysely<Schema>, school: School): Promise<OpenLoans> {
	const rows = await db.selectFrom('loan').select(['patron_id', (eb) => eb.fn.countAll<number>().as('loans')]).where('school_id', '=', school.id).where('returned_at', 'is', null).groupBy('patron_id').execute();
	return new Map(rows.map((row) => [row.patron_id as PatronId, Number(row.loans)]));
}

async function readAll<Row>(db: Kysely<Schema>, table: OwnedTable, school: School): Promise<Row[]> {
	const rows = await db.selectFrom(table).select('body').where('school_id', '=', school.id).execute();
	return rows.map((row) => JSON.parse(row.body) as Row);
}

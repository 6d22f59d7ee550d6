import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Write } from '../db/jobs.ts';
import { writeManyRows } from '../sync/write-many.ts';
import type { WrittenRow } from '../sync/write-rows.ts';
import type { CataloguePlan } from './catalogue.ts';
import type { RosterPlan } from './roster.ts';

/** Takes a rehearsed catalogue in, in short transactions; devices see it grow. Broken off, it is taken in by running it again. */
export async function writeCatalogue(write: Write, schoolId: SchoolId, plan: CataloguePlan): Promise<void> {
	const titles = plan.titles.map((row): WrittenRow => ({ kind: 'title', row }));
	const copies = plan.copies.map((row): WrittenRow => ({ kind: 'copy', row }));
	await writeManyRows(write, schoolId, [...titles, ...copies]);
}

/** Takes a rehearsed roster in, likewise. */
export async function writeRoster(write: Write, schoolId: SchoolId, plan: RosterPlan): Promise<void> {
	const homeClasses = plan.homeClasses.map((row): WrittenRow => ({ kind: 'homeClass', row }));
	const patrons = plan.patrons.map((row): WrittenRow => ({ kind: 'patron', row }));
	const cards = plan.cards.map((row): WrittenRow => ({ kind: 'card', row }));
	await writeManyRows(write, schoolId, [...homeClasses, ...patrons, ...cards]);
}

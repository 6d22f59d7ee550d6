import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import { alsoRead, isChosenFreely, type AlsoRead, type HadTitle } from '#lib/domain/reading/also-read.ts';
import type { PatronId, SchoolId, TitleId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Schema } from '../db/schema.ts';
import { weekBefore } from './publish-also-read.ts';

/** Rows read at once; between two pages the server answers whoever waits. */
const pageSize = 2000;
/** Titles worked out at once, likewise: a few milliseconds. */
const titlesAtOnce = 50;

/** Works out anew what is a week old or was never there, school by school. */
export async function workOutDue({ reader, write, clock }: Pick<OpenDatabase, 'reader' | 'write' | 'clock'>): Promise<void> {
	const schools = await reader
		.selectFrom('school')
		.leftJoin('also_read', 'also_read.school_id', 'school.id')
		.select('school.id')
		.where((eb) => eb.or([eb('also_read.worked_out_at', 'is', null), eb('also_read.worked_out_at', '<=', weekBefore(clock()))]))
		.orderBy('school.id')
		.execute();
	for (const { id } of schools) {
		const schoolId = id as SchoolId;
		await write('publishAlsoRead', { schoolId, lists: await workOut(reader, schoolId) });
	}
}

async function workOut(reader: Kysely<Schema>, schoolId: SchoolId): Promise<AlsoRead[]> {
	const lists: AlsoRead[] = [];
	for (const list of alsoRead(await readHadTitles(reader, schoolId))) {
		lists.push(list);
		if (lists.length % titlesAtOnce === 0) await othersFirst();
	}
	return lists;
}

/** Loans that still have their patron, of copies that one chooses oneself. */
async function readHadTitles(reader: Kysely<Schema>, schoolId: SchoolId): Promise<HadTitle[]> {
	const titleOf = new Map<string, TitleId>();
	for await (const { id, title_id: titleId, body } of inPages((after) =>
		reader.selectFrom('copy').select(['id', 'title_id', 'body']).where('school_id', '=', schoolId).where('id', '>', after).orderBy('id').limit(pageSize).execute()
	)) {
		if (isChosenFreely(parseBody<Copy>(body))) titleOf.set(id, titleId as TitleId);
	}
	const had: HadTitle[] = [];
	for await (const { copy_id: copyId, patron_id: patronId } of inPages((after) =>
		reader.selectFrom('loan').select(['id', 'copy_id', 'patron_id']).where('school_id', '=', schoolId).where('id', '>', after).orderBy('id').limit(pageSize).execute()
	)) {
		const titleId = titleOf.get(copyId);
		if (titleId !== undefined && patronId !== null) had.push({ patronId: patronId as PatronId, titleId });
	}
	return had;
}

async function* inPages<T extends { readonly id: string }>(read: (after: string) => Promise<T[]>): AsyncGenerator<T, void, undefined> {
	for (let after: string | undefined = ''; after !== undefined; ) {
		const page: T[] = await read(after);
		yield* page;
		after = page.at(-1)?.id;
		await othersFirst();
	}
}

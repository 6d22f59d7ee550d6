import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { Snapshots } from '#lib/server/sync/snapshot.ts';
import { writeManyRows } from '#lib/server/sync/write-many.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const manyTitles = (count: number, word = 'Title') =>
	Array.from({ length: count }, (_, i) => ({ kind: 'title', row: titleSchema.parse({ id: `many-${i}`, title: `${word} ${i}` }) }) as const);

/** The pages a newcomer starts from. */
export function snapshotCases(database: () => OpenDatabase): void {
	test('snapshot and pull together give every row of the catalogue once', async () => {
		const school = await ServerSchool.create(database());
		await writeManyRows(database().write, school.id, manyTitles(3000));
		const desk = await school.desk();
		await new Snapshots(database()).manifest(desk.session, scopes.catalogue(school.id));
		await writeManyRows(database().write, school.id, manyTitles(20, 'Changed'));
		const seen = await desk.pullFresh();
		expect(seen.list('title')).toHaveLength(3003);
		expect(seen.find('title', 'many-7')?.title).toBe('Changed 7');
		expect(seen.find('title', 'many-700')?.title).toBe('Title 700');
		expect(seen.list('copy')).toHaveLength(6);
		expect(seen.list('school')).toEqual([school.school]);
	});

	test('a page is named by the hash of its rows and holds about a thousand', async () => {
		const school = await ServerSchool.create(database());
		await writeManyRows(database().write, school.id, manyTitles(4000));
		const snapshots = new Snapshots(database());
		const session = await school.account(['mediaLibrarian']);
		const { pages } = await snapshots.manifest(session, scopes.catalogue(school.id));
		expect(pages.reduce((sum, page) => sum + page.rows, 0)).toBe(4010);
		for (const page of pages) {
			const content = await snapshots.page(session, page.hash);
			expect(content.byteLength).toBe(page.bytes);
			expect(createHash('sha256').update(gunzipSync(content)).digest('hex')).toBe(page.hash);
			expect(page.rows).toBeLessThan(1200);
		}
	});

	test('a rebuild keeps the pages on which nothing changed', async () => {
		const school = await ServerSchool.create(database());
		await writeManyRows(database().write, school.id, manyTitles(4000));
		const session = await school.account(['mediaLibrarian']);
		const scope = scopes.catalogue(school.id);
		const first = await new Snapshots(database()).manifest(session, scope);
		// Many changes, all of the rows of one page.
		const { bucketOf } = await import('#lib/server/sync/feed.ts');
		const onFirstPage = manyTitles(4000, 'Changed').filter(({ row }) => bucketOf(row.id) < 65_536 / first.pages.length);
		expect(onFirstPage.length).toBeGreaterThan(500);
		await writeManyRows(database().write, school.id, onFirstPage);
		const second = await new Snapshots(database()).manifest(session, scope);
		expect(second.seq).toBeGreaterThan(first.seq);
		expect(second.pages[0]?.hash).not.toBe(first.pages[0]?.hash);
		expect(second.pages.slice(1)).toEqual(first.pages.slice(1));
		// Who began with the older manifest can still finish.
		expect(await new Snapshots(database()).page(session, first.pages[0]?.hash ?? '')).toBeDefined();
	});

	test('few changes do not rebuild, so that a class that starts together loads the same pages', async () => {
		const school = await ServerSchool.create(database());
		const session = await school.account(['mediaLibrarian']);
		const snapshots = new Snapshots(database());
		const first = await snapshots.manifest(session, scopes.catalogue(school.id));
		await school.write(manyTitles(3));
		expect((await snapshots.manifest(session, scopes.catalogue(school.id))).tag).toBe(first.tag);
	});

	test('only the own school’s catalogue is handed out, and no people', async () => {
		const [school, other] = [await ServerSchool.create(database()), await ServerSchool.create(database())];
		const [session, stranger] = [await school.account(['pupil']), await other.account(['mediaLibrarian'])];
		const snapshots = new Snapshots(database());
		const { pages } = await snapshots.manifest(session, scopes.catalogue(school.id));
		const hash = pages[0]?.hash ?? '';
		expect(gunzipSync(await snapshots.page(session, hash)).toString()).not.toMatch(/patron-|Meer/);
		await expect(snapshots.page(stranger, hash)).rejects.toMatchObject({ code: 'notFound' });
		await expect(snapshots.manifest(stranger, scopes.catalogue(school.id))).rejects.toMatchObject({ code: 'notFound' });
		await expect(snapshots.manifest(stranger, scopes.desk(other.id))).rejects.toMatchObject({ code: 'notFound' });
	});
}

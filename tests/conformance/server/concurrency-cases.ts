import { describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { writeManyRows } from '#lib/server/sync/write-many.ts';
import { ServerSchool } from '../../builders/server-school.ts';

/** Many at once on one school. */
export function concurrencyCases(database: () => OpenDatabase): void {
	describe('at the same time', () => {
		test('a follower sees every change, in order, while several desks push and an import runs', async () => {
			const school = await ServerSchool.create(database());
			const desks = await Promise.all([1, 2, 3, 4].map(() => school.desk()));
			const follower = await school.desk();
			const import_ = writeManyRows(database().write, school.id, titles(2000));
			let pushing = true;
			const seen: number[] = [];
			const following = (async () => {
				while (pushing) {
					const cursors = follower.replica.cursors();
					await follower.pull();
					// A pull that finds nothing waits for nothing: without a turn for the others it would be the only one here.
					await new Promise((resolve) => setImmediate(resolve));
					for (const [scope, cursor] of Object.entries(follower.replica.cursors())) {
						expect(cursor).toBeGreaterThanOrEqual(cursors[scope] ?? 0);
					}
					seen.push(Math.max(...Object.values(follower.replica.cursors()).map((cursor) => cursor ?? 0)));
				}
			})();
			await Promise.all(
				desks.map(async (desk, index) => {
					for (let round = 0; round < 12; round++) {
						desk.lend(1 + ((index + round) % 6), 1 + (round % 4), school.now + round);
						await desk.push();
					}
				})
			);
			await import_;
			pushing = false;
			await following;
			expect((await follower.pull()).contents()).toEqual((await follower.pullFresh()).contents());
			expect(follower.replica.list('title')).toHaveLength(2003);
			expect(seen).toEqual(seen.toSorted((a, b) => a - b));
			const operations = await database()
				.reader.selectFrom('operation')
				.select(['seq', 'status'])
				.where('school_id', '=', school.id)
				.execute();
			expect(operations).toHaveLength(48);
			expect(new Set(operations.map((operation) => operation.seq)).size).toBe(48);
		});

		test('two tabs that send the same operations at once do them once', async () => {
			const school = await ServerSchool.create(database());
			const desk = await school.desk();
			for (let copy = 1; copy <= 6; copy++) desk.lend(copy, 1);
			const sent = [...desk.outbox];
			const answers = await Promise.all([desk.push(sent), desk.push(sent), desk.push(sent.slice(0, 3))]);
			expect(answers.map((answer) => answer.failure)).toEqual([undefined, undefined, undefined]);
			expect(Math.max(...answers.map((answer) => answer.lastN))).toBe(6);
			expect(
				await database().reader.selectFrom('copy_fact').select('copy_id').where('school_id', '=', school.id).execute()
			).toHaveLength(6);
		});
	});
}

function titles(count: number) {
	return Array.from({ length: count }, (_, i) => ({ kind: 'title', row: titleSchema.parse({ id: `many-${i}`, title: `T ${i}` }) }) as const);
}

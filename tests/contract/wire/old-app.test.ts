import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { answerPush } from '#lib/server/sync/answer-push.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';
import { pushRequestSchema, pullRequestSchema } from '#lib/protocol/sync.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import protocol1 from './protocol-1.json' with { type: 'json' };

let database: OpenDatabase;
beforeAll(async () => {
	database = await openInMemory();
});
afterAll(() => database.close());

describe('an app of protocol 1, as it was first released', () => {
	it('hands in 500 unsent operations, a hundred at a time, and is told what became of them', async () => {
		const school = await ServerSchool.create(database);
		const desk = await school.desk();
		const [lend, takeIn] = protocol1.operations;
		const all = Array.from({ length: 500 }, (_, i) => {
			const operation = structuredClone(i % 2 === 0 ? lend : takeIn);
			const copyId = `copy-${1 + (Math.floor(i / 2) % 6)}`;
			const payload = { ...operation?.payload, copyId, ...(i % 2 === 0 && { loanId: `loan-${i}` }) };
			return { ...operation, n: i + 1, actor: desk.session.accountId, payload };
		});
		const push = (operations: unknown[]) => {
			const body = JSON.stringify({ ...protocol1.push, epoch: database.epoch, installation: desk.id, operations });
			return answerPush(database, new Request('http://localhost/', { method: 'POST', body, headers: { authorization: `Installation ${desk.id}.${desk.key}` } }));
		};
		for (let from = 0; from < all.length; from += 100) expect((await push(all.slice(from, from + 100))).lastN).toBe(from + 100);
		const stored = await database.reader.selectFrom('operation').select('status').where('installation_id', '=', desk.id).execute();
		expect(stored.map((row) => row.status)).toEqual(Array.from({ length: 500 }, () => 'accepted'));

		const pull = pullRequestSchema.parse({ ...protocol1.pull, epoch: database.epoch, installation: desk.id });
		const { scopes } = await buildPull(database, desk.session, pull);
		const progress = scopes.find(({ id }) => id === `dev:${desk.id}`)?.rows.find((row) => row.k === 'progress');
		expect(progress?.b).toMatchObject({ lastN: 500 });
	}, 60_000);

	it('is told to update, and loses nothing, once its protocol is not understood any more', async () => {
		const school = await ServerSchool.create(database);
		const desk = await school.desk();
		const request = pushRequestSchema.parse({ ...protocol1.push, proto: 0, epoch: database.epoch, installation: desk.id, operations: [] });
		const send = new Request('http://localhost/', { method: 'POST', body: JSON.stringify(request), headers: { authorization: `Installation ${desk.id}.${desk.key}` } });
		await expect(answerPush(database, send)).rejects.toMatchObject({ code: 'updateNeeded' });
	});
});

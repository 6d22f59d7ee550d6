import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { answerPush } from '#lib/server/sync/answer-push.ts';
import { protocolVersion } from '#lib/protocol/sync.ts';
import { reading, type ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

describe('a push as it comes over the wire', () => {
	let database: OpenDatabase;
	let school: ServerSchool;
	beforeAll(async () => {
		database = await openInMemory();
		school = await ServerSchool.create(database);
	});
	afterAll(() => database.close());

	function request(desk: ServerInstallation, change: object = {}, authorization = `Installation ${desk.id}.${desk.key}`): Request {
		const body = {
			proto: protocolVersion,
			build: 'test',
			epoch: database.epoch,
			installation: desk.id,
			sent: reading(database.clock()),
			operations: desk.outbox,
			...change
		};
		return new Request('http://localhost/api/sync/push', { method: 'POST', body: JSON.stringify(body), headers: { authorization } });
	}

	test('is taken in with nothing but the installation’s key', async () => {
		const desk = await school.desk();
		desk.lend(1, 1);
		expect(await answerPush(database, request(desk))).toMatchObject({ epoch: database.epoch, lastN: 1 });
	});

	test('is turned away with a wrong key, another’s key, or none', async () => {
		const [desk, other] = [await school.desk(), await school.desk()];
		for (const authorization of ['', `Installation ${desk.id}.wrong`, `Installation ${other.id}.${other.key}`, 'Bearer x']) {
			await expect(answerPush(database, request(desk, {}, authorization))).rejects.toMatchObject({ code: 'unknownInstallation' });
		}
	});

	test('of another epoch is turned away with the present one', async () => {
		const desk = await school.desk();
		const answer = answerPush(database, request(desk, { epoch: 'before the restore' }));
		await expect(answer).rejects.toMatchObject({ code: 'wrongEpoch', facts: { epoch: database.epoch } });
	});

	test('of an app that speaks another protocol asks for an update', async () => {
		const desk = await school.desk();
		await expect(answerPush(database, request(desk, { proto: 0 }))).rejects.toMatchObject({ code: 'updateNeeded' });
	});

	test('larger than 256 KB is too large, so that the sender halves it', async () => {
		const desk = await school.desk();
		for (let n = 0; n < 10; n++) desk.performAnything('check-in', { copyId: 'copy-1', text: 'x'.repeat(30_000) });
		await expect(answerPush(database, request(desk))).rejects.toMatchObject({ code: 'tooLarge' });
	});

	test('that is no push is a bad request', async () => {
		const desk = await school.desk();
		await expect(answerPush(database, request(desk, { operations: [{ n: 0 }] }))).rejects.toMatchObject({ code: 'badRequest' });
	});
});

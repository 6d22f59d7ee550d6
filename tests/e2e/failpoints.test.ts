import { describe, expect, inject, it } from 'vitest';
import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { armed, failpoints } from '../support/failpoints.ts';
import { findFreePort } from '../support/free-port.ts';
import { PushingSchool } from '../support/pushing-school.ts';
import { TestServer } from '../support/server.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { createDatabase, startPostgres } from '../support/test-postgres.ts';

/** Which time a push comes to the point: in the middle of several operations of several tablets. */
const turn = 4;

async function dieAtEachPoint(place: DatabaseConfig): Promise<void> {
	const port = await findFreePort();
	const school = await PushingSchool.create(place, `http://localhost:${port}`, 11);
	const server = await TestServer.start({ port, dataFolder: place.dataFolder, environment: place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {} });
	try {
		school.begin();
		for (const point of failpoints) expect(await server.restartUntilItEnds(armed(point, turn)), point).toBe('SIGKILL');
		await server.restart();
		await school.untilAnswered(3);
		await school.finish();
	} finally {
		await server.stop();
	}
	const { recognised, ...audit } = await school.audit();
	expect(audit).toMatchObject({ lost: [], doubled: [] });
	expect(recognised, 'what was committed and not answered was sent again').toBeGreaterThan(0);
}

describe(`a server that ends ${failpoints.join(', ')} of a push`, () => {
	it('stores every operation exactly once on SQLite', async () => {
		await using folder = await makeTempFolder('failpoints');
		await dieAtEachPoint({ dataFolder: folder.path });
	});

	it('stores every operation exactly once on PostgreSQL', async () => {
		await using folder = await makeTempFolder('failpoints');
		await dieAtEachPoint({ dataFolder: folder.path, databaseUrl: await createDatabase(inject('postgresUrl')) });
	});
});

describe('a PostgreSQL that is stopped at once while tablets send', () => {
	it('loses nothing, and the server that stayed asks to come back until it is there again', async () => {
		const postgres = await startPostgres();
		await using folder = await makeTempFolder('stopped');
		const place = { dataFolder: folder.path, databaseUrl: await postgres.createDatabase() };
		const port = await findFreePort();
		const school = await PushingSchool.create(place, `http://localhost:${port}`, 12);
		const server = await TestServer.start({ port, dataFolder: folder.path, environment: { DATABASE_URL: place.databaseUrl } });
		try {
			school.begin();
			await school.untilAnswered(5);
			await postgres.crash();
			await school.untilTurnedAway();
			await postgres.startAgain();
			await school.untilAnswered(5);
			await school.finish();
			expect([...new Set(school.turnedAway)]).toEqual(['busy']);
			await server.stop();
			expect(await school.audit()).toMatchObject({ lost: [], doubled: [] });
		} finally {
			await server.stop();
			await postgres.stop();
		}
	});
});

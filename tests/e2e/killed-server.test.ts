import { describe, expect, inject, it } from 'vitest';
import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { findFreePort } from '../support/free-port.ts';
import { PushingSchool, type Audit } from '../support/pushing-school.ts';
import { TestServer } from '../support/server.ts';
import { Chance } from '../support/simulation/chance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { createDatabase } from '../support/test-postgres.ts';

/** `KILLS=200 npm test -- tests/e2e/killed-server.test.ts` for the long hunt. */
const kills = Number(process.env.KILLS ?? 4);
const seed = Number(process.env.FIRST_SEED ?? 7);
/** The longest a server may work after the answers that were waited for, in milliseconds: long enough to be in the middle of any step of a push. */
const longestWait = 30;

/** Ends the server at any moment at which tablets send, again and again. */
async function murder(place: DatabaseConfig): Promise<Audit> {
	const chance = new Chance(seed);
	const port = await findFreePort();
	const school = await PushingSchool.create(place, `http://localhost:${port}`, seed);
	const server = await TestServer.start({ port, dataFolder: place.dataFolder, environment: place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {} });
	try {
		school.begin();
		for (let i = 0; i < kills; i++) {
			await school.untilAnswered(1 + chance.below(6));
			await new Promise((resolve) => setTimeout(resolve, chance.next() * longestWait));
			await server.kill();
			await server.restart();
		}
		await school.finish();
	} finally {
		await server.stop();
	}
	return school.audit();
}

function expectNothingLost(kind: string, { issued, repeated, recognised, lost, doubled }: Audit): void {
	console.log(
		`${kind}: ${kills} kills, ${issued} issued, ${repeated} requests without an answer, ${recognised} recognised as duplicate, lost ${lost.length}, doubled ${doubled.length}`
	);
	expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
	expect(issued, 'something was sent').toBeGreaterThan(kills);
	expect(repeated, 'some requests met no server').toBeGreaterThan(0);
}

describe(`a server that is killed ${kills} times while three tablets send`, { timeout: 120_000 + kills * 30_000 }, () => {
	it('loses no operation and doubles none on SQLite', async () => {
		await using folder = await makeTempFolder('killed');
		expectNothingLost('SQLite', await murder({ dataFolder: folder.path }));
	});

	it('loses no operation and doubles none on PostgreSQL', async () => {
		await using folder = await makeTempFolder('killed');
		expectNothingLost('PostgreSQL', await murder({ dataFolder: folder.path, databaseUrl: await createDatabase(inject('postgresUrl')) }));
	});
});

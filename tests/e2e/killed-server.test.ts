import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { ServerSchool } from '../builders/server-school.ts';
import { Pusher } from '../support/pusher.ts';
import { TestServer } from '../support/server.ts';
import { seeded } from '../support/simulation/chance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { createDatabase } from '../support/test-postgres.ts';

/** `KILLS=200 npm test -- tests/e2e/killed-server.test.ts` for the long hunt. */
const kills = Number(process.env.KILLS ?? 20);
const seed = Number(process.env.FIRST_SEED ?? 7);
const tablets = 3;

interface Place {
	readonly dataFolder: string;
	readonly databaseUrl?: string;
}

/** A school with three registered tablets, made before the server starts. */
async function prepare(place: Place): Promise<{ schoolId: string; addresses: { id: string; key: string; actor: string; epoch: string }[] }> {
	const database = await openDatabase(place);
	const school = await ServerSchool.create(database);
	const addresses = [];
	for (let i = 0; i < tablets; i++) {
		const { id, key, session } = await school.desk();
		addresses.push({ id, key, actor: session.accountId, epoch: database.epoch });
	}
	await database.close();
	return { schoolId: school.id, addresses };
}

/** The numbers that stand in the server's books, by installation. */
async function booked(place: Place): Promise<{ numbers: Map<string, number[]>; openTwice: number }> {
	const database = await openDatabase(place);
	const rows = await database.reader.selectFrom('operation').select(['installation_id', 'n']).orderBy('n').execute();
	const open = await database.reader.selectFrom('loan').select('copy_id').where('returned_at', 'is', null).execute();
	await database.close();
	const numbers = new Map<string, number[]>();
	for (const row of rows) numbers.set(row.installation_id, [...(numbers.get(row.installation_id) ?? []), row.n]);
	return { numbers, openTwice: open.length - new Set(open.map((row) => row.copy_id)).size };
}

async function murder(place: Place): Promise<{ issued: number; repeated: number }> {
	const random = seeded(seed);
	const { addresses } = await prepare(place);
	const environment: Record<string, string> = place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {};
	const server = await TestServer.start({ dataFolder: place.dataFolder, environment });
	const pushers = addresses.map(({ id, ...address }) => new Pusher(id as Pusher['id'], { ...address, origin: server.origin } as never));
	let over = false;
	const working = pushers.map(async (pusher, who) => {
		while (!over || pusher.acknowledged < pusher.issued) {
			if (!over) recordSome(pusher, who, random);
			const answered = await pusher.push();
			await new Promise((resolve) => setTimeout(resolve, answered ? 2 : 25));
		}
	});
	try {
		for (let i = 0; i < kills; i++) {
			await new Promise((resolve) => setTimeout(resolve, 20 + random() * 180));
			await server.kill();
			await server.restart();
		}
	} finally {
		over = true;
		await Promise.all(working);
		await server.stop();
	}
	const { numbers, openTwice } = await booked(place);
	for (const pusher of pushers) {
		const all = Array.from({ length: pusher.issued }, (_, i) => i + 1);
		expect(numbers.get(pusher.id), `${pusher.id}: every operation once, none lost`).toEqual(all);
		expect(pusher.acknowledged).toBe(pusher.issued);
	}
	expect(openTwice, 'no copy is lent twice').toBe(0);
	const sum = (of: (pusher: Pusher) => number) => pushers.reduce((total, pusher) => total + of(pusher), 0);
	return { issued: sum((pusher) => pusher.issued), repeated: sum((pusher) => pusher.repeated) };
}

function recordSome(pusher: Pusher, who: number, random: () => number): void {
	for (let i = 0; i < 1 + Math.floor(random() * 4); i++) {
		const copyId = `copy-${1 + Math.floor(random() * 6)}`;
		if (random() < 0.5) pusher.record('check-in', { copyId });
		else pusher.record('check-out', { loanId: `loan-${who}-${pusher.issued}`, copyId, patronId: `patron-${1 + Math.floor(random() * 4)}` });
	}
}

describe(`a server that is killed ${kills} times while three tablets send`, () => {
	it('loses no acknowledged operation and doubles none on SQLite', { timeout: 60_000 + kills * 5_000 }, async () => {
		const { issued, repeated } = await murder({ dataFolder: (await makeTempFolder('killed')).path });
		console.log(`SQLite: ${kills} kills, ${issued} issued, ${repeated} requests without an answer, lost 0, doubled 0`);
		expect(repeated, 'some requests were cut, or nothing was tried').toBeGreaterThan(0);
	});

	it('loses no acknowledged operation and doubles none on PostgreSQL', { timeout: 60_000 + kills * 5_000 }, async () => {
		const databaseUrl = await createDatabase(inject('postgresUrl'));
		const { issued, repeated } = await murder({ dataFolder: (await makeTempFolder('killed')).path, databaseUrl });
		console.log(`PostgreSQL: ${kills} kills, ${issued} issued, ${repeated} requests without an answer, lost 0, doubled 0`);
		expect(repeated, 'some requests were cut, or nothing was tried').toBeGreaterThan(0);
	});
});

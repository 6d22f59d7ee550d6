import { openDatabase } from '#lib/server/db/open.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { concurrencyCases } from './concurrency-cases.ts';
import { serverSuite } from './suite.ts';

serverSuite(
	'SQLite file with its writer thread',
	async () => {
		const folder = await makeTempFolder('sqlite');
		const database = await openDatabase({ dataFolder: folder.path });
		return {
			...database,
			close: async () => {
				await database.close();
				await folder.remove();
			}
		};
	},
	concurrencyCases
);

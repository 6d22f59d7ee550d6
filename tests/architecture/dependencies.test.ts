import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { cruiseOptions } from './cruise-options.ts';
import { listRules } from './dependency-rules.ts';
import { layers } from './layers.ts';
import { plant } from './planted.ts';

const wanted: Record<string, string> = {
	'src/lib/domain/a.ts': "import '#lib/protocol/a.ts'; import 'node:fs'; import 'dexie';",
	'src/lib/protocol/a.ts': "import '#lib/operations/a.ts';",
	'src/lib/operations/a.ts': "import '#lib/client/a.ts'; import 'svelte';",
	'src/lib/client/a.ts': "import '#lib/ui/a.ts'; import 'kysely'; import 'node:fs';",
	'src/lib/client/state/a.ts': "import '#lib/server/a.ts';",
	'src/lib/server/a.ts': "import type { b } from '#lib/client/b.ts'; import 'dexie';",
	'src/lib/ui/a.ts': "import '#lib/server/b.ts';",
	'src/lib/i18n/a.ts': "import '#lib/server/b.ts';",
	'src/routes/+page.ts': "import '#lib/server/b.ts'; import 'dexie';",
	'src/routes/api/+server.ts': "import '#lib/client/b.ts';",
	'src/service-worker/start.ts': "import '#lib/domain/b.ts';"
};
const surroundings = {
	'package.json': '{"type":"module","imports":{"#lib/*":"./src/lib/*"}}',
	'src/lib/client/b.ts': 'export type b = 1;',
	'src/lib/server/b.ts': 'export {};',
	'src/lib/domain/b.ts': 'export {};',
	...Object.fromEntries(
		['dexie', 'svelte', 'kysely', 'zod'].flatMap((name) => [
			[`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`],
			[`node_modules/${name}/index.js`, '']
		])
	)
};

async function findViolations(root: string): Promise<string[]> {
	const { output } = await cruise(['src'], { ...cruiseOptions, baseDir: root, validate: true, ruleSet: { forbidden: listRules() } });
	const { violations } = (output as ICruiseResult).summary;
	return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe('the check of dependencies', () => {
	it('finds an import that leaves each layer', async () => {
		await using folder = await plant({ ...surroundings, ...wanted });
		const found = await findViolations(folder.path);
		for (const file of Object.keys(wanted)) expect(found.join('\n')).toContain(`: ${file} →`);
		expect(Object.keys(wanted)).toHaveLength(layers.length);
	});

	it('finds packages and Node.js where they do not belong, and types that cross', async () => {
		await using folder = await plant({ ...surroundings, ...wanted });
		const found = await findViolations(folder.path);
		expect(found).toContain('lib-domain:node: src/lib/domain/a.ts → fs');
		expect(found).toContain('lib-domain:packages: src/lib/domain/a.ts → node_modules/dexie/index.js');
		expect(found).toContain('lib-server:inside: src/lib/server/a.ts → src/lib/client/b.ts');
		expect(found).toContain('routes-page-layout-and-what-stands-beside-them:packages: src/routes/+page.ts → node_modules/dexie/index.js');
	});

	it('finds circles, barrels, missing files and virtual modules in lib', async () => {
		await using folder = await plant({
			...surroundings,
			'src/lib/domain/c.ts': "import './d.ts';",
			'src/lib/domain/d.ts': "import './c.ts'; import './gone.ts';",
			'src/lib/domain/e.ts': "import './people/index.ts';",
			'src/lib/domain/people/index.ts': 'export {};',
			'src/lib/client/f.ts': "import '$app/navigation';"
		});
		const found = (await findViolations(folder.path)).join('\n');
		for (const rule of ['no-circles', 'no-unresolved', 'no-barrels', 'virtual-modules-in-routes-only']) expect(found).toContain(rule);
	});

	it('lets what the table allows pass', async () => {
		await using folder = await plant({
			...surroundings,
			'src/lib/operations/g.ts': "import '#lib/domain/b.ts'; import 'zod';",
			'src/lib/server/g.ts': "import 'node:fs'; import 'kysely'; import '#lib/operations/g.ts';",
			'src/routes/+page.ts': "import '#lib/client/b.ts'; import '$app/navigation'; import 'svelte';"
		});
		expect(await findViolations(folder.path)).toEqual([]);
	});
});

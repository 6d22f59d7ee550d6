import { describe, expect, it } from 'vitest';
import { projectRoot } from './checks/files.ts';
import { findBadFileNames, findServerLoads, findStrayFiles, findSwitchedOff } from './checks/house.ts';
import { plant } from './planted.ts';

describe('the house', () => {
	it('keeps to the agreed top level', () => {
		expect(findStrayFiles(projectRoot)).toEqual([]);
	});

	it('has no page that needs the server to be shown', () => {
		expect(findServerLoads(projectRoot)).toEqual([]);
	});

	it('names its files in its own words', () => {
		expect(findBadFileNames(projectRoot)).toEqual([]);
	});

	it('has no test or check that is switched off', () => {
		expect(findSwitchedOff(projectRoot)).toEqual([]);
	});
});

describe('the check of the house', () => {
	it('finds a folder that was not agreed on', async () => {
		await using folder = await plant({ 'src/app.html': '', 'scripts/x.sh': '' });
		expect(findStrayFiles(folder.path)).toEqual(['scripts/x.sh has no place at the top level']);
	});

	it('finds server loads and remote functions', async () => {
		await using folder = await plant({
			'src/routes/desk/+page.server.ts': '',
			'src/routes/+layout.server.ts': '',
			'src/routes/loans.remote.ts': '',
			'src/routes/api/health/+server.ts': ''
		});
		expect(findServerLoads(folder.path)).toHaveLength(3);
	});

	it('finds banned words in file names and lets the named exceptions pass', async () => {
		await using folder = await plant({
			'src/lib/loan-manager.ts': '',
			'src/lib/utils/dates.ts': '',
			'src/service-worker/start.ts': '',
			'src/lib/reading/book-task.ts': ''
		});
		expect(findBadFileNames(folder.path)).toEqual([
			'src/lib/loan-manager.ts has the word “manager”',
			'src/lib/utils/dates.ts has the word “utils”'
		]);
	});

	it('finds tests and checks that are switched off', async () => {
		const off = (name: string) => `it.${name}('x', () => {});`;
		await using folder = await plant({
			'tests/a.test.ts': off('skip'),
			'tests/b.test.ts': off('only'),
			'src/c.ts': `// @ts-${'ignore'}`,
			'src/d.ts': `// eslint-${'disable'}`
		});
		expect(findSwitchedOff(folder.path)).toHaveLength(4);
	});
});

import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import tseslint from 'typescript-eslint';
import { projectRoot } from './checks/files.ts';

let eslint: ESLint;
beforeAll(() => {
	// Planted code is in no TypeScript project; the rules that need types are the library's and not at stake here.
	const withoutTypes = { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked };
	eslint = new ESLint({ cwd: projectRoot, overrideConfig: [withoutTypes] });
});

/** The names of the rules that a planted file breaks, in order. */
async function rulesBrokenBy(filePath: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: `${projectRoot}/${filePath}` });
	return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const syntax = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

describe('lint', () => {
	it.each([
		['the clock in the domain', 'src/lib/domain/planted.ts', 'export const at = Date.now();', [syntax]],
		['a bare new Date() in the domain', 'src/lib/domain/planted.ts', 'export const at = new Date();', [syntax]],
		['chance in the domain', 'src/lib/domain/planted.ts', 'export const n = Math.random();', [syntax]],
		['the network in the domain', 'src/lib/domain/planted.ts', "export const x = () => fetch('/');", [globals]],
		['keys in the domain', 'src/lib/domain/planted.ts', 'export const id = crypto.randomUUID();', [globals, syntax]],
		['async in the domain', 'src/lib/domain/planted.ts', 'export async function f() { await null; }', [syntax, syntax]],
		['the clock in operations', 'src/lib/operations/planted.ts', 'export const at = Date.now();', [syntax]],
		['chance in operations', 'src/lib/operations/planted.ts', 'export const n = Math.random();', [syntax]],
		['runes outside components and state', 'src/lib/client/sync/planted.svelte.ts', 'export const x = $state(0);', [syntax]],
		['a barrel', 'src/lib/ui/planted.ts', "export * from './x.ts';", [syntax]],
		['a default export', 'src/lib/ui/planted.ts', 'export default 1;', [syntax]],
		['an import without extension', 'src/lib/ui/planted.ts', "import '#lib/domain/x';", ['house/extensions']],
		['the old alias', 'src/routes/planted.ts', "import '$lib/domain/x.ts';", ['no-restricted-imports']],
		['the old stores', 'src/routes/planted.ts', "import '$app/stores';", ['no-restricted-imports']],
		['a banned word', 'src/lib/ui/planted.ts', 'export const bookCount = 1;', ['house/names']],
		['a banned word in a type', 'src/lib/ui/planted.ts', 'export type A = { userName: string };', ['house/names']],
		['any', 'src/lib/ui/planted.ts', 'export const x = (y: any) => y as unknown;', ['@typescript-eslint/no-explicit-any']],
		['a comment that switches off types', 'src/lib/ui/planted.ts', `// @ts-${'ignore'}\nexport {};`, ['@typescript-eslint/ban-ts-comment']],
		['a loose comparison', 'src/lib/ui/planted.ts', "export const x = (a: unknown) => a == 'b';", ['eqeqeq']]
	])('refuses %s', async (_, file, code, rules) => {
		expect(await rulesBrokenBy(file, code)).toEqual(rules);
	});

	it('cannot be switched off in a comment', async () => {
		const code = `/* eslint-${'disable'} */\nexport const at = Date.now();`;
		expect(await rulesBrokenBy('src/lib/domain/planted.ts', code)).toContain(syntax);
	});

	it.each([
		['a date made from what is given', 'src/lib/domain/planted.ts', 'export const year = (ms: number) => new Date(ms).getUTCFullYear();'],
		['runes in the state of the client', 'src/lib/client/state/planted.svelte.ts', 'export const x = $state({ n: 0 });'],
		['the clock at the server', 'src/lib/server/planted.ts', 'export const now = () => Date.now();'],
		['names of other people’s things', 'src/lib/server/planted.ts', "import { user } from 'elsewhere';\nexport const x = { user };"],
		['the exceptions of the word table', 'src/lib/ui/planted.ts', 'export const bookTask = 1;\nexport const servicePackage = 2;\nexport const outOfService = 3;']
	])('accepts %s', async (_, file, code) => {
		expect(await rulesBrokenBy(file, code)).toEqual([]);
	});
});

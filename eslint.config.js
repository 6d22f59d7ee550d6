import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { extensionsRule } from './tests/architecture/lint/extensions-rule.mjs';
import { namesRule } from './tests/architecture/lint/names-rule.mjs';
import { everywhere, namedExports, noAsync, noClock, noRunes, worldGlobals } from './tests/architecture/lint/syntax.mjs';

/** @param {...{ selector: string, message: string }[]} lists */
const forbid = (...lists) => ['error', ...everywhere, ...lists.flat()];

const toolFiles = ['eslint.config.js', 'vite.config.ts', 'svelte.config.js', 'tests/architecture/dependency-cruiser.config.mjs'];
// Kit leaves the service worker out of its TypeScript project, and types in components would double the time.
const withTypes = { files: ['**/*.ts'], ignores: ['**/*.svelte.ts', 'src/service-worker/**'] };
const typed = tseslint.configs.recommendedTypeCheckedOnly.map((config) => ({ ...config, ...withTypes }));

export default tseslint.config(
	{ ignores: ['build/', '.svelte-kit/', '.mediatheek/', 'src/lib/i18n/paraglide/', 'tests/*/results/', 'coverage/'] },
	// A rule that may be switched off in a comment is not a rule.
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
	tseslint.configs.recommended,
	svelte.configs.recommended,
	typed,
	{ languageOptions: { globals: { ...globals.browser, ...globals.node } } },
	{
		...withTypes,
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } }
	},
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
	{
		plugins: { house: { rules: { names: namesRule, extensions: extensionsRule } } },
		rules: {
			'house/names': 'error',
			'house/extensions': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'prefer-const': 'error',
			'no-var': 'error',
			'no-restricted-imports': [
				'error',
				{
					paths: [{ name: '$app/stores', message: 'Use $app/state.' }],
					patterns: [{ regex: '^\\$lib(/|$)', message: 'Use #lib/… with the extension.' }]
				}
			],
			'no-restricted-syntax': forbid(namedExports),
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }]
		}
	},
	{
		...withTypes,
		rules: {
			// Kysely and test doubles return promises from functions that have nothing to await.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }]
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			// Pages live at the root of their own address; there is no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off',
			// Its own form knows that $props() with a $bindable() needs let.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }],
			'no-restricted-syntax': forbid()
		}
	},
	{ files: ['src/**/*.ts'], ignores: ['src/lib/client/state/**'], rules: { 'no-restricted-syntax': forbid(namedExports, noRunes) } },
	{
		files: ['src/lib/domain/**'],
		rules: {
			'no-restricted-syntax': forbid(namedExports, noRunes, noClock, noAsync),
			'no-restricted-globals': ['error', ...worldGlobals]
		}
	},
	{
		files: ['src/lib/operations/**', 'src/lib/protocol/**'],
		rules: {
			'no-restricted-syntax': forbid(namedExports, noRunes, noClock),
			'no-restricted-globals': ['error', ...worldGlobals]
		}
	},
	{ files: toolFiles, rules: { 'no-restricted-syntax': forbid() } }
);

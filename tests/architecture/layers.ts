/**
 * The layers, in the words of the table in ARCHITECTURE.md. The dependency rules are derived from this list and a
 * test compares it with the table, so page and check cannot drift apart.
 */
export type Layer = {
	/** First column, with the folder relative to `src`; several folders share one row. */
	folder: string;
	/** Paths of its files, relative to the project. */
	path: string;
	/** Second column: other layers, packages, `node`, `browser` (no import, only globals) or `itself`. */
	mayImport: string[];
	/** Third column, without the remark in brackets. */
	never: string[];
};

export const layers: Layer[] = [
	{
		folder: '`lib/domain`',
		path: '^src/lib/domain/',
		mayImport: ['itself', 'zod', '@internationalized/date'],
		never: ['clock', 'random', 'crypto', 'fetch', 'async', 'any I/O']
	},
	{
		folder: '`lib/protocol`',
		path: '^src/lib/protocol/',
		mayImport: ['itself', 'domain', 'zod'],
		never: ['I/O']
	},
	{
		folder: '`lib/operations`',
		path: '^src/lib/operations/',
		mayImport: ['itself', 'domain', 'protocol', 'zod'],
		never: ['Dexie', 'SQL', 'Svelte', 'clock', 'random']
	},
	{
		folder: '`lib/client` outside `state`',
		path: '^src/lib/client/(?!state/)',
		mayImport: ['itself', 'domain', 'protocol', 'operations', 'dexie', 'zod', 'barcode-detector', 'zxing-wasm', 'workbox-window', 'papaparse', 'pdfmake', 'browser'],
		never: ['runes', 'ui', 'server']
	},
	{
		folder: '`lib/client/state`',
		path: '^src/lib/client/state/',
		mayImport: ['itself', 'client', 'protocol', 'operations', 'domain', 'svelte', 'zod'],
		never: ['ui', 'server']
	},
	{
		folder: '`lib/server`',
		path: '^src/lib/server/',
		mayImport: ['itself', 'domain', 'protocol', 'operations', 'node', 'kysely', 'pg', 'better-auth', 'papaparse', 'fflate', 'zod'],
		never: ['client', 'ui']
	},
	{
		folder: '`lib/ui`',
		path: '^src/lib/ui/',
		mayImport: ['itself', 'domain', 'i18n', 'svelte', 'bits-ui', '@lucide/svelte', '@internationalized/date', 'bwip-js'],
		never: ['client', 'server', 'operations']
	},
	{
		folder: '`lib/i18n`',
		path: '^src/lib/i18n/',
		mayImport: ['itself', 'domain', 'protocol', 'operations', '@internationalized/date'],
		never: ['client', 'ui', 'server']
	},
	{
		folder: '`routes/**/+page*`, `+layout*` and what stands beside them',
		path: '^src/routes/(?!api/)',
		mayImport: ['itself', 'client', 'ui', 'domain', 'i18n', 'svelte', '@sveltejs/kit', '@lucide/svelte'],
		never: ['server', 'dexie']
	},
	{
		folder: '`routes/api/**`, `hooks.server.ts`',
		path: '^src/(routes/api/|hooks\\.server\\.ts)',
		mayImport: ['itself', 'server', 'protocol', '@sveltejs/kit'],
		never: ['client', 'ui']
	},
	{
		folder: '`service-worker`',
		path: '^src/service-worker/',
		mayImport: ['itself', 'workbox-precaching', 'workbox-routing', 'workbox-core'],
		never: ['lib']
	}
];

/** The layers as the rows of a Markdown table, for ARCHITECTURE.md. */
export function layerTable(): string[][] {
	return layers.map(({ folder, mayImport, never }) => [folder, mayImport.map(quoted).join(', '), never.join(', ')]);
}

const layerNames = ['domain', 'protocol', 'operations', 'client', 'ui', 'server', 'i18n'];
const words = [...layerNames, 'itself', 'node', 'browser', 'svelte'];

/** Packages stand between backquotes, layers do not. */
function quoted(name: string): string {
	return words.includes(name) ? name : `\`${name}\``;
}

/** The paths that a layer may import, as regular expressions over the resolved path or, unresolved, the name. */
export function allowedPaths({ path, mayImport }: Layer): { inside: string[]; packages: string[]; node: boolean } {
	const named = mayImport.filter((name) => layerNames.includes(name));
	const packages = mayImport.filter((name) => !layerNames.includes(name) && !['itself', 'node', 'browser'].includes(name));
	return {
		inside: [path, ...named.map((name) => `^src/lib/${name}/`)],
		packages: packages.map((name) => `^(node_modules/)?${name}(/|$)`),
		node: mayImport.includes('node')
	};
}

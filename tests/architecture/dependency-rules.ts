import type { IForbiddenRuleType } from 'dependency-cruiser';
import { allowedPaths, layers, type Layer } from './layers.ts';

/** Names that a build tool answers instead of a file; routes and hooks only. */
const virtual = '^(\\$app/|\\$env/|\\$service-worker|virtual:|\\./\\$types)';
/** A file that the build copies and answers with its address. */
const asset = '\\?(url|raw)$';

/** Rules of dependency-cruiser that forbid all that the table of layers does not allow. */
export function listRules(): IForbiddenRuleType[] {
	return [...layers.flatMap(rulesOf), ...generalRules];
}

function rulesOf(layer: Layer): IForbiddenRuleType[] {
	const name = layer.folder.replaceAll(/[^a-z]+/gi, '-').replaceAll(/^-|-$/g, '');
	const { inside, packages, node } = allowedPaths(layer);
	const outside = `Only: ${layer.mayImport.join(', ')} (ARCHITECTURE.md, Layers)`;
	const from = { path: layer.path };
	return [
		{ name: `${name}:inside`, severity: 'error', comment: outside, from, to: { path: '^(src|tests)/', pathNot: [...inside, '\\.css$'] } },
		{
			name: `${name}:packages`,
			severity: 'error',
			comment: outside,
			from,
			to: { dependencyTypesNot: ['core', 'local'], pathNot: ['^(src|tests)/', ...packages, virtual] }
		},
		...(node ? [] : [{ name: `${name}:node`, severity: 'error' as const, comment: outside, from, to: { dependencyTypes: ['core' as const] } }])
	];
}

const generalRules: IForbiddenRuleType[] = [
	{
		name: 'no-circles',
		severity: 'error',
		comment: 'Two files that need each other are one file, or the shared part wants a third.',
		from: {},
		to: { circular: true }
	},
	{
		name: 'no-barrels',
		severity: 'error',
		comment: 'Import the file that has it; an index hides who needs whom and loads all of it.',
		from: {},
		to: { path: '^src/.*/index\\.(ts|js|svelte)$' }
	},
	{
		name: 'virtual-modules-in-routes-only',
		severity: 'error',
		comment: 'lib runs in a worker and in Node.js as well, where SvelteKit is not.',
		from: { path: '^src/lib/' },
		to: { path: virtual }
	},
	{
		name: 'no-unresolved',
		severity: 'error',
		comment: 'The file or package is not there.',
		from: {},
		to: { couldNotResolve: true, pathNot: [virtual, asset] }
	},
	{
		name: 'no-tests-in-src',
		severity: 'error',
		comment: 'What ships does not lean on what checks it.',
		from: { path: '^src/' },
		to: { path: '^tests/' }
	}
];

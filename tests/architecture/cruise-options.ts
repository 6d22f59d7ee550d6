import type { ICruiseOptions } from 'dependency-cruiser';

/** How dependency-cruiser reads this project: types count as well, packages are named but not entered. */
export const cruiseOptions: ICruiseOptions = {
	tsPreCompilationDeps: true,
	doNotFollow: { path: 'node_modules' },
	exclude: { path: '^(src/lib/i18n/paraglide/|build/|\\.svelte-kit/)' },
	enhancedResolveOptions: {
		exportsFields: ['exports'],
		conditionNames: ['svelte', 'browser', 'import', 'node', 'default', 'types'],
		extensions: ['.ts', '.svelte', '.js', '.mjs', '.json']
	}
};

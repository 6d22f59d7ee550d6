import { findBannedWord } from '../lint/words.mjs';
import { listFiles, readText } from './files.ts';

const topLevel =
	/^(src|tests|static|\.ci)\/|^(package\.json|package-lock\.json|svelte\.config\.js|vite\.config\.ts|tsconfig\.json|eslint\.config\.js|README\.md|ARCHITECTURE\.md|LICENSE|\.gitignore|\.env|[^/]+\.log|\.DS_Store)$/;

/** Files that stand at the top level or in a folder there without being agreed on. */
export function findStrayFiles(root: string): string[] {
	return listFiles(root)
		.filter((file) => !topLevel.test(file))
		.map((file) => `${file} has no place at the top level`);
}

/** Server loads and remote functions: a page that has one does not work offline, and nobody notices at a desk. */
export function findServerLoads(root: string): string[] {
	return listFiles(root, 'src')
		.filter((file) => /\/\+(page|layout)\.server\.(ts|js)$|\.remote\.(ts|js)$/.test(file))
		.map((file) => `${file} needs the network to show a page`);
}

/** Files and folders of sources and tests whose names use a banned word. */
export function findBadFileNames(root: string): string[] {
	return [...listFiles(root, 'src'), ...listFiles(root, 'tests')]
		// Samples of other systems' files keep the names that those systems give.
		.filter((file) => !file.startsWith('src/lib/i18n/messages/') && !file.includes('/fixtures/'))
		.flatMap((file) => {
			const word = file.split('/').map(findBannedWord).find(Boolean);
			return word ? [`${file} has the word “${word}”`] : [];
		});
}

/** Tests that are switched off, run alone or tried again, and checks that are switched off in a comment. */
export function findSwitchedOff(root: string): string[] {
	const switches = [
		/\b(?:it|test|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b/,
		/eslint-(?:disable)/,
		/@ts-(?:ignore|nocheck|expect-error)/,
		/svelte-(?:ignore)/
	];
	// In sources `retry:` is also a line of an event stream.
	const inTests = [...switches, /\b(?:retry|repeats):\s*\d/];
	return [...listFiles(root, 'src'), ...listFiles(root, 'tests')]
		.filter((file) => /\.(ts|js|mjs|svelte)$/.test(file) && file !== 'tests/architecture/checks/house.ts')
		.flatMap((file) => {
			const text = readText(root, file);
			return (file.startsWith('tests/') ? inTests : switches).filter((pattern) => pattern.test(text)).map((pattern) => `${file} matches ${pattern}`);
		});
}

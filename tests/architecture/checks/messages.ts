import { listFiles, readText } from './files.ts';

const folder = 'src/lib/i18n/messages';

/** Everything wrong with the messages of two languages: missing keys, other placeholders, files nobody loads, unused keys. */
export function findMessageProblems(root: string): string[] {
	const dutch = readLanguage(root, 'nl');
	const english = readLanguage(root, 'en');
	return [
		...missingIn('en', dutch.keys, english.keys),
		...missingIn('nl', english.keys, dutch.keys),
		...[...dutch.keys].flatMap(([key, text]) => comparePlaceholders(key, text, english.keys.get(key))),
		...findUnlistedFiles(root, dutch.files),
		...findUnusedKeys(root, [...dutch.keys.keys()])
	];
}

function readLanguage(root: string, language: string): { files: string[]; keys: Map<string, string> } {
	const files = listFiles(root, `${folder}/${language}`).filter((file) => file.endsWith('.json'));
	const keys = new Map(files.flatMap((file) => flatten(JSON.parse(readText(root, file)) as object)));
	keys.delete('$schema');
	return { files, keys };
}

/** Nested keys joined by dots; a message with variants (a list) counts as one text. */
function flatten(value: object, prefix = ''): [string, string][] {
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, string][] =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner)
			? flatten(inner, `${prefix}${key}.`)
			: [[prefix + key, typeof inner === 'string' ? inner : JSON.stringify(inner)]]
	);
}

function missingIn(language: string, from: Map<string, string>, to: Map<string, string>): string[] {
	return [...from.keys()].filter((key) => !to.has(key)).map((key) => `${key} is missing in ${language}`);
}

function comparePlaceholders(key: string, dutch: string, english: string | undefined): string[] {
	if (english === undefined) return [];
	const names = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)/g)].map((match) => match[1]))].sort().join(', ');
	return names(dutch) === names(english) ? [] : [`${key} has {${names(dutch)}} in nl and {${names(english)}} in en`];
}

/** The compiler reads only the files that its settings name; a forgotten one is silently absent. */
function findUnlistedFiles(root: string, files: string[]): string[] {
	const settings = readText(root, 'src/lib/i18n/project.inlang/settings.json');
	return files
		.filter((file) => !settings.includes(`./messages/{locale}/${file.slice(`${folder}/nl/`.length)}`))
		.map((file) => `${file} is not in project.inlang/settings.json`);
}

/** A key counts as used when its name stands in a source, or a template that begins as it does (`m[\`code_${…}\`]`). */
function findUnusedKeys(root: string, keys: string[]): string[] {
	const sources = listFiles(root, 'src').filter((file) => /\.(ts|svelte|js)$/.test(file));
	const text = sources.map((file) => readText(root, file)).join('\n');
	const names = new Set(text.match(/[\w.]+/g)?.flatMap((word) => [word, ...word.split('.')]));
	const prefixes = [...text.matchAll(/`([a-z][\w.]*[_.])\$\{/g)].map((match) => match[1] ?? '');
	return keys
		.filter((key) => !names.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
		.map((key) => `${key} is not used`);
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { listFiles, readText } from './files.ts';

/** Folders directly in src/lib without a README.md. */
export function findMissingReadmes(root: string): string[] {
	const lib = path.join(root, 'src/lib');
	return readdirSync(lib)
		.filter((name) => statSync(path.join(lib, name)).isDirectory())
		.filter((name) => !existsSync(path.join(lib, name, 'README.md')))
		.map((name) => `src/lib/${name} has no README.md`);
}

/** Links in Markdown files to a file or heading that is not there; links to other sites are left alone. */
export function findBrokenLinks(root: string): string[] {
	return listFiles(root)
		.filter((file) => file.endsWith('.md'))
		.flatMap((file) => listLinks(readText(root, file)).flatMap((link) => judgeLink(root, file, link)));
}

function listLinks(text: string): string[] {
	const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? '');
}

function judgeLink(root: string, file: string, link: string): string[] {
	if (/^[a-z]+:/i.test(link)) return [];
	const [target = '', heading] = link.split('#');
	const full = target ? path.resolve(root, path.dirname(file), decodeURI(target)) : path.join(root, file);
	if (!existsSync(full)) return [`${file}: ${link} does not exist`];
	if (!heading || !full.endsWith('.md')) return [];
	const headings = readText('', full).matchAll(/^#+\s+(.*)$/gm);
	return [...headings].some(([, title]) => slug(title ?? '') === heading) ? [] : [`${file}: ${link} has no such heading`];
}

/** A heading's address, as GitHub and its like make it. */
function slug(title: string): string {
	return title
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(/\s/g, '-');
}

/** Rows of the first Markdown table whose header begins with `Folder`, cell by cell; undefined without one. */
export function readLayerTable(text: string): string[][] | undefined {
	const lines = text.split('\n').map((line) => line.trim());
	const start = lines.findIndex((line) => /^\|\s*Folder\s*\|\s*May import\s*\|\s*Never\s*\|$/.test(line));
	if (start < 0) return undefined;
	const after = lines.slice(start + 2);
	const end = after.findIndex((line) => !line.startsWith('|'));
	return after.slice(0, end < 0 ? undefined : end).map((line) =>
		line
			.slice(1, -1)
			.split('|')
			.map((cell) => cell.trim())
	);
}

/** Differences between ARCHITECTURE.md and the rules; remarks in brackets in the third column are free. */
export function compareLayerTable(text: string, expected: string[][]): string[] {
	const written = readLayerTable(text);
	if (!written) return ['ARCHITECTURE.md has no table “Folder | May import | Never”'];
	const bare = (rows: string[][]) => rows.map(([folder, may, never]) => [folder, may, never?.replaceAll(/\s*\([^)]*\)/g, '')].join(' | '));
	const [has, wants] = [bare(written), bare(expected)];
	return [
		...has.filter((row) => !wants.includes(row)).map((row) => `not in the rules: ${row}`),
		...wants.filter((row) => !has.includes(row)).map((row) => `not in the table: ${row}`)
	];
}

import { describe, expect, it } from 'vitest';
import { compareLayerTable, findBrokenLinks, findMissingReadmes } from './checks/documents.ts';
import { projectRoot, readText } from './checks/files.ts';
import { layerTable } from './layers.ts';
import { plant } from './planted.ts';

const asMarkdown = (rows: string[][]) =>
	['| Folder | May import | Never |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

describe('the documents of this project', () => {
	it('explain every folder of lib', () => {
		expect(findMissingReadmes(projectRoot)).toEqual([]);
	});

	it('link only to what is there', () => {
		expect(findBrokenLinks(projectRoot)).toEqual([]);
	});

	it('name a test with at least one sentence behind each promise', () => {
		const promised = readText(projectRoot, 'ARCHITECTURE.md').split('## What is promised')[1]?.split('\n## ')[0] ?? '';
		const rows = promised.split('\n').filter((line) => line.startsWith('| ')).slice(1);
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			const files = [...row.matchAll(/\]\((tests\/[^)]+\.test\.ts)\)/g)].map((match) => match[1] ?? '');
			expect(files, row).not.toEqual([]);
			for (const file of files) expect(readText(projectRoot, file), file).toMatch(/\b(it|test)(\.each)?\(/);
		}
	});

	it('show the layers as the checks enforce them', () => {
		const problems = compareLayerTable(readText(projectRoot, 'ARCHITECTURE.md'), layerTable());
		expect(problems, `The table should be:\n${asMarkdown(layerTable())}`).toEqual([]);
	});
});

describe('the check of documents', () => {
	it('finds a folder without explanation', async () => {
		await using folder = await plant({ 'src/lib/domain/README.md': '', 'src/lib/ui/x.ts': '' });
		expect(findMissingReadmes(folder.path)).toEqual(['src/lib/ui has no README.md']);
	});

	it('finds links to files and headings that are gone', async () => {
		const text = '# Here\n[a](b.md) [c](#here) [d](#gone) [e](https://example.org) `[f](g.md)` [h](sub/i.md#more)';
		await using folder = await plant({ 'README.md': text, 'sub/i.md': '## More\n[up](../README.md) [off](../off.md)' });
		expect(findBrokenLinks(folder.path)).toEqual([
			'README.md: b.md does not exist',
			'README.md: #gone has no such heading',
			'sub/i.md: ../off.md does not exist'
		]);
	});

	it('accepts the right table of layers, remarks included', () => {
		const [first = [], ...others] = layerTable();
		const remarked = [[...first.slice(0, 2), `${first[2]} (why: it is pure)`], ...others];
		expect(compareLayerTable(`# Layers\n\n${asMarkdown(remarked)}\n\nAfter.`, layerTable())).toEqual([]);
	});

	it('finds a table that promises something else', () => {
		const [first = [], ...others] = layerTable();
		const wrong = [[first[0] ?? '', 'itself, `dexie`', first[2] ?? ''], ...others];
		expect(compareLayerTable(asMarkdown(wrong), layerTable())).toHaveLength(2);
		expect(compareLayerTable(asMarkdown(others), layerTable())).toHaveLength(1);
		expect(compareLayerTable('no table', layerTable())).toHaveLength(1);
	});
});

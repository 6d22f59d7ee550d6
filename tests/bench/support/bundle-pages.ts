import { svelte } from '@sveltejs/vite-plugin-svelte';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../../src/commands/project.mjs';

/**
 * Bundles scripts for the browser with the settings of the app's own build, and a page for each.
 * @param entries script by name of its page
 * @param folder gets `<name>.html` and what it loads; served below `/bench/`
 */
export async function bundlePages(entries: Readonly<Record<string, string>>, folder: string): Promise<void> {
	await build({
		root: projectRoot,
		configFile: false,
		logLevel: 'warn',
		base: '/bench/',
		publicDir: false,
		plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
		worker: { format: 'es' },
		build: {
			target: 'es2023',
			outDir: folder,
			emptyOutDir: false,
			rolldownOptions: { input: { ...entries }, output: { entryFileNames: '[name].js' } }
		}
	});
	for (const name of Object.keys(entries)) {
		const html = `<!doctype html><meta charset="utf-8"><title>${name}</title><p id="shown"></p><script type="module" src="/bench/${name}.js"></script>`;
		await writeFile(path.join(folder, `${name}.html`), html);
	}
}

// Writes what the type check needs and the build would write too: Kit's types and the compiled messages.
import { pathToFileURL } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from './paraglide-options.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { runProcess } from './run-process.mjs';

/** @returns {Promise<number>} exit code */
export async function generate() {
	await compile({ ...paraglideOptions, project: inProject(paraglideOptions.project), outdir: inProject(paraglideOptions.outdir) });
	return runProcess(pinnedNode(), [inProject('node_modules/@sveltejs/kit/svelte-kit.js'), 'sync']);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await generate();

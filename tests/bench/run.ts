import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../src/commands/build.mjs';
import type { Bench, BenchOptions } from './bench.ts';
import { benches } from './benches.ts';
import { describeMachine } from './support/machine.ts';
import { printTable } from './support/print-table.ts';

const ordinary: BenchOptions = { titles: 20_000, patrons: 2_000, loans: 60_000, runs: 3, seed: 1, peers: true, scans: 1_000 };

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		titles: { type: 'string' },
		patrons: { type: 'string' },
		loans: { type: 'string' },
		runs: { type: 'string' },
		seed: { type: 'string' },
		scans: { type: 'string' },
		'no-peers': { type: 'boolean' },
		/** Take build/ as it is. */
		'no-build': { type: 'boolean' }
	}
});
const [name] = positionals;
const load = name === undefined ? undefined : benches[name];
if (name === undefined || !load) await list(name);
else await measure(name, await load());

async function list(wrong: string | undefined): Promise<void> {
	if (wrong !== undefined) console.error(`There is no bench ${wrong}.`);
	console.log('npm run bench -- NAME [--titles N] [--patrons N] [--loans N] [--runs N] [--seed N] [--scans N] [--no-peers] [--no-build]');
	for (const [each, open] of Object.entries(benches)) console.log(`  ${each.padEnd(14)}${(await open()).about}`);
	process.exitCode = wrong === undefined ? 0 : 2;
}

async function measure(benchName: string, bench: Bench): Promise<void> {
	if (!values['no-build']) await ensureBuilt();
	const options = readOptions(bench);
	const machine = describeMachine();
	const result = await bench.run(options, (line) => console.log(`… ${line}`));
	const at = new Date().toISOString();
	for (const table of result.tables) printTable(table);
	console.log(`\nseed ${options.seed} · ${machine.text}`);
	console.log(Object.entries({ node: process.version, ...result.versions }).map((entry) => entry.join(' ')).join(' · '));
	const file = path.join(import.meta.dirname, 'results', `${benchName}-${at.replaceAll(/[:.]/g, '-')}.json`);
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify({ bench: benchName, at, options, machine, node: process.version, ...result }, null, '\t'));
	console.log(path.relative(process.cwd(), file));
	console.log(`${benchName}: ${result.line}`);
}

function readOptions(bench: Bench): BenchOptions {
	const given = Object.entries(values).flatMap(([key, value]) => (typeof value === 'string' ? [[key, Number(value)] as const] : []));
	for (const [key, value] of given) if (!Number.isInteger(value)) throw new Error(`--${key} wants a whole number`);
	return { ...ordinary, ...bench.defaults, ...Object.fromEntries(given), ...(values['no-peers'] ? { peers: false } : {}) };
}

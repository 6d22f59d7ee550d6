// What `npm test` runs: installs, builds, finds a browser, then every check in order. Node.js 20, no packages.
import { existsSync, readdirSync } from 'node:fs';
import { ensureBuilt } from '../src/commands/build.mjs';
import { ensureInstalled } from '../src/commands/install.mjs';
import { inProject, pinnedNode } from '../src/commands/project.mjs';
import { requireNode } from '../src/commands/require-node.mjs';
import { runProcess } from '../src/commands/run-process.mjs';
import { stopWith } from '../src/commands/say.mjs';
import { printSummary } from './support/summary.mjs';
import { runCheck, runVitest, timed } from './support/steps.mjs';
import { ensureChromium } from './support/find-chromium.mjs';
import { ensureZebra } from './support/find-zebra.mjs';

const checks = ['lint', 'types', 'dependencies'];
const projects = ['architecture', 'unit', 'conformance', 'model', 'migrations', 'contract', 'component', 'e2e'];
const groups = {
	check: ['lint', 'types', 'dependencies', 'architecture'],
	verify: [...checks, ...projects.filter((name) => name !== 'e2e')],
	all: [...checks, ...projects]
};

requireNode();
const { names, files } = readArguments(process.argv.slice(2));
await ensureInstalled();
await generate();
/** @type {Record<string, string>} */
const environment = {};
if (names.includes('e2e')) {
	await ensureBuilt();
	environment.MEDIATHEEK_CHROMIUM = await requireChromium();
}
if (names.includes('contract')) await ensureZebra();
const asked = names.filter((name) => checks.includes(name));
if (asked.length > 0) announce(asked.join(', '));
// Each of these keeps one core busy and says nothing unless something is wrong.
const outcomes = await Promise.all(asked.map((name) => timed(() => runCheck(name))));
for (const name of names.filter((each) => !checks.includes(each))) {
	announce(name);
	outcomes.push(await timed(() => runVitest(name, files, environment)));
}
process.exitCode = printSummary(outcomes);

/**
 * A name of a step or group (none: everything whose folder holds tests), or a test file, which names its own step.
 * @param {string[]} args
 * @returns {{ names: string[], files: string[] }}
 */
function readArguments(args) {
	const files = args.filter((arg) => arg.startsWith('tests/'));
	const wanted = args.filter((arg) => !arg.startsWith('tests/')).flatMap((name) => groups[/** @type {'all'} */ (name)] ?? [name]);
	const unknown = wanted.filter((name) => !groups.all.includes(name));
	if (unknown.length > 0) {
		const known = [...groups.all, ...Object.keys(groups)].join(', ');
		stopWith(`Onbekend: ${unknown.join(', ')}. Kies uit: ${known}`, `Unknown: ${unknown.join(', ')}. Choose from: ${known}`);
	}
	if (wanted.length > 0 || files.length > 0) {
		return { names: [...new Set([...wanted, ...files.map((file) => file.split('/')[1] ?? '')])], files };
	}
	return { names: groups.all.filter((name) => checks.includes(name) || hasTests(name)), files };
}

/** Kit's types and the compiled messages: every test reads them. */
async function generate() {
	const code = await runProcess(pinnedNode(), [inProject('src/commands/generate.mjs')]);
	if (code !== 0) process.exit(code);
}

/** @param {string} name */
function announce(name) {
	console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);
}

/** @param {string} name */
function hasTests(name) {
	const folder = inProject('tests', name);
	return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'));
}

async function requireChromium() {
	const program = await ensureChromium();
	if (program) return program;
	return stopWith(
		'Geen Chromium gevonden en installeren lukte niet. Installeer Chromium of Chrome, of zet MEDIATHEEK_CHROMIUM op het pad van het programma.',
		'No Chromium found and installing one failed. Install Chromium or Chrome, or set MEDIATHEEK_CHROMIUM to the path of the program.'
	);
}

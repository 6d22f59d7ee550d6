import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject, pinnedNode } from '../../src/commands/project.mjs';
import { runProcess } from '../../src/commands/run-process.mjs';

/** @typedef {{ name: string, passed: number, failed: number, code: number, remark: string, seconds?: number }} Outcome */

const nodeModules = inProject('node_modules');
/** @type {Record<string, string[]>} */
const commands = {
	lint: [`${nodeModules}/eslint/bin/eslint.js`, '--max-warnings', '0', '.'],
	types: [`${nodeModules}/svelte-check/bin/svelte-check`, '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
	dependencies: [`${nodeModules}/dependency-cruiser/bin/dependency-cruise.mjs`, '--config', 'tests/architecture/dependency-cruiser.config.mjs', 'src']
};

/**
 * Runs a check that only says yes or no; it counts as one.
 * @param {string} name
 * @returns {Promise<Outcome>}
 */
export async function runCheck(name) {
	const code = await runProcess(pinnedNode(), commands[name] ?? []);
	return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, code, remark: '' };
}

/**
 * Runs one Vitest project and reads the counts from its JSON report.
 * @param {string} project
 * @param {string[]} files only these test files; none: all
 * @param {Record<string, string>} env
 * @returns {Promise<Outcome>}
 */
export async function runVitest(project, files, env) {
	const folder = mkdtempSync(path.join(tmpdir(), 'mediatheek-report-'));
	const report = path.join(folder, 'report.json');
	const chosen = files.filter((file) => file.startsWith(`tests/${project}/`));
	const args = [`${nodeModules}/vitest/vitest.mjs`, 'run', '--project', project, ...chosen];
	const code = await runProcess(pinnedNode(), [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { env });
	const outcome = judge(project, code, readReport(report));
	rmSync(folder, { recursive: true, force: true });
	return outcome;
}

/**
 * Runs one step and notes how long it took.
 * @param {() => Promise<Outcome>} step
 * @returns {Promise<Outcome>}
 */
export async function timed(step) {
	const startedAt = performance.now();
	return { ...(await step()), seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * A run without tests, with skipped tests, or that stopped outside a test has not shown anything: it failed.
 * @param {string} name
 * @param {number} code exit code of Vitest
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numFailedTestSuites: number } | undefined} report
 * @returns {Outcome}
 */
export function judge(name, code, report) {
	const passed = report?.numPassedTests ?? 0;
	const failed = report?.numFailedTests ?? 0;
	const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
	if (!report) return { name, passed, failed: 1, code: code || 1, remark: 'no report' };
	if (skipped > 0) return { name, passed, failed: failed + skipped, code: code || 1, remark: `${skipped} skipped` };
	if (failed === 0 && code !== 0) return { name, passed, failed: 1, code, remark: 'stopped outside a test' };
	if (passed + failed === 0) return { name, passed, failed: 1, code: 1, remark: 'no test ran' };
	return { name, passed, failed, code, remark: '' };
}

/** @param {string} file */
function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

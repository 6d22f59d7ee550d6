import { spawn } from 'node:child_process';
import { childEnvironment, projectRoot } from './project.mjs';

const graceForTerminal = 300;
// The server gives running requests ten seconds.
const graceBeforeKill = 15_000;

/**
 * Runs a program in the project folder with its output passing through, and ends it when we are told to end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it; 127 if it could not start
 */
export function runProcess(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: projectRoot,
			stdio: 'inherit',
			env: childEnvironment(options.env),
			shell: options.shell ?? false
		});
		const release = passSignalsTo(child);
		child.on('error', (error) => {
			release();
			console.error(error.message);
			resolve(127);
		});
		child.on('exit', (code, signal) => {
			release();
			resolve(code ?? 128 + signalNumber(signal));
		});
	});
}

/**
 * Ctrl-C reaches the child from the terminal already; a signal to this process alone does not. So the child
 * gets a moment to react by itself before the signal is passed on, and is killed when it does not listen.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops listening
 */
function passSignalsTo(child) {
	/** @type {NodeJS.Timeout[]} */
	const timers = [];
	const end = () => {
		timers.push(setTimeout(() => child.kill('SIGTERM'), graceForTerminal));
		timers.push(setTimeout(() => child.kill('SIGKILL'), graceBeforeKill));
	};
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, end);
	return () => {
		for (const signal of signals) process.off(signal, end);
		for (const timer of timers) clearTimeout(timer);
	};
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
	return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[/** @type {'SIGINT'} */ (signal ?? 'SIGTERM')] ?? 15;
}

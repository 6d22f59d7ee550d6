/**
 * Prints a line for each step and, last, the total.
 * @param {import('./steps.mjs').Outcome[]} outcomes
 * @returns {number} exit code
 */
export function printSummary(outcomes) {
	console.log(`\n${'step'.padEnd(16)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(9)}`);
	for (const { name, passed, failed, remark, seconds = 0 } of outcomes) {
		console.log(`${name.padEnd(16)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(Math.round(seconds)).padStart(9)}  ${remark}`.trimEnd());
	}
	const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
	const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
	console.log(`\n${passed} passed, ${failed} failed`);
	return outcomes.length > 0 && failed === 0 && outcomes.every((outcome) => outcome.code === 0) ? 0 : 1;
}

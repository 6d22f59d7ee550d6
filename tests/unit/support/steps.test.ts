import { describe, expect, it } from 'vitest';
import { judge } from '../../support/steps.mjs';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numFailedTestSuites: 0 };

describe('the verdict on a step', () => {
	it('passes when every test passed', () => {
		expect(judge('unit', 0, report)).toMatchObject({ passed: 3, failed: 0, code: 0 });
	});

	it('fails when no test ran', () => {
		expect(judge('unit', 0, { ...report, numPassedTests: 0 })).toMatchObject({ failed: 1, code: 1, remark: 'no test ran' });
	});

	it('fails when a test was skipped', () => {
		expect(judge('unit', 0, { ...report, numPendingTests: 2 })).toMatchObject({ passed: 3, failed: 2, code: 1 });
	});

	it('fails when something broke outside a test', () => {
		expect(judge('unit', 1, report)).toMatchObject({ passed: 3, failed: 1, code: 1 });
	});

	it('fails when the runner died before it could report', () => {
		expect(judge('unit', 134, undefined)).toMatchObject({ passed: 0, failed: 1, code: 134 });
	});
});

import { finishForgetting } from './finish-forgetting.ts';
import { beginForgetting, forgetCopies, forgetOperations } from './forget-jobs.ts';
import { forgetTable } from './other-tables.ts';
import { endLoansNames, endOldOperations, endOldTraces } from './retention-jobs.ts';

/** What forgetting and retention ask of the writer. */
export const privacyJobs = {
	beginForgetting,
	forgetCopies,
	forgetOperations,
	forgetTable,
	finishForgetting,
	endLoansNames,
	endOldTraces,
	endOldOperations
} as const;

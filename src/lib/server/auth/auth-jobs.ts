import { countAttempt, forgetAttempts } from './attempts.ts';
import { readAuthSecret } from './auth-secret.ts';
import { changeRoles, closeAccount, createAccount } from './create-account.ts';
import { joinInstallation, readmitInstallation, registerInstallation, retireInstallation } from './installations.ts';
import { installationJobs } from './installation-jobs.ts';
import { mintActivationCodes } from './mint-codes.ts';
import { linkAccount, unlinkAccount } from './provider/link-jobs.ts';
import { saveProvider } from './provider/save-provider.ts';
import { keepStep, takeStep } from './provider/steps.ts';
import { requireSecondFactor, resetSecondFactor } from './second-factor-jobs.ts';
import { sweepSignIn } from './sweep.ts';
import { activateCode } from './use-code.ts';

/** What sign-in asks of the writer. */
export const authJobs = {
	readAuthSecret,
	countAttempt,
	forgetAttempts,
	createAccount,
	changeRoles,
	closeAccount,
	mintActivationCodes,
	activateCode,
	registerInstallation,
	joinInstallation,
	readmitInstallation,
	retireInstallation,
	saveProvider,
	keepStep,
	takeStep,
	linkAccount,
	unlinkAccount,
	requireSecondFactor,
	resetSecondFactor,
	sweepSignIn,
	...installationJobs
} as const;

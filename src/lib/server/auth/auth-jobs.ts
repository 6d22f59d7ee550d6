import { countAttempt, forgetAttempts } from './attempts.ts';
import { readAuthSecret } from './auth-secret.ts';
import { changeRoles, closeAccount, createAccount } from './create-account.ts';
import { joinInstallation, registerInstallation, retireInstallation } from './installations.ts';
import { mintActivationCodes } from './mint-codes.ts';
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
	retireInstallation,
	sweepSignIn
} as const;

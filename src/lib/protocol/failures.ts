import { z } from 'zod';

/** Why a request was not answered; a code, never a sentence. The status says what the sender does next. */
export const failureCodes = {
	badRequest: 400,
	signInNeeded: 401,
	unknownInstallation: 401,
	revokedInstallation: 403,
	notAllowed: 403,
	wrongSchool: 403,
	unknownSchool: 404,
	notFound: 404,
	wrongEpoch: 409,
	gapInOperations: 409,
	cursorAhead: 409,
	operationChanged: 409,
	nameTaken: 409,
	stillNeeded: 409,
	tooLarge: 413,
	wrongCredentials: 422,
	codeUsed: 422,
	codeUnknown: 422,
	weakSecret: 422,
	wrongSecondFactor: 422,
	secondFactorEnded: 422,
	secondFactorFirst: 422,
	enterAgain: 422,
	providerUnreachable: 422,
	providerMismatch: 422,
	providerEnded: 422,
	updateNeeded: 426,
	tooMany: 429,
	locked: 423,
	serverFailed: 500,
	storageFull: 507,
	busy: 503
} as const;
export type FailureCode = keyof typeof failureCodes;

export const failureSchema = z.object({
	failure: z.enum(Object.keys(failureCodes) as [FailureCode, ...FailureCode[]]),
	facts: z.record(z.string(), z.union([z.string(), z.number()])).optional()
});
export type Failure = z.infer<typeof failureSchema>;

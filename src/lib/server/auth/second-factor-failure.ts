import { APIError } from 'better-auth/api';
import { RequestFailure } from '../failure.ts';

/** better-auth locks a second factor after ten wrong codes for as long. */
const lockedSeconds = 900;

/** What better-auth says of a second factor, as this server says it; anything else stays what it is. */
export function failureOfSecondFactor(error: unknown): unknown {
	if (!(error instanceof APIError)) return error;
	switch (error.body?.code) {
		case 'INVALID_CODE':
		case 'INVALID_BACKUP_CODE':
			return new RequestFailure('wrongSecondFactor');
		case 'ACCOUNT_TEMPORARILY_LOCKED':
			return new RequestFailure('locked', { retryAfter: lockedSeconds });
		case 'INVALID_PASSWORD':
			return new RequestFailure('wrongCredentials');
		case 'TOTP_ALREADY_ENABLED':
			return new RequestFailure('notAllowed');
		case 'TOTP_NOT_ENABLED':
		case 'BACKUP_CODES_NOT_ENABLED':
			return new RequestFailure('notFound');
		default:
			// The question was answered wrong too often, or was asked too long ago.
			return new RequestFailure('secondFactorEnded');
	}
}

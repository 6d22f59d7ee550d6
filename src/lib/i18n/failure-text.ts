import type { FailureCode } from '#lib/protocol/failures.ts';
import { m } from './paraglide/messages.js';

/** Failures that the device itself finds, beside those the server tells. */
type LocalFailure = 'offline' | 'insecure' | 'storage' | 'notOurServer';
export type Failure = FailureCode | LocalFailure;

/** Each says what happened, what is safe and what to do. */
const failures: Record<Failure, () => string> = {
	badRequest: m.codes_failure_bad_request,
	signInNeeded: m.codes_failure_sign_in_needed,
	unknownInstallation: m.codes_failure_unknown_installation,
	revokedInstallation: m.codes_failure_revoked_installation,
	notAllowed: m.codes_failure_not_allowed,
	wrongSchool: m.codes_failure_wrong_school,
	unknownSchool: m.codes_failure_unknown_school,
	notFound: m.codes_failure_not_found,
	wrongEpoch: m.codes_failure_wrong_epoch,
	gapInOperations: m.codes_failure_gap_in_operations,
	cursorAhead: m.codes_failure_cursor_ahead,
	operationChanged: m.codes_failure_operation_changed,
	nameTaken: m.codes_failure_name_taken,
	stillNeeded: m.privacy_failure_still_needed,
	tooLarge: m.codes_failure_too_large,
	wrongCredentials: m.codes_failure_wrong_credentials,
	codeUsed: m.codes_failure_code_used,
	codeUnknown: m.codes_failure_code_unknown,
	weakSecret: m.codes_failure_weak_secret,
	wrongSecondFactor: m.codes_failure_wrong_second_factor,
	secondFactorEnded: m.codes_failure_second_factor_ended,
	enterAgain: m.codes_failure_enter_again,
	secondFactorFirst: m.codes_failure_second_factor_first,
	providerUnreachable: m.codes_failure_provider_unreachable,
	providerMismatch: m.codes_failure_provider_mismatch,
	providerEnded: m.codes_failure_provider_ended,
	updateNeeded: m.codes_failure_update_needed,
	tooMany: m.codes_failure_too_many,
	locked: m.codes_failure_locked,
	serverFailed: m.codes_failure_server_failed,
	storageFull: m.codes_failure_storage_full,
	busy: m.codes_failure_busy,
	offline: m.codes_failure_offline,
	insecure: m.codes_failure_insecure,
	storage: m.codes_failure_storage,
	notOurServer: m.codes_failure_not_our_server
};

export function failureText(code: Failure): string {
	return failures[code]();
}

import { z } from 'zod';
import type { Role } from '#lib/domain/people/role.ts';
import { accountsSchema, codesMadeSchema, type Accounts, type CodesAsked, type CodesMade } from '#lib/protocol/accounts.ts';
import { request, type Result } from './sync/requests.ts';

export type { Accounts, CodesAsked, CodesMade };

// All of these need a connection: who may come in is never decided from a copy.

export function readAccounts(): Promise<Result<Accounts>> {
	return request('/api/accounts', accountsSchema);
}

/** One-time codes to print; they cannot be shown again. */
export function issueCodes(asked: CodesAsked): Promise<Result<CodesMade>> {
	return request('/api/accounts/codes', codesMadeSchema, asked);
}

export function changeRoles(accountId: string, roles: readonly Role[]): Promise<Result> {
	return request('/api/accounts/roles', z.unknown(), { accountId, roles });
}

export function closeAccount(accountId: string): Promise<Result> {
	return request('/api/accounts/close', z.unknown(), { accountId });
}

export function revokeInstallation(installationId: string): Promise<Result> {
	return request('/api/accounts/revoke', z.unknown(), { installationId });
}

/** One's own password or PIN. */
export function changePassword(asked: { readonly current: string; readonly next: string }): Promise<Result> {
	return request('/api/session/password', z.unknown(), asked);
}

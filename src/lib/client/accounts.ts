import { z } from 'zod';
import type { Role } from '#lib/domain/people/role.ts';
import { accountsSchema, codesMadeSchema, type Accounts, type CodesAsked, type CodesMade } from '#lib/protocol/accounts.ts';
import { backupCodesSchema, secondFactorBegunSchema, type SecondFactorBegun } from '#lib/protocol/second-factor.ts';
import { ownProviderSchema, providerSchema, type Provider, type ProviderSettings } from '#lib/protocol/provider.ts';
import { request, type Result } from './sync/requests.ts';

export type { Accounts, CodesAsked, CodesMade, Provider };

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

/** A second factor of one's own: the QR code for the app, and codes on paper. Counts once it was confirmed. */
export function beginSecondFactor(password: string): Promise<Result<SecondFactorBegun>> {
	return request('/api/second-factor/begin', secondFactorBegunSchema, { password });
}

export function confirmSecondFactor(code: string): Promise<Result> {
	return request('/api/second-factor/confirm', z.unknown(), { code });
}

export function renewBackupCodes(password: string): Promise<Result<Pick<SecondFactorBegun, 'backupCodes'>>> {
	return request('/api/second-factor/codes', backupCodesSchema, { password });
}

export function endSecondFactor(password: string): Promise<Result> {
	return request('/api/second-factor/end', z.unknown(), { password });
}

export function resetSecondFactor(accountId: string): Promise<Result> {
	return request('/api/accounts/second-factor', z.unknown(), { accountId });
}

export function requireSecondFactor(roles: readonly Role[]): Promise<Result> {
	return request('/api/accounts/second-factor/roles', z.unknown(), { roles });
}

/** The school's own provider, for administrators. */
export function readProvider(): Promise<Result<Provider>> {
	return request('/api/accounts/provider', providerSchema);
}

export function chooseProvider(asked: { readonly settings: ProviderSettings; readonly clientSecret?: string }): Promise<Result> {
	return request('/api/accounts/provider', z.unknown(), asked);
}

export function removeProvider(): Promise<Result> {
	return request('/api/accounts/provider/remove', z.unknown(), {});
}

/** Whether one's own account is linked to the provider. */
export function readOwnProvider(): Promise<Result<z.infer<typeof ownProviderSchema>>> {
	return request('/api/session/provider', ownProviderSchema);
}

export function unlinkProvider(): Promise<Result> {
	return request('/api/session/provider/unlink', z.unknown(), {});
}

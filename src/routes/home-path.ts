import type { Installation } from '#lib/client/app.ts';
import { isOfLibrary, type Role } from '#lib/domain/people/role.ts';

export type HomePath = '/start' | '/desk' | '/class' | '/library' | '/my';

/** The page where a person who comes in belongs. */
export function homePath(installation: Pick<Installation, 'kind' | 'accounts' | 'currentAccountId'> | undefined): HomePath {
	if (!installation) return '/start';
	if (installation.kind === 'desk') return '/desk';
	return ownHomePath(installation.accounts.find((account) => account.id === installation.currentAccountId)?.roles ?? []);
}

/** The first page on somebody's own device. */
export function ownHomePath(roles: readonly Role[]): '/class' | '/library' | '/my' {
	if (roles.includes('teacher')) return '/class';
	return isOfLibrary({ roles }) ? '/library' : '/my';
}

import type { Role } from '#lib/domain/people/role.ts';

/** Leaders of the school read here; the library's consultant makes and changes. */
export function mayKeepProgrammes(account: { readonly roles: readonly Role[] } | undefined): boolean {
	return account?.roles.includes('consultant') ?? false;
}

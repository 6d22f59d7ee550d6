import type { ProviderPreset } from '#lib/protocol/provider.ts';

export interface Preset {
	readonly scopes: readonly string[];
	/** Says of which school somebody is. */
	readonly organisationClaim: string | undefined;
	readonly roleClaim: string | undefined;
	/** The organisation is the BRIN of the school, with or without the number of a location. */
	readonly byBrin: boolean;
}

export const presets: Readonly<Record<ProviderPreset, Preset>> = {
	entree: { scopes: ['openid'], organisationClaim: 'nlEduPersonHomeOrganizationId', roleClaim: 'eduPersonAffiliation', byBrin: true },
	// The issuer names the school's own tenant already.
	microsoft: { scopes: ['openid'], organisationClaim: undefined, roleClaim: undefined, byBrin: false },
	// Without the scope of the address Google does not tell the domain.
	google: { scopes: ['openid', 'email'], organisationClaim: 'hd', roleClaim: undefined, byBrin: false },
	other: { scopes: ['openid'], organisationClaim: undefined, roleClaim: undefined, byBrin: false }
};

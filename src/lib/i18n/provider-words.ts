import type { ProviderPreset, ProviderTrouble } from '#lib/protocol/provider.ts';
import { m } from './paraglide/messages.js';

export const providerNames: Record<ProviderPreset, () => string> = {
	entree: m.provider_name_entree,
	microsoft: m.provider_name_microsoft,
	google: m.provider_name_google,
	other: m.provider_name_other
};

export const providerTroubleWords: Record<ProviderTrouble, () => string> = {
	denied: m.provider_trouble_denied,
	expired: m.provider_trouble_expired,
	mismatch: m.provider_trouble_mismatch,
	otherSchool: m.provider_trouble_other_school,
	unreachable: m.provider_trouble_unreachable,
	refused: m.provider_trouble_refused
};

import '#lib/client/without-eval.ts';
import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { keepInstallOffer } from '#lib/client/device/install.ts';
import { readAppearance, showAppearance } from '#lib/client/device/appearance.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';

/** Before the first page is drawn: no flash of the wrong colours, no screen reader in the wrong language. */
export const init: ClientInit = () => {
	showAppearance(readAppearance());
	document.documentElement.lang = getLocale();
	keepInstallOffer();
};

/** The page of errors needs the status only; the rest is for whoever opens the console. */
export const handleError: HandleClientError = ({ error, status, message }) => {
	if (status !== 404) console.error(error);
	return { message };
};

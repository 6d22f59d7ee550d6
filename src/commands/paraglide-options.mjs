/** One place for how messages are compiled, for the build, the checks and the component tests alike. */
export const paraglideOptions = {
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	/** @type {['localStorage', 'preferredLanguage', 'baseLocale']} */
	strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
};

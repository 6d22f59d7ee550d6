export const appearances = ['auto', 'light', 'dark'] as const;
/** Light or dark; `auto` follows the device. */
export type Appearance = (typeof appearances)[number];

const KEY = 'mediatheek-appearance';

/** What was chosen in this browser before. */
export function readAppearance(): Appearance {
	try {
		const kept = localStorage.getItem(KEY);
		return appearances.find((appearance) => appearance === kept) ?? 'auto';
	} catch {
		// A browser that keeps nothing still shows the app.
		return 'auto';
	}
}

/** Shows the page in this appearance and remembers it. */
export function chooseAppearance(appearance: Appearance): void {
	showAppearance(appearance);
	try {
		localStorage.setItem(KEY, appearance);
	} catch {
		// It lasts until the page is closed.
	}
}

/** The style sheet picks its colours by `data-theme`; without it the device decides. */
export function showAppearance(appearance: Appearance): void {
	const { documentElement: root } = document;
	if (appearance === 'auto') delete root.dataset.theme;
	else root.dataset.theme = appearance;
}

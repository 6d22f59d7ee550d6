import type { Icon } from './icon.ts';

/** One section of the app in its navigation. */
export type NavLink = {
	href: string;
	/** Short: it also stands under an icon on a phone. */
	label: string;
	icon: Icon;
	/** The section that is open now. */
	current?: boolean;
	/** Things waiting there; 0 and undefined show nothing. */
	count?: number;
};

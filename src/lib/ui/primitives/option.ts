import type { Icon } from './icon.ts';

/** One answer of a choice. `value` is what the page keeps, `label` what a person reads. */
export type Option<Value extends string = string> = {
	value: Value;
	label: string;
	/** A second, softer line (radio cards only). */
	description?: string;
	icon?: Icon;
	disabled?: boolean;
};

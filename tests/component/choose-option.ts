import { fireEvent } from '@testing-library/svelte';

/** A person chooses from a list. happy-dom does not know which option is :checked; Svelte then takes the first that can be chosen. */
export async function chooseOption(list: HTMLSelectElement, value: string): Promise<void> {
	const others = [...list.options].filter((option) => option.value !== value);
	if (others.length !== list.options.length - 1) throw new Error(`no ${value} in the list`);
	for (const option of others) option.disabled = true;
	await fireEvent.change(list);
	for (const option of others) option.disabled = false;
}

import { createRawSnippet } from 'svelte';

/** A snippet of one element, for components that take their content as a snippet. */
export function htmlSnippet(html: string) {
	return createRawSnippet(() => ({ render: () => html }));
}

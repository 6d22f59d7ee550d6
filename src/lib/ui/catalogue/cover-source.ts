import { getContext, setContext } from 'svelte';

/** Where the real cover of a title is, by its ISBNs; `undefined`: only the drawn one. */
export type CoverSource = (isbns: readonly string[]) => string | undefined;

/** The name of the source in a component's context. */
export const coverContext = Symbol('covers');

/** Gives every cover below this component a place to look; called while the component is made. */
export function provideCovers(source: CoverSource): void {
	setContext(coverContext, source);
}

export function coverSource(): CoverSource | undefined {
	return getContext<CoverSource | undefined>(coverContext);
}

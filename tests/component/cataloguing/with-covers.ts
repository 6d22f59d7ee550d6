import { coverContext, type CoverSource } from '#lib/ui/catalogue/cover-source.ts';

/** The context that the root layout gives to every page. */
export function withCovers(source: CoverSource): Map<symbol, CoverSource> {
	return new Map([[coverContext, source]]);
}

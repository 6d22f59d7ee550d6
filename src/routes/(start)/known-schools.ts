import type { Installation } from '#lib/client/app.ts';

interface School {
	readonly brin: string;
	readonly name: string;
	readonly demo: boolean;
}

interface Known {
	readonly start: { readonly schools: readonly School[] } | undefined;
	readonly installations: readonly Installation[];
}

/** The schools of the server; without a connection those this browser was at before. */
export function knownSchools(known: Known): readonly School[] {
	if (known.start) return known.start.schools;
	const seen = known.installations.map(({ brin, schoolName, demo }) => [brin, { brin, name: schoolName, demo }] as const);
	return [...new Map(seen).values()];
}

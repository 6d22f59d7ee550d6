import { createHash } from 'node:crypto';
import type { Operation } from '#lib/protocol/operation.ts';

/** Names what an operation says; a second sending must say the same. Order of properties does not matter. */
export function payloadHash({ type, v, actor, payload }: Operation): string {
	return createHash('sha256').update(JSON.stringify(sorted([type, v, actor, payload]))).digest('hex');
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.toSorted(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, each]) => [key, sorted(each)])
	);
}

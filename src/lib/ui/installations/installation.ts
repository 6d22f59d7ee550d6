/** A browser of the school as the server knows it. Instants in milliseconds, `free` in bytes. */
export interface InstallationFacts {
	readonly id: string;
	readonly name: string;
	readonly kind: 'desk' | 'account';
	readonly registeredAt: number;
	readonly lastContact: number | null;
	readonly build: string | null;
	readonly lastN: number;
	readonly maxN: number;
	readonly oldestPending: number | null;
	readonly persisted: boolean | null;
	readonly free: number | null;
	readonly clockOffset: number | null;
	readonly endedAt: number | null;
	readonly endedWhy: 'lost' | 'retired' | null;
	readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

/** Operations it said it had made and the server never got. */
export function missingOf({ maxN, lastN }: InstallationFacts): number {
	return Math.max(0, maxN - lastN);
}

/** Operations that exist nowhere any more, as far as can be proved. */
export function lostOf(installation: InstallationFacts): number {
	const gone = installation.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
	return gone + (installation.endedAt === null ? 0 : missingOf(installation));
}

/** One situation in which a desk scans. */
export interface Scenario {
	readonly name: string;
	readonly files: readonly string[];
	/** Operations in the outbox before the first scan. */
	readonly pending: number;
	readonly network: 'offline' | 'online';
	readonly scans: number;
	/** Also measure the raw transactions, scan by scan beside ours. */
	readonly beside: 'outbox' | 'rows' | 'none';
}

export interface ScanTimes {
	/** Milliseconds of each scan of a copy, from the text to the outcome shown and recorded. */
	readonly ours: readonly number[];
	/** One strict transaction that reads and writes what our outbox does. */
	readonly rawOutbox: readonly number[];
	/** One strict transaction over rows: copy, patron and open loans read; loan, copy and operation written. */
	readonly rawRows: readonly number[];
	/** From nothing to a view in memory, pending operations replayed. */
	readonly startMs: number;
	readonly pendingAfter: number;
	readonly longestGap: number;
	readonly longTasks: readonly number[];
}

export interface ReplayTimes {
	readonly pending: number;
	/** A pull of one changed row while so many operations are pending, until the view shows it: each. */
	readonly commits: readonly number[];
	readonly longestGap: number;
}

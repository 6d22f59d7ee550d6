import type { Operation } from '#lib/protocol/operation.ts';
import type { WireRow } from '#lib/protocol/sync.ts';

/** An operation that the server has confirmed, kept for a server that is restored from an older backup. */
export interface ArchivedOperation extends Operation {
	readonly archivedAt: number;
}

/**
 * The outbox: the one place that must not lose anything. Only appended to; what is confirmed moves to the archive.
 * Every promise resolves after the write is durable.
 */
export interface OutboxStore {
	/** Pending operations in order of `n`. */
	pending(): Promise<Operation[]>;
	/** The `n` the next operation will get. */
	nextN(): Promise<number>;
	/** Lowest `n` still held, pending or archived; `undefined` when there is none. */
	oldestN(): Promise<number | undefined>;
	/**
	 * Appends all or nothing. `undefined` when somebody appended since `expectedN` was read: decide again.
	 * @returns the operations with their numbers
	 */
	append(operations: readonly Omit<Operation, 'n'>[], expectedN: number): Promise<Operation[] | undefined>;
	/** Moves operations up to and including `n` to the archive. */
	confirm(n: number, now: number): Promise<void>;
	archived(): Promise<ArchivedOperation[]>;
	/** Moves archived operations after `n` back into the outbox: the server has forgotten them. */
	reopen(n: number): Promise<void>;
	/** Takes out of archived operations what they said; that they were made, and their numbers, stay. */
	blank(numbers: readonly number[]): Promise<void>;
	/** Drops archived operations confirmed before `before`. */
	pruneArchive(before: number): Promise<void>;
	close(): void;
}

export interface SyncCursorState {
	readonly epoch: string | null;
	/** Last `seq` held of each scope. */
	readonly cursors: Readonly<Record<string, number>>;
	/** Operations up to here are inside the confirmed rows. */
	readonly confirmedN: number;
}

export const emptyCursors: SyncCursorState = { epoch: null, cursors: {}, confirmedN: 0 };

/** A pack of rows that arrived together, kept as one record (performance.md: rows one by one take forty times as long). */
export interface Pack {
	readonly scope: string;
	/** Page hash of a snapshot, or a number of an initial pull. */
	readonly name: string;
	/** Gzip of newline-separated wire rows. */
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface DataChange {
	/** Scopes whose rows and packs go first. */
	readonly drop: readonly string[];
	readonly packs: readonly Pack[];
	/** Rows of those packs that were made here, so that nobody has to unpack what was just packed. */
	readonly unpacked?: ReadonlyMap<Pack, readonly WireRow[]> | undefined;
	readonly rows: readonly { readonly scope: string; readonly rows: readonly WireRow[] }[];
	readonly state: SyncCursorState;
	/** What the store held when this was worked out. Absent: whatever it holds. */
	readonly basis?: SyncCursorState | undefined;
}

/** Another tab committed since: what this one worked out continues from rows that are no longer there. */
export class Overtaken extends Error {}

/** @throws Overtaken when the store no longer holds what the change continues from */
export function requireBasis({ basis }: DataChange, held: SyncCursorState): void {
	if (basis && !isSameMoment(basis, held)) throw new Overtaken();
}

/** Whether both stand for the same confirmed rows. */
export function isSameMoment(a: SyncCursorState, b: SyncCursorState): boolean {
	const scopes = [...Object.keys(a.cursors), ...Object.keys(b.cursors)];
	return a.epoch === b.epoch && a.confirmedN === b.confirmedN && scopes.every((scope) => a.cursors[scope] === b.cursors[scope]);
}

/** Confirmed rows. Disposable: can be rebuilt from the server at any time. */
export interface DataStore {
	state(): Promise<SyncCursorState>;
	/**
	 * Hands over every pack and row: packs first, then rows changed later, which win.
	 * @param isWanted says of which scopes; absent: of all
	 */
	read(onRows: (scope: string, rows: readonly WireRow[]) => void | Promise<void>, isWanted?: (scope: string) => boolean): Promise<void>;
	/** A few rows beside the scopes, to be read before them; they take the place of those set aside before, and go with `clear`. */
	setAside(rows: readonly WireRow[]): Promise<void>;
	aside(): Promise<readonly WireRow[]>;
	/** Rows, cursors and `confirmedN` in one transaction. @throws Overtaken */
	commit(change: DataChange): Promise<void>;
	/**
	 * Packs first loads anew without what was changed or deleted since: a row must not only be hidden but gone.
	 * Leaves everything as it is when another tab commits meanwhile.
	 * @param scopes which scopes; absent: all of them, and the marks of what was deleted go too
	 */
	compact(scopes?: readonly string[]): Promise<void>;
	clear(): Promise<void>;
	close(): void;
}

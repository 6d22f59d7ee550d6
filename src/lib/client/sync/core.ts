import type { FailureCode } from '#lib/protocol/failures.ts';
import type { PullResponse, WireRow } from '#lib/protocol/sync.ts';
import { pushLimit } from '#lib/protocol/sync.ts';
import type { InstallationProgress } from '#lib/protocol/rows.ts';
import type { SyncCursorState } from '../db/ports.ts';

/*
 * The brain of the sync: a pure function of state and event. It opens no socket and reads no clock.
 *
 * Invariants
 * - one request flies at a time, and an answer that belongs to an earlier generation changes nothing
 * - a scope's cursor only moves forward, except when the whole data database is given up
 * - rows, cursors and `confirmedN` become visible together, when every scope has reached one `to`
 * - nothing here can remove an operation from the outbox; only a committed pull confirms
 */

export interface StagedScope {
	readonly id: string;
	/** Cursor that the staged rows lead to. */
	readonly to: number;
	/** True when the scope is loaded from nothing: earlier rows of it go, and these are kept packed. */
	readonly fresh: boolean;
	readonly rows: readonly WireRow[];
	/** Pages fetched from a snapshot, kept as they came. */
	readonly pages: readonly { readonly hash: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

export interface SyncState extends SyncCursorState {
	readonly maxN: number;
	/** Acknowledged by the server, not yet seen in a pull. */
	readonly sentN: number;
	readonly flying: 'push' | 'pull' | 'snapshot' | 'commit' | undefined;
	readonly generation: number;
	readonly attempts: number;
	readonly notBefore: number;
	readonly nextPullAt: number;
	/** News heard of since the last pull was sent, which its answer may lack: up to this number of the server, `Infinity` when a person asks. */
	readonly newsUpTo: number;
	/** Operations in one push; halved when the server says it is too much. */
	readonly batch: number;
	readonly signInNeeded: boolean;
	readonly blocked: FailureCode | undefined;
	readonly reachable: boolean;
	readonly staged: readonly StagedScope[];
	/** Scopes of the last answer: what is not among them is no longer ours. */
	readonly listed: readonly string[];
	readonly lastContactAt: number | undefined;
}

export interface SendFailure {
	readonly code: FailureCode | 'offline' | 'notOurServer';
	/** Milliseconds. */
	readonly retryAfter?: number | undefined;
	/** How far the server has taken this installation's operations in, although it refuses more. */
	readonly lastN?: number | undefined;
}

interface Moment {
	readonly now: number;
	/** 0 ≤ random < 1, for jitter. */
	readonly random: number;
}

export type SyncEvent = Moment &
	(
		/** `calmly`: the app was opened after hours, as a whole school does on Monday; nobody waits for news yet. */
		| { readonly type: 'started'; readonly cursors: SyncCursorState; readonly maxN: number; readonly calmly: boolean }
		| { readonly type: 'appended'; readonly maxN: number }
		/** A timer, the network, the person: look whether there is something to do. `force` skips the waiting. */
		| { readonly type: 'woken'; readonly force: boolean }
		| { readonly type: 'signedIn' }
		/** The server has changes up to this number. */
		| { readonly type: 'poked'; readonly upTo: number }
		| { readonly type: 'pushed'; readonly generation: number; readonly lastN: number; readonly epoch: string }
		| { readonly type: 'pulled'; readonly generation: number; readonly response: PullResponse }
		| { readonly type: 'snapshotLoaded'; readonly generation: number; readonly epoch: string; readonly scope: string; readonly seq: number; readonly pages: StagedScope['pages'] }
		| { readonly type: 'committed'; readonly generation: number; readonly cursors: SyncCursorState }
		/** Another tab of this installation committed first: go on from there. */
		| { readonly type: 'overtaken'; readonly generation: number; readonly cursors: SyncCursorState }
		| { readonly type: 'failed'; readonly generation: number; readonly during: 'push' | 'pull' | 'snapshot' | 'commit'; readonly failure: SendFailure }
	);

export type SyncCommand =
	| { readonly type: 'push'; readonly afterN: number; readonly limit: number; readonly epoch: string }
	| { readonly type: 'pull'; readonly cursors: Readonly<Record<string, number>>; readonly epoch: string | null }
	| { readonly type: 'snapshot'; readonly scope: string }
	/** One transaction: drop, write, move the cursors. Then confirmed operations may leave the outbox. */
	| { readonly type: 'commit'; readonly staged: readonly StagedScope[]; readonly drop: readonly string[]; readonly cursors: SyncCursorState; readonly epochChanged: boolean }
	/** The server is another one than it was (restored, or behind us): confirmed rows go, the outbox stays. */
	| { readonly type: 'giveUpData' }
	| { readonly type: 'wakeAt'; readonly at: number };

export const pollEvery = 60_000;
/** Starts of a whole school are spread over so many milliseconds, unless the person acts. */
export const startSpread = 20_000;
const backoff = { first: 1_000, longest: 5 * 60_000 } as const;

export function initialSync(): SyncState {
	return {
		epoch: null,
		cursors: {},
		confirmedN: 0,
		maxN: 0,
		sentN: 0,
		flying: undefined,
		generation: 0,
		attempts: 0,
		notBefore: 0,
		nextPullAt: 0,
		newsUpTo: 0,
		batch: pushLimit.operations,
		signInNeeded: false,
		blocked: undefined,
		reachable: false,
		staged: [],
		listed: [],
		lastContactAt: undefined
	};
}

export function reduce(state: SyncState, event: SyncEvent): readonly [SyncState, readonly SyncCommand[]] {
	if ('generation' in event && event.generation !== state.generation) return [state, []];
	const [next, commands] = after(state, event);
	if (next.flying || commands.length > 0) return [next, commands];
	return decideNext(next, event.now);
}

type Reduced = readonly [SyncState, readonly SyncCommand[]];

function after(state: SyncState, event: SyncEvent): Reduced {
	switch (event.type) {
		case 'started':
			return [{ ...state, ...event.cursors, maxN: event.maxN, nextPullAt: event.calmly ? event.now + startSpread * event.random : 0 }, []];
		case 'appended':
			return [{ ...state, maxN: Math.max(state.maxN, event.maxN) }, []];
		case 'woken':
			return [event.force ? { ...state, notBefore: 0, nextPullAt: 0, newsUpTo: Infinity, attempts: 0, blocked: undefined } : state, []];
		case 'signedIn':
			// Answers still under way were asked for by an earlier session.
			return [{ ...land(state), generation: state.generation + 1, staged: [], signInNeeded: false, blocked: undefined, notBefore: 0, nextPullAt: 0, attempts: 0 }, []];
		case 'poked':
			return [isBehind(state, event.upTo) ? { ...state, nextPullAt: 0, newsUpTo: Math.max(state.newsUpTo, event.upTo) } : state, []];
		case 'pushed':
			return pushed(state, event);
		case 'pulled':
			return pulled(state, event);
		case 'snapshotLoaded':
			return snapshotLoaded(state, event);
		case 'committed':
			return [committed(state, event), []];
		case 'overtaken':
			return [{ ...land(state), ...event.cursors, staged: [], nextPullAt: 0 }, []];
		case 'failed':
			return failed(state, event);
	}
}

function decideNext(state: SyncState, now: number): Reduced {
	// Before the first commit nobody knows how far this server is: a restored one must get the archive first.
	const isLoaded = Object.keys(state.cursors).length > 0;
	const toPush = isLoaded && state.maxN > Math.max(state.sentN, state.confirmedN) && state.epoch !== null && !state.blocked;
	const mayPull = !state.signInNeeded && !isCastOut(state.blocked);
	if (!toPush && !mayPull) return [state, []];
	if (now < state.notBefore) return [state, [{ type: 'wakeAt', at: state.notBefore }]];
	if (toPush && state.epoch !== null) {
		const afterN = Math.max(state.sentN, state.confirmedN);
		return [fly(state, 'push'), [{ type: 'push', afterN, limit: state.batch, epoch: state.epoch }]];
	}
	if (mayPull && now >= state.nextPullAt) {
		return [fly({ ...state, newsUpTo: 0 }, 'pull'), [{ type: 'pull', cursors: stagedCursors(state), epoch: state.epoch }]];
	}
	return [state, mayPull ? [{ type: 'wakeAt', at: state.nextPullAt }] : []];
}

function isCastOut(blocked: SyncState['blocked']): boolean {
	return blocked === 'unknownInstallation' || blocked === 'revokedInstallation';
}

function isBehind(state: SyncState, upTo: number): boolean {
	const held = Object.values(state.cursors);
	return held.length > 0 && Math.min(...held) < upTo;
}

function fly(state: SyncState, flying: NonNullable<SyncState['flying']>): SyncState {
	return { ...state, flying };
}

function land(state: SyncState): SyncState {
	return { ...state, flying: undefined };
}

function contact(state: SyncState, now: number): SyncState {
	return { ...land(state), reachable: true, attempts: 0, notBefore: 0, lastContactAt: now };
}

function pushed(state: SyncState, event: Extract<SyncEvent, { type: 'pushed' }>): Reduced {
	// An answer from before the server was restored: what it speaks of may be forgotten since.
	if (event.epoch !== state.epoch) return [slower(contact(state, event.now), event, undefined), []];
	const moved = event.lastN > Math.max(state.sentN, state.confirmedN);
	const next = { ...contact(state, event.now), sentN: Math.max(state.sentN, event.lastN), nextPullAt: 0 };
	// An operation that the server could not digest yet is tried again, slower; it never blocks receiving.
	return [moved ? { ...next, batch: pushLimit.operations } : slower(next, event, undefined), []];
}

function stagedCursors(state: SyncState): Record<string, number> {
	return { ...state.cursors, ...Object.fromEntries(state.staged.map((scope) => [scope.id, scope.to])) };
}

function pulled(state: SyncState, event: Extract<SyncEvent, { type: 'pulled' }>): Reduced {
	const { response, now, random } = event;
	if (state.epoch !== null && response.epoch !== state.epoch) return giveUp(state);
	const at = stagedCursors(state);
	// An answer that does not continue where we are is an old one: thrown away whole. Slower, or who gives old answers would be asked without end.
	if (response.scopes.some((scope) => scope.from !== (at[scope.id] ?? null))) return [slower(contact(state, now), event, undefined), []];
	const listed = response.scopes.map((scope) => scope.id);
	const here = { ...contact(state, now), epoch: response.epoch, listed };
	const awaited = response.scopes.find((scope) => scope.snapshot);
	// What was staged of a scope that ceased to be ours meanwhile must not be written: nothing would ever take it away.
	const ours = state.staged.filter((scope) => listed.includes(scope.id));
	const staged = response.scopes.filter((scope) => !scope.snapshot).reduce(stage(state), ours);
	const next = { ...here, staged };
	if (awaited) return [fly(next, 'snapshot'), [{ type: 'snapshot', scope: awaited.id }]];
	const heads = new Set(response.scopes.map((scope) => scope.to));
	if (response.scopes.some((scope) => scope.more) || heads.size > 1) return [{ ...next, nextPullAt: 0 }, []];
	const isOld = Math.max(...heads) < state.newsUpTo;
	return commit({ ...next, nextPullAt: isOld ? 0 : now + pollEvery * (0.7 + 0.6 * random) });
}

function stage(state: SyncState) {
	return (staged: readonly StagedScope[], scope: PullResponse['scopes'][number]): readonly StagedScope[] => {
		const before = staged.find((each) => each.id === scope.id);
		const fresh = before?.fresh ?? state.cursors[scope.id] === undefined;
		const rows = before ? [...before.rows, ...scope.rows] : scope.rows;
		const next = { id: scope.id, to: scope.to, fresh, rows, pages: before?.pages ?? [] };
		return [...staged.filter((each) => each.id !== scope.id), next];
	};
}

function snapshotLoaded(state: SyncState, event: Extract<SyncEvent, { type: 'snapshotLoaded' }>): Reduced {
	if (event.epoch !== state.epoch) return giveUp(slower(contact(state, event.now), event, undefined));
	const scope = { id: event.scope, to: event.seq, fresh: true, rows: [], pages: event.pages };
	const staged = [...state.staged.filter((each) => each.id !== scope.id), scope];
	return [{ ...contact(state, event.now), staged, nextPullAt: 0 }, []];
}

function commit(state: SyncState): Reduced {
	const gone = Object.keys(state.cursors).filter((scope) => !state.listed.includes(scope));
	const fresh = state.staged.filter((scope) => scope.fresh).map((scope) => scope.id);
	const kept = Object.entries(stagedCursors(state)).filter(([scope]) => state.listed.includes(scope));
	const cursors = { epoch: state.epoch, cursors: Object.fromEntries(kept), confirmedN: confirmedN(state) };
	const unchanged = gone.length === 0 && state.staged.every((scope) => !scope.fresh && scope.rows.length === 0);
	if (unchanged) return [{ ...state, cursors: cursors.cursors, staged: [] }, []];
	const epochChanged = Object.keys(state.cursors).length === 0;
	return [fly(state, 'commit'), [{ type: 'commit', staged: state.staged, drop: [...gone, ...fresh], cursors, epochChanged }]];
}

function confirmedN(state: SyncState): number {
	const progress = state.staged
		.filter((scope) => scope.id.startsWith('dev:'))
		.flatMap((scope) => scope.rows)
		.findLast((row) => row.k === 'progress');
	return (progress?.b as InstallationProgress | undefined)?.lastN ?? state.confirmedN;
}

function committed(state: SyncState, { cursors }: Extract<SyncEvent, { type: 'committed' }>): SyncState {
	const behind = cursors.confirmedN < state.confirmedN;
	return { ...land(state), ...cursors, staged: [], sentN: behind ? cursors.confirmedN : state.sentN };
}

function giveUp(state: SyncState): Reduced {
	const blank = { ...land(state), generation: state.generation + 1, epoch: null, cursors: {}, confirmedN: 0, sentN: 0, staged: [], nextPullAt: 0 };
	return [blank, [{ type: 'giveUpData' }]];
}

function failed(state: SyncState, event: Extract<SyncEvent, { type: 'failed' }>): Reduced {
	const { failure, during } = event;
	const landed = { ...land(state), staged: during === 'commit' ? [] : state.staged };
	const answered = { ...landed, reachable: true, lastContactAt: event.now };
	switch (failure.code) {
		case 'wrongEpoch':
		case 'cursorAhead':
		case 'gapInOperations':
			// Slower, or a server that never agrees would be asked without end.
			return giveUp(slower(answered, event, undefined));
		case 'signInNeeded':
			return [{ ...answered, signInNeeded: true, staged: [] }, []];
		case 'tooLarge':
			if (state.batch > 1) return [{ ...answered, batch: Math.floor(state.batch / 2) }, []];
			return [{ ...answered, blocked: 'tooLarge' }, []];
		case 'revokedInstallation': {
			// Refused, and yet taken in for a person to look at: it goes on until all it recorded is in safety.
			const sentN = Math.max(answered.sentN, failure.lastN ?? 0);
			const goesOn = sentN > answered.sentN && sentN < state.maxN;
			return [{ ...answered, sentN, blocked: goesOn ? undefined : failure.code }, []];
		}
		case 'unknownInstallation':
		case 'operationChanged':
		case 'updateNeeded':
			return [{ ...answered, blocked: failure.code }, []];
		case 'offline':
		case 'notOurServer':
			return [slower({ ...landed, reachable: false }, event, failure.retryAfter), []];
		default:
			return [slower(answered, event, failure.retryAfter), []];
	}
}

/** Full jitter: a school's tablets must not come back in step after the server was away. */
function slower(state: SyncState, { now, random }: Moment, retryAfter: number | undefined): SyncState {
	const ceiling = Math.min(backoff.longest, backoff.first * 2 ** state.attempts);
	const wait = retryAfter === undefined ? Math.max(200, ceiling * random) : retryAfter * (1 + random * 0.3);
	return { ...state, attempts: Math.min(state.attempts + 1, 20), notBefore: now + wait };
}

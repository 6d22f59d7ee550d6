import { describe, expect, it } from 'vitest';
import { initialSync, reduce, type SyncCommand, type SyncEvent, type SyncState } from '#lib/client/sync/core.ts';
import type { PullResponse } from '#lib/protocol/sync.ts';

type Happened = SyncEvent extends infer E ? (E extends SyncEvent ? Omit<E, 'now' | 'random'> : never) : never;

/** Drives the core through events; answers default to its present generation. */
function drive(...events: (Happened | { at: number; event: Happened })[]) {
	let state: SyncState = initialSync();
	let commands: readonly SyncCommand[] = [];
	let now = 1_000_000;
	for (const each of events) {
		if ('at' in each) now = each.at;
		const event = { random: 0.5, now, ...('at' in each ? each.event : each) } as SyncEvent;
		[state, commands] = reduce(state, event);
	}
	return { state, commands };
}

const scope = (id: string, from: number | null, to: number, extra: Partial<PullResponse['scopes'][number]> = {}) => ({ id, from, to, more: false, rows: [], ...extra });
const answer = (...scopes: PullResponse['scopes']): PullResponse => ({ epoch: 'e1', scopes, serverNow: 0 });
const started = { type: 'started', cursors: { epoch: 'e1', cursors: { 'desk:s': 5, 'dev:i': 5 }, confirmedN: 2 }, maxN: 2, calmly: false } as const;
const pulled = (response: PullResponse) => ({ type: 'pulled', generation: 0, response }) as const;
const failed = (during: 'push' | 'pull', code: string, retryAfter?: number) => ({ type: 'failed', generation: 0, during, failure: { code, retryAfter } }) as Happened;

describe('the brain of the sync', () => {
	it('receives first when it knows no epoch, and sends nothing before', () => {
		expect(drive({ ...started, cursors: { epoch: null, cursors: {}, confirmedN: 0 }, maxN: 3 }).commands).toMatchObject([{ type: 'pull', cursors: {} }]);
	});

	it('sends what was appended, from the lowest unconfirmed', () => {
		const { commands } = drive(started, pulled(answer(scope('desk:s', 5, 5), scope('dev:i', 5, 5))), { type: 'appended', maxN: 4 });
		expect(commands).toEqual([{ type: 'push', afterN: 2, limit: 100, epoch: 'e1' }]);
	});

	it('has one request in flight at a time', () => {
		const { commands, state } = drive(started, { type: 'appended', maxN: 4 }, { type: 'appended', maxN: 5 });
		expect(state.flying).toBe('pull');
		expect(commands).toEqual([]);
	});

	it('does not confirm on the answer to a push: only a committed pull does', () => {
		const { state, commands } = drive({ ...started, maxN: 4 }, { type: 'pushed', generation: 0, lastN: 4, epoch: 'e1' });
		expect(state).toMatchObject({ confirmedN: 2, sentN: 4 });
		expect(commands).toMatchObject([{ type: 'pull' }]);
	});

	it('throws an answer away that does not continue where it is, and waits before it asks again', () => {
		const { state, commands } = drive(started, pulled(answer(scope('desk:s', 3, 4, { rows: [{ k: 'loan', id: 'a', s: 4, b: {} }] }), scope('dev:i', 3, 4))));
		expect(state).toMatchObject({ flying: undefined, staged: [], cursors: started.cursors.cursors });
		expect(state.notBefore).toBeGreaterThan(1_000_000);
		expect(commands).toEqual([{ type: 'wakeAt', at: state.notBefore }]);
	});

	it('takes nothing for sent that a server before its restore had heard of', () => {
		const { state, commands } = drive({ ...started, maxN: 4 }, { type: 'pushed', generation: 0, lastN: 4, epoch: 'e0' });
		expect(state.sentN).toBe(0);
		expect(commands).toEqual([{ type: 'wakeAt', at: state.notBefore }]);
		const later = drive({ ...started, maxN: 4 }, { type: 'pushed', generation: 0, lastN: 4, epoch: 'e0' }, { at: state.notBefore, event: { type: 'woken', force: false } });
		expect(later.commands).toMatchObject([{ type: 'push', afterN: 2 }]);
	});

	it('begins anew when pages are of a server before its restore', () => {
		const first = pulled(answer(scope('cat:s', null, 3, { snapshot: true })));
		const loaded = { type: 'snapshotLoaded', generation: 0, epoch: 'e0', scope: 'cat:s', seq: 9, pages: [] } as const;
		const { state, commands } = drive({ ...started, cursors: { epoch: null, cursors: {}, confirmedN: 0 } }, first, loaded);
		expect(commands).toEqual([{ type: 'giveUpData' }]);
		expect(state).toMatchObject({ epoch: null, staged: [], cursors: {} });
	});

	it('commits rows, cursors and confirmedN together once every scope has reached one head', () => {
		const progress = { k: 'progress', id: 'i', s: 9, b: { id: 'i', lastN: 4, name: 'Balie 1' } };
		const first = answer(scope('desk:s', 5, 7, { more: true, rows: [{ k: 'card', id: '1', s: 7, b: {} }] }), scope('dev:i', 5, 9, { rows: [progress] }));
		const one = drive(started, pulled(first));
		expect(one.commands).toMatchObject([{ type: 'pull', cursors: { 'desk:s': 7, 'dev:i': 9 } }]);
		const two = drive(started, pulled(first), pulled(answer(scope('desk:s', 7, 9), scope('dev:i', 9, 9))));
		expect(two.commands).toMatchObject([{ type: 'commit', drop: [], cursors: { cursors: { 'desk:s': 9, 'dev:i': 9 }, confirmedN: 4 } }]);
		expect(two.state.confirmedN).toBe(2);
	});

	it('throws away an answer that does not start where it is', () => {
		const { state, commands } = drive(started, pulled(answer(scope('desk:s', 3, 9, { rows: [{ k: 'card', id: '1', s: 9, b: {} }] }), scope('dev:i', 5, 9))));
		expect(state.cursors).toEqual(started.cursors.cursors);
		expect(commands.some((command) => command.type === 'commit')).toBe(false);
	});

	it('throws away an answer that an earlier session asked for', () => {
		const before = drive(started, { type: 'signedIn' });
		const after = drive(started, { type: 'signedIn' }, pulled(answer(scope('desk:s', 5, 9, { rows: [{ k: 'card', id: '1', s: 9, b: {} }] }), scope('dev:i', 5, 9))));
		expect(after.state).toEqual(before.state);
	});

	it('drops a scope that is no longer listed', () => {
		const { commands } = drive(started, pulled(answer(scope('dev:i', 5, 9))));
		expect(commands).toMatchObject([{ type: 'commit', drop: ['desk:s'], cursors: { cursors: { 'dev:i': 9 } } }]);
	});

	it('writes nothing of a scope that ceased to be listed while it was received', () => {
		const whole = answer(scope('pat:old', null, 9, { rows: [{ k: 'patron', id: 'old', s: 9, b: {} }] }), scope('dev:i', 5, 7, { more: true }), scope('desk:s', 5, 9));
		const { commands } = drive(started, pulled(whole), pulled(answer(scope('pat:new', null, 9), scope('dev:i', 7, 9), scope('desk:s', 9, 9))));
		expect(commands).toMatchObject([{ type: 'commit' }]);
		const staged = commands.flatMap((command) => (command.type === 'commit' ? command.staged.map(({ id }) => id) : []));
		expect(staged).not.toContain('pat:old');
		expect(staged).toContain('pat:new');
	});

	it('fetches the snapshot of a new scope and pulls on from there', () => {
		const listed = answer(scope('desk:s', 5, 9), scope('dev:i', 5, 9), scope('cat:s', null, 9, { snapshot: true }));
		expect(drive(started, pulled(listed)).commands).toEqual([{ type: 'snapshot', scope: 'cat:s' }]);
		const loaded = drive(started, pulled(listed), { type: 'snapshotLoaded', generation: 0, epoch: 'e1', scope: 'cat:s', seq: 8, pages: [] });
		expect(loaded.commands).toMatchObject([{ type: 'pull', cursors: { 'cat:s': 8, 'desk:s': 9 } }]);
	});

	it('gives up its confirmed rows and never its operations when the server is another one', () => {
		for (const code of ['wrongEpoch', 'cursorAhead', 'gapInOperations']) {
			const { state, commands } = drive({ ...started, maxN: 4 }, failed('push', code));
			expect(commands).toEqual([{ type: 'giveUpData' }]);
			expect(state).toMatchObject({ epoch: null, cursors: {}, confirmedN: 0, maxN: 4 });
		}
	});

	it('waits up to twenty seconds where a whole school opens at once, and not where the person acts', () => {
		const monday = { ...started, calmly: true } as const;
		expect(drive(monday).commands).toEqual([{ type: 'wakeAt', at: 1_010_000 }]);
		expect(drive(monday, { type: 'woken', force: true }).commands).toMatchObject([{ type: 'pull' }]);
		expect(drive(monday, { type: 'appended', maxN: 3 }).commands, 'what was done is sent at once').toMatchObject([{ type: 'push' }]);
		expect(drive({ ...monday, maxN: 4 }).commands, 'and so is what was left').toMatchObject([{ type: 'push' }]);
	});

	it('goes on sending and stops receiving when the session has expired', () => {
		const { state, commands } = drive(started, failed('pull', 'signInNeeded'), { type: 'appended', maxN: 3 });
		expect(state.signInNeeded).toBe(true);
		expect(commands).toMatchObject([{ type: 'push' }]);
	});

	it('halves a push that is too large', () => {
		expect(drive({ ...started, maxN: 4 }, failed('push', 'tooLarge')).commands).toMatchObject([{ type: 'push', limit: 50 }]);
	});

	it('keeps everything and asks for a person when it is cast out', () => {
		const { state, commands } = drive({ ...started, maxN: 4 }, failed('push', 'revokedInstallation'));
		expect(state).toMatchObject({ blocked: 'revokedInstallation', maxN: 4 });
		expect(commands).toEqual([]);
	});

	it('hands in all that a revoked installation recorded before it stops', () => {
		const refusal = (lastN: number) => ({ type: 'failed', generation: 0, during: 'push', failure: { code: 'revokedInstallation', lastN } }) as const;
		const half = [{ ...started, maxN: 4 }, refusal(3)] as const;
		expect(drive(...half).commands).toMatchObject([{ type: 'push', afterN: 3 }]);
		expect(drive(...half, refusal(3)).state.blocked, 'a server that takes nothing more is not asked again').toBe('revokedInstallation');
		expect(drive(...half, refusal(4))).toMatchObject({ state: { blocked: 'revokedInstallation', sentN: 4 }, commands: [] });
	});

	it('receives again once a restored server has let it in again', () => {
		const cast = [{ ...started, maxN: 4 }, failed('push', 'unknownInstallation')] as const;
		expect(drive(...cast, { type: 'signedIn' }).commands).toMatchObject([{ type: 'push' }]);
	});

	it('waits longer after each failure, and not at all when a person acts', () => {
		const once = drive({ ...started, maxN: 4 }, failed('push', 'offline'));
		expect(once.commands).toEqual([{ type: 'wakeAt', at: 1_000_500 }]);
		const twice = drive({ ...started, maxN: 4 }, failed('push', 'offline'), { at: 1_000_600, event: { type: 'woken', force: false } }, failed('push', 'offline'));
		expect(twice.commands).toEqual([{ type: 'wakeAt', at: 1_001_600 }]);
		const acted = drive({ ...started, maxN: 4 }, failed('push', 'offline'), { type: 'woken', force: true });
		expect(acted.commands).toMatchObject([{ type: 'push' }]);
	});

	it('fetches at once when it hears of changes it lacks, and not for those it has', () => {
		const idle = [started, pulled(answer(scope('desk:s', 5, 5), scope('dev:i', 5, 5)))] as const;
		expect(drive(...idle, { type: 'poked', upTo: 5 }).commands).toMatchObject([{ type: 'wakeAt' }]);
		expect(drive(...idle, { type: 'poked', upTo: 6 }).commands).toMatchObject([{ type: 'pull' }]);
	});

	it('asks again for news it heard of while an older answer was under way, once', () => {
		const upTo = (head: number) => pulled(answer(scope('desk:s', 5, head), scope('dev:i', 5, head)));
		const old = [started, { type: 'poked', upTo: 6 }, upTo(5)] as const;
		expect(drive(...old).commands).toMatchObject([{ type: 'pull' }]);
		expect(drive(...old, upTo(5)).commands, 'a server that promised too much is not asked without end').toMatchObject([{ type: 'wakeAt' }]);
		expect(drive(started, { type: 'poked', upTo: 6 }, upTo(6)).commands, 'the answer had it').toMatchObject([{ type: 'wakeAt' }]);
		expect(drive(started, { type: 'woken', force: true }, upTo(5)).commands, 'a person asks').toMatchObject([{ type: 'pull' }]);
	});

	it('comes back when the server said, with some spread', () => {
		const { commands } = drive({ ...started, maxN: 4 }, failed('push', 'busy', 10_000));
		expect(commands).toEqual([{ type: 'wakeAt', at: 1_011_500 }]);
	});
});

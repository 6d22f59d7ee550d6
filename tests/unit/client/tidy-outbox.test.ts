import { expect, it } from 'vitest';
import { MemoryData } from '#lib/client/db/memory-data.ts';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { emptyCursors, type SyncCursorState } from '#lib/client/db/ports.ts';
import { SyncLoop, type SyncLoopOptions } from '#lib/client/sync/loop.ts';

/** Another tab hears of a restored server while this one empties the outbox by what it had read before. */
class OvertakenOutbox extends MemoryOutbox {
	meanwhile = async () => {};

	override async confirm(n: number, now: number): Promise<void> {
		await this.meanwhile();
		await super.confirm(n, now);
	}
}

const held = (data: MemoryData, basis: SyncCursorState, state: SyncCursorState) => data.commit({ drop: [], packs: [], unpacked: new Map(), rows: [], basis, state });

it('leaves in the outbox what a server forgot that another tab heard of meanwhile', async () => {
	const [data, outbox] = [new MemoryData(), new OvertakenOutbox()];
	await outbox.append([{ type: 'check-in', v: 1, actor: 'anja' as never, payload: {}, clock: { wall: 0, monotonic: 0, session: 's' } }], 1);
	await held(data, emptyCursors, { epoch: 'before', cursors: { 'desk:s': 1 }, confirmedN: 1 });
	outbox.meanwhile = async () => {
		await data.clear();
		await held(data, emptyCursors, { epoch: 'restored', cursors: { 'desk:s': 1 }, confirmedN: 0 });
		await outbox.reopen(0);
	};
	await new SyncLoop({ data, outbox, now: () => 0 } as unknown as SyncLoopOptions).tidyOutbox();
	expect((await outbox.pending()).map(({ n }) => n)).toEqual([1]);
});

import { expect, it, vi } from 'vitest';
import { afterPaint } from '#lib/client/device/after-paint.ts';

it('does its work in a turn of its own after the next frame, unless it was taken back before', async () => {
	const [done, takenBack] = [vi.fn(), vi.fn()];
	afterPaint(done);
	afterPaint(takenBack)();
	expect(done).not.toHaveBeenCalled();
	await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
	expect(takenBack).not.toHaveBeenCalled();
});

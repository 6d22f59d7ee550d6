import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for a test; `await using` removes it at the end of the block. */
export type TempFolder = AsyncDisposable & { path: string; remove(): Promise<void> };

/** Makes an empty folder under the system's temporary folder. */
export async function makeTempFolder(label = 'test'): Promise<TempFolder> {
	const folder = await mkdtemp(path.join(tmpdir(), `mediatheek-${label}-`));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	return { path: folder, remove, [Symbol.asyncDispose]: remove };
}

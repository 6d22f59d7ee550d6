import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { inProject } from '../../../src/commands/project.mjs';
import { openProtocolSession } from '../../support/chromium.ts';

export function packageVersions(...names: string[]): Record<string, string> {
	return Object.fromEntries(
		names.map((name) => {
			const { version } = JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')) as { version: string };
			return [name, version];
		})
	);
}

export async function browserVersion(page: Page): Promise<string> {
	const session = await openProtocolSession(page);
	return (await session.send('Browser.getVersion')).product;
}

/** Bytes of live objects of a page, after the collector has run. */
export async function liveHeap(page: Page): Promise<number> {
	const session = await openProtocolSession(page);
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	return usedSize;
}

import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '#lib/client/app.ts';
import { DeskWork } from '#lib/client/desk/desk-work.ts';
import type { Runtime } from '#lib/client/runtime.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';

let school: SimulatedSchool;
afterEach(() => school.close());

/** An app whose answers go through so many hands before they reach who asked. */
function throughHands(runtime: Runtime, hands: number): App {
	const perform: App['perform'] = async (...acts) => {
		const performed = await runtime.perform(...acts);
		for (let i = 0; i < hands; i++) await Promise.resolve();
		return performed;
	};
	return { perform, queries: runtime.queries, newId: () => runtime.newId() } as unknown as App;
}

describe('a scan', () => {
	it.each([0, 1, 2, 4, 8, 16])('comes to what it recorded when news of another tab arrives in the same moment, %i steps on', async (hands) => {
		school = await SimulatedSchool.open(1);
		const { runtime } = await school.addDevice('desk');
		await school.pass(1_000);
		const [copy, patron] = [runtime.queries.copy('copy-1' as CopyId), school.patrons[0]];
		if (!copy || !patron) throw new Error('the school has not arrived');
		const lent = new DeskWork(throughHands(runtime, hands)).lend(copy, patron, {});
		const news = runtime.heard('appended');
		expect((await lent).outcome.kind).toBe('lent');
		await news;
	});
});

import { afterEach, describe, expect, it } from 'vitest';
import { DeskWork } from '#lib/client/desk/desk-work.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';

let school: SimulatedSchool;
afterEach(() => school.close());

describe('a scan', () => {
	it('comes to what it recorded, also when news of another tab arrives in the same moment', async () => {
		school = await SimulatedSchool.open(1);
		const desk = await school.addDevice('desk');
		await school.pass(1_000);
		const { runtime } = desk;
		const [copy, patron] = [runtime.queries.copy('copy-1' as CopyId), school.patrons[0]];
		if (!copy || !patron) throw new Error('the school has not arrived');
		const lent = new DeskWork(runtime).lend(copy, patron, {});
		const news = runtime.othersChanged('appended');
		expect((await lent).outcome.kind).toBe('lent');
		await news;
	});
});

import { describe, expect, it, vi } from 'vitest';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { roles } from '#lib/domain/people/role.ts';
import { schoolSchema } from '#lib/domain/school/school.ts';
import { listDemoAccounts } from '#lib/server/auth/demo-accounts.ts';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { ensureDemoSchool } from '#lib/server/demo/ensure-demo-school.ts';

vi.setConfig({ testTimeout: 120_000 });

const monday = Date.parse('2026-11-23T09:00:00+01:00');
const day = 86_400_000;

async function count(database: OpenDatabase, table: 'school' | 'title' | 'loan' | 'incident' | 'operation' | 'account'): Promise<number> {
	return (await database.reader.selectFrom(table).selectAll().execute()).length;
}

describe('the demo school on a server', () => {
	it('is made once by two visitors at the same time, with one account for each role', async () => {
		const database = await openInMemory(() => monday);
		const [one, other] = await Promise.all([ensureDemoSchool({ database }), ensureDemoSchool({ database })]);
		expect(one.school).toMatchObject({ brin: '99ZZ', name: 'Demo College', demo: true });
		expect(other).toBe(one);
		expect(await count(database, 'school')).toBe(1);
		expect((await listDemoAccounts(database.reader)).map((account) => account.role)).toEqual(roles);
		expect(await count(database, 'loan')).toBeGreaterThan(2500);
		expect(await count(database, 'incident')).toBe(0);
		const beside = await database.reader.selectFrom('feed').select('id').where('kind', '=', 'alsoRead').execute();
		expect(beside.length).toBeGreaterThan(20);
		expect(await ensureDemoSchool({ database })).toMatchObject({ made: false });
		await database.close();
	});

	it('is made anew on a later day when that is asked, and nothing of the old one stays', async () => {
		let now = monday;
		const database = await openInMemory(() => now);
		const { school: old } = await ensureDemoSchool({ database });
		now += 30 * day;
		expect(await ensureDemoSchool({ database })).toMatchObject({ made: false, school: { id: old.id } });
		const { school, made } = await ensureDemoSchool({ database }, { renew: true });
		expect(made).toBe(true);
		expect(school.id).not.toBe(old.id);
		for (const table of ['title', 'loan', 'feed', 'account', 'installation'] as const) {
			const left = await database.reader.selectFrom(table).select('school_id').where('school_id', '=', old.id).execute();
			expect(left).toEqual([]);
		}
		await database.close();
	});

	it('is not put beside a real school', async () => {
		const database = await openInMemory(() => monday);
		const school = schoolSchema.parse({
			id: 'real',
			brin: '12AB',
			name: 'Voorbeeldschool',
			locations: [{ id: 'main', name: 'Hoofdgebouw', code: '12AB00' }],
			rules: rulePresets.rsg
		});
		await database.write('saveSchool', { school });
		await expect(ensureDemoSchool({ database })).rejects.toMatchObject({ code: 'notAllowed' });
		await expect(database.write('removeDemoSchool', { schoolId: school.id })).rejects.toThrow('only a demo school');
		expect(await count(database, 'school')).toBe(1);
		await database.close();
	});
});

import { expect, test } from 'vitest';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import { readAudit } from '#lib/server/audit/read-audit.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { runRetention } from '#lib/server/privacy/retention.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const minute = 60_000;

/** Who did what, as staff read it. */
export function auditCases(database: () => OpenDatabase): void {
	async function afterALoan() {
		const school = await ServerSchool.create(database());
		const [a, b] = [await school.desk('Balie 1'), await school.desk('Balie 2')];
		a.lend(1, 1, school.now - 2 * minute);
		b.perform('check-in', { copyId: 'copy-1' }, school.now - minute);
		b.lend(2, 2);
		a.performAnything('check-out', { loanId: 'x', copyId: 'copy-1', patronId: 'patron-9' });
		for (const desk of [a, b]) await desk.push();
		return { school, a, b };
	}
	const typesOf = ({ entries }: Awaited<ReturnType<typeof readAudit>>) => entries.map((entry) => `${entry.installation} ${entry.type} ${entry.status}`);

	test('a copy, a patron and an installation each have their story, newest first', async () => {
		const { a, b } = await afterALoan();
		const ask = (about: Parameters<typeof readAudit>[2]['about']) => readAudit(database(), a.session, { about });
		expect(typesOf(await ask({ copyId: 'copy-1' as CopyId }))).toEqual(['Balie 2 check-in accepted', 'Balie 1 check-out quarantined', 'Balie 1 check-out accepted']);
		expect(typesOf(await ask({ patronId: 'patron-1' as PatronId }))).toEqual(['Balie 2 check-in accepted', 'Balie 1 check-out accepted']);
		expect(typesOf(await ask({ installationId: b.id }))).toEqual(['Balie 2 check-out accepted', 'Balie 2 check-in accepted']);
		const [lent] = (await ask({ patronId: 'patron-2' as PatronId })).entries;
		expect(lent).toMatchObject({ names: { copyId: 'copy-2', patronId: 'patron-2' }, certain: true, correction: 0, blanked: false });
	});

	test('it comes a page at a time and skips nothing', async () => {
		const school = await ServerSchool.create(database());
		const desk = await school.desk();
		for (let i = 0; i < 60; i++) desk.perform(i % 2 === 0 ? 'check-in' : 'edit-copy', i % 2 === 0 ? { copyId: 'copy-1' } : { id: 'copy-1', base: {}, change: {} });
		await desk.push();
		const about = { copyId: 'copy-1' as CopyId };
		const first = await readAudit(database(), desk.session, { about });
		expect(first.entries).toHaveLength(50);
		const second = await readAudit(database(), desk.session, { about, ...(first.next !== undefined && { before: first.next }) });
		expect(second.next).toBeUndefined();
		expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, i) => `${desk.id}:${60 - i}`));
	});

	test('what retention took out is told as taken out', async () => {
		const { school, a } = await afterALoan();
		await runRetention({ ...database(), clock: () => Date.UTC(2027, 7, 2) }, school.id);
		const { entries } = await readAudit(database(), a.session, { about: { copyId: 'copy-1' as CopyId } });
		expect(entries.map(({ type, blanked, names }) => [type, blanked, names.patronId])).toEqual([
			['check-in', false, undefined],
			// Set aside, and still waiting to be carried out.
			['check-out', false, 'patron-9'],
			['check-out', true, undefined]
		]);
		expect((await readAudit(database(), a.session, { about: { patronId: 'patron-1' as PatronId } })).entries).toEqual([]);
	});

	test('it is for staff, and for their own school', async () => {
		const { school } = await afterALoan();
		const [phone, other] = [await school.phone('patron-1'), await ServerSchool.create(database())];
		const about = { copyId: 'copy-1' as CopyId };
		expect(() => readAudit(database(), phone.session, { about })).toThrow(expect.objectContaining({ code: 'notAllowed' }));
		expect((await readAudit(database(), (await other.desk()).session, { about })).entries).toEqual([]);
	});
}

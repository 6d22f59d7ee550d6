import { expect, test } from 'vitest';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import { workOutDue } from '#lib/server/also-read/work-out.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron } from '#lib/server/privacy/forget-patron.ts';
import { aCopy, aPatron, copyId, day, loanId, patronId, source } from '../../builders/domain.ts';
import { morning, ServerSchool } from '../../builders/server-school.ts';

/** What readers of a title also read: of five or more, once a week, and with nobody in it. */
export function alsoReadCases(database: () => OpenDatabase): void {
	/** Each of these patrons has had a copy of its own of a title: title 1 to 3 of the school. */
	async function lend(school: ServerSchool, title: number, patrons: readonly number[], change: Partial<Copy> = {}): Promise<void> {
		const id = (patron: number) => copyId(`read-${title}-${patron}`);
		await school.write([
			...patrons.map((n) => ({ kind: 'patron' as const, row: aPatron({ id: patronId(`reader-${n}`) }) })),
			...patrons.map((n) => ({ kind: 'copy' as const, row: aCopy({ id: id(n), titleId: `title-${title}` as never, barcode: id(n), ...change }) }))
		]);
		const facts = patrons.flatMap((n): CopyFact[] => [
			{ type: 'lent', copyId: id(n), loanId: loanId(id(n)), patronId: patronId(`reader-${n}`), dueOn: day('2026-12-14'), at: morning, certain: true, source: source(`desk-1:${title}${n}`) },
			{ type: 'returned', copyId: id(n), at: morning + 1, certain: true, source: source(`desk-2:${title}${n}`) }
		]);
		await database().write('writeFacts', { schoolId: school.id, facts });
	}

	/** So many days later the server looks again. */
	async function pass(school: ServerSchool, days: number): Promise<void> {
		const [one, two] = database().dialect === 'postgres' ? ['$1', '$2'] : ['?', '?'];
		const sql = `update also_read set worked_out_at = worked_out_at - ${one} where school_id = ${two}`;
		await database().write('sql', { sql, parameters: [days * 86_400_000, school.id] });
		await workOutDue(database());
	}

	async function open() {
		const school = await ServerSchool.create(database());
		await lend(school, 1, [1, 2, 3, 4, 5]);
		await lend(school, 2, [1, 2, 3, 4, 5]);
		await lend(school, 3, [1, 2, 3, 4]);
		await workOutDue(database());
		return { school, desk: await school.desk(), phone: await school.phone('patron-1') };
	}

	const both = [
		{ id: 'title-1', titleIds: ['title-2'] },
		{ id: 'title-2', titleIds: ['title-1'] }
	];

	test('two titles that five patrons had reach everybody at school without any of the five, and two that four had do not', async () => {
		const { school, desk, phone } = await open();
		const leader = await school.install('leader', 'account', await school.account(['schoolLeader']));
		expect((await desk.pull()).list('alsoRead')).toEqual(both);
		expect((await phone.pull()).list('alsoRead')).toEqual(both);
		expect(JSON.stringify(phone.replica.contents())).not.toContain('reader-');
		expect((await leader.pull()).list('alsoRead')).toEqual([]);
	});

	test('a fifth reader shows a week after the lists were made and no sooner; what stays the same is no news', async () => {
		const { school, phone } = await open();
		await phone.pull();
		await lend(school, 3, [5]);
		await workOutDue(database());
		await pass(school, 6);
		expect((await phone.pull()).list('alsoRead')).toEqual(both);
		await pass(school, 1);
		expect((await phone.pull()).find('alsoRead', 'title-3')).toEqual({ id: 'title-3', titleIds: ['title-1', 'title-2'] });
		await pass(school, 7);
		const news = (await phone.pullOnce()).scopes.flatMap((scope) => scope.rows).filter((row) => row.k === 'alsoRead');
		expect(news).toEqual([]);
	});

	test('after a reader is forgotten the lists stand until the week is over, and then without what was theirs', async () => {
		const { school, desk, phone } = await open();
		await forgetPatron(database(), { add: async () => {}, read: async () => [] }, { schoolId: school.id, patronId: patronId('reader-5'), by: desk.session.accountId });
		await workOutDue(database());
		expect((await phone.pull()).list('alsoRead')).toEqual(both);
		await pass(school, 7);
		expect((await phone.pull()).list('alsoRead')).toEqual([]);
	});

	test('a set for a class says nothing of what its readers like', async () => {
		const school = await ServerSchool.create(database());
		await lend(school, 1, [1, 2, 3, 4, 5]);
		await lend(school, 2, [1, 2, 3, 4, 5], { loanType: 'classSet' });
		await workOutDue(database());
		expect((await (await school.desk()).pull()).list('alsoRead')).toEqual([]);
	});
}

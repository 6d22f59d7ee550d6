import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const minute = 60_000;

/** What happens to loans, holds and incidents when operations of several installations meet. */
export function lendingCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	const openLoansOf = (school: ServerSchool, copyId: string) =>
		database()
			.reader.selectFrom('loan')
			.select(['id', 'patron_id'])
			.where('school_id', '=', school.id)
			.where('copy_id', '=', copyId)
			.where('returned_at', 'is', null)
			.execute();

	async function twoDesksLendOneCopy(order: (a: ServerInstallation, b: ServerInstallation) => ServerInstallation[]) {
		const school = await open();
		const [early, late] = [await school.desk(), await school.desk()];
		early.lend(1, 1, school.now - 2 * minute);
		late.lend(1, 2, school.now - minute);
		for (const desk of order(early, late)) await desk.push();
		const loans = await openLoansOf(school, 'copy-1');
		const incidents = (await early.pullFresh()).list('incident');
		return { loans: loans.map((loan) => loan.patron_id), incidents: incidents.map(({ kind, settled }) => ({ kind, settled })) };
	}

	test('two desks lend one copy: the later pupil has it and one incident asks, whichever arrives first', async () => {
		const expected = { loans: ['patron-2'], incidents: [{ kind: 'lentTwice', settled: undefined }] };
		expect(await twoDesksLendOneCopy((a, b) => [a, b])).toEqual(expected);
		expect(await twoDesksLendOneCopy((a, b) => [b, a])).toEqual(expected);
	});

	test('the answer to an incident stands, and disappears from nobody', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1, school.now - 2 * minute);
		b.lend(1, 2, school.now - minute);
		await a.push();
		await b.push();
		const [incident] = (await a.pull()).list('incident');
		a.perform('settle-incident', { incidentId: incident?.id, answer: { holder: 'patron-1' }, loanId: 'l-new' });
		await a.push();
		expect((await openLoansOf(school, 'copy-1')).map((loan) => loan.patron_id)).toEqual(['patron-1']);
		expect((await b.pull()).find('incident', incident?.id ?? '')?.settled?.answer).toEqual({ holder: 'patron-1' });
	});

	test('a return that arrives before the loan it ends closes that loan when it comes', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1, school.now - 2 * minute);
		b.takeIn(1, school.now - minute);
		await b.push();
		await a.push();
		expect(await openLoansOf(school, 'copy-1')).toEqual([]);
		expect((await a.row('copyState', 'copy-1'))?.lastClosed).toMatchObject({ patronId: 'patron-1', ending: 'returned' });
	});

	test('a return older than the present loan never ends it', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1);
		b.takeIn(1, school.now - minute);
		await a.push();
		await b.push();
		expect((await openLoansOf(school, 'copy-1')).map((loan) => loan.patron_id)).toEqual(['patron-1']);
	});

	test('an undone loan never was: no loan, no state, no incident', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1, school.now - 2 * minute);
		await a.push();
		b.lend(1, 2, school.now - minute);
		await b.push();
		expect((await a.pull()).list('incident')).toHaveLength(1);
		b.perform('undo', { target: `${b.id}:1`, copyId: 'copy-1' });
		await b.push();
		expect((await a.pull()).list('incident')).toEqual([]);
		expect((await openLoansOf(school, 'copy-1')).map((loan) => loan.patron_id)).toEqual(['patron-1']);
		a.perform('undo', { target: `${a.id}:1`, copyId: 'copy-1' });
		await a.push();
		expect((await b.pull()).find('copyState', 'copy-1')).toBeUndefined();
	});

	test('a moved loan leaves the one phone and enters the other', async () => {
		const school = await open();
		const [desk, one, two] = [await school.desk(), await school.phone('patron-1'), await school.phone('patron-2')];
		const loanId = desk.lend(1, 1);
		await desk.push();
		expect((await one.row('copyState', 'copy-1'))?.open?.id).toBe(loanId);
		desk.perform('move-loan', { loanId, copyId: 'copy-1', patronId: 'patron-2' });
		await desk.push();
		expect(await one.row('copyState', 'copy-1')).toBeUndefined();
		expect((await two.row('copyState', 'copy-1'))?.open?.id).toBe(loanId);
	});

	test('a returned loan stays readable for its patron alone', async () => {
		const school = await open();
		const [desk, one, two] = [await school.desk(), await school.phone('patron-1'), await school.phone('patron-2')];
		const loanId = desk.lend(1, 1, school.now - minute);
		desk.takeIn(1);
		await desk.push();
		expect(await one.row('loan', loanId)).toMatchObject({ patronId: 'patron-1', ending: 'returned' });
		expect(await two.row('loan', loanId)).toBeUndefined();
		expect(await desk.row('loan', loanId)).toBeUndefined();
	});

	test('a hold is placed from a phone, put aside at the desk, and fulfilled by lending', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		phone.perform('place-hold', { holdId: 'hold-1', titleId: 'title-1', patronId: 'patron-1' });
		await phone.push();
		expect((await desk.row('availability', 'title-1'))?.waiting).toBe(1);
		desk.perform('trap-hold', { holdId: 'hold-1', copyId: 'copy-1' });
		await desk.push();
		expect(await phone.row('hold', 'hold-1')).toMatchObject({ status: 'onShelf', copyId: 'copy-1' });
		expect(await phone.row('availability', 'title-1')).toMatchObject({ waiting: 0, held: 1, out: 0 });
		desk.lend(1, 1);
		await desk.push();
		expect((await phone.row('hold', 'hold-1'))?.status).toBe('fulfilled');
		expect(await phone.row('availability', 'title-1')).toMatchObject({ waiting: 0, held: 0, out: 1 });
	});

	test('everybody who waits is told a place, which moves up when somebody in front is gone; never whose the others are', async () => {
		const school = await open();
		const [desk, one, two] = [await school.desk(), await school.phone('patron-1'), await school.phone('patron-2')];
		for (const [phone, p] of [[one, 1], [two, 2]] as const) {
			phone.perform('place-hold', { holdId: `hold-${p}`, titleId: 'title-1', patronId: `patron-${p}` }, (school.now += minute));
			await phone.push();
		}
		expect([(await one.row('hold', 'hold-1'))?.place, (await two.row('hold', 'hold-2'))?.place]).toEqual([1, 2]);
		expect((await two.pullFresh()).list('hold').map((hold) => hold.id)).toEqual(['hold-2']);
		expect((await desk.row('hold', 'hold-2'))?.place).toBeUndefined();
		one.perform('cancel-hold', { holdId: 'hold-1' });
		await one.push();
		expect((await two.row('hold', 'hold-2'))?.place).toBe(1);
	});

	async function withoutDesk() {
		const school = await open();
		await school.database.write('saveSchool', { school: { ...school.school, scenario: 2 } });
		return { school, desk: await school.desk(), one: await school.phone('patron-1'), two: await school.phone('patron-2') };
	}
	const giveBack = (phone: ServerInstallation, copy: number, loanId: string, at?: number) => phone.perform('check-in', { copyId: `copy-${copy}`, loanId }, at);
	const codesOf = async (phone: ServerInstallation, n: number) => (await phone.row('outcome', `${phone.id}:${n}`))?.codes;

	test('in self-service a pupil lends to itself and gives back, and the copy is known to be out without a name', async () => {
		const { desk, one, two } = await withoutDesk();
		const loanId = one.lend(1, 1);
		await one.push();
		expect((await desk.row('copyState', 'copy-1'))?.open).toMatchObject({ id: loanId, patronId: 'patron-1' });
		expect(await two.row('availability', 'title-1')).toMatchObject({ out: 1, outCopies: ['copy-1'] });
		expect(await two.row('copyState', 'copy-1')).toBeUndefined();
		giveBack(one, 1, loanId, desk.school.now + minute);
		await one.push();
		expect((await desk.row('copyState', 'copy-1'))?.open).toBeUndefined();
		expect(await desk.row('copyState', 'copy-1')).toMatchObject({ lastClosed: { id: loanId, ending: 'returned' } });
	});

	test('a pupil lends to nobody else and ends nobody else’s loan, whatever the request says', async () => {
		const { school, desk, one, two } = await withoutDesk();
		const loanId = one.lend(1, 1);
		await one.push();
		two.lend(3, 1);
		giveBack(two, 1, loanId);
		two.perform('check-in', { copyId: 'copy-1' });
		await two.push();
		expect([await codesOf(two, 1), await codesOf(two, 2), await codesOf(two, 3)]).toEqual([['notPermitted'], ['unknownLoan'], ['unknownLoan']]);
		expect(await openLoansOf(school, 'copy-3')).toEqual([]);
		expect((await desk.row('copyState', 'copy-1'))?.open?.id).toBe(loanId);
	});

	test('two phones that lend one copy without a network: an incident, and a return that had happened before takes it away, in any order', async () => {
		for (const returnFirst of [true, false]) {
			const { school, desk, one, two } = await withoutDesk();
			const loanId = one.lend(1, 1, school.now - 3 * minute);
			await one.push();
			giveBack(one, 1, loanId, school.now - 2 * minute);
			two.lend(1, 2, school.now - minute);
			if (returnFirst) await one.push();
			await two.push();
			expect((await desk.pull()).list('incident')).toHaveLength(returnFirst ? 0 : 1);
			await one.push();
			expect((await desk.pull()).list('incident')).toEqual([]);
			expect((await openLoansOf(school, 'copy-1')).map((loan) => loan.patron_id)).toEqual(['patron-2']);
		}
	});

	test('nobody cancels the hold of another', async () => {
		const school = await open();
		const [one, two] = [await school.phone('patron-1'), await school.phone('patron-2')];
		one.perform('place-hold', { holdId: 'hold-1', titleId: 'title-1', patronId: 'patron-1' });
		await one.push();
		two.perform('cancel-hold', { holdId: 'hold-1' });
		await two.push();
		expect(await two.row('outcome', `${two.id}:1`)).toMatchObject({ codes: ['notPermitted'] });
		expect((await one.row('hold', 'hold-1'))?.status).toBe('waiting');
	});

	test('availability counts copies out with the first due date, and is gone when everything is in', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.lend(1, 1);
		desk.lend(2, 2);
		await desk.push();
		expect(await desk.row('availability', 'title-1')).toEqual({ id: 'title-1', out: 2, held: 0, waiting: 0, nextDueOn: '2026-12-14', outCopies: ['copy-1', 'copy-2'] });
		expect(await desk.row('availability', 'title-2')).toBeUndefined();
		school.now += minute;
		desk.takeIn(1);
		desk.takeIn(2);
		await desk.push();
		expect(await desk.row('availability', 'title-1')).toBeUndefined();
	});

	test('a late return costs its fine, seen by desk and patron', async () => {
		const school = await ServerSchool.create(database(), { fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } });
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		const loanId = desk.lend(1, 1);
		await desk.push();
		school.now += 24 * 24 * 60 * minute;
		desk.takeIn(1);
		await desk.push();
		expect(await desk.row('fine', loanId)).toMatchObject({ cents: 30, patronId: 'patron-1' });
		expect(await phone.row('fine', loanId)).toMatchObject({ cents: 30 });
	});

	test('two desks name one unknown label: one copy, and what the second did leads to it', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		for (const [desk, id] of [[a, 'new-a'], [b, 'new-b']] as const) {
			desk.perform('add-copy', { copy: { id, titleId: 'title-1', barcode: 'label-9' } });
			desk.perform('check-out', { loanId: `l-${id}`, copyId: id, patronId: 'patron-1' });
			await desk.push();
			school.now += minute;
		}
		const seen = await a.pull();
		expect(seen.find('alias', 'new-b')).toEqual({ id: 'new-b', kind: 'copy', to: 'new-a' });
		expect(seen.find('copy', 'new-b')).toBeUndefined();
		expect(seen.find('copyState', 'new-a')?.open).toMatchObject({ id: 'l-new-a', absorbed: ['l-new-b'] });
	});

	test('two schools are apart: naming the other school’s copy or patron is naming nothing', async () => {
		const [school, other] = [await open(), await open()];
		await other.write([
			{ kind: 'copy', row: { ...copyOf('foreign-copy'), titleId: 'title-1' as never } },
			{ kind: 'patron', row: { id: 'foreign-patron' as never, givenName: 'A', familyName: 'B', category: 'pupil' } }
		]);
		const desk = await school.desk();
		desk.perform('check-out', { loanId: 'x', copyId: 'foreign-copy', patronId: 'patron-1' });
		desk.perform('check-out', { loanId: 'y', copyId: 'copy-1', patronId: 'foreign-patron' });
		desk.perform('place-hold', { holdId: 'h', titleId: 'title-1', patronId: 'foreign-patron' });
		await desk.push();
		const codes = (await desk.pull()).list('outcome').map((outcome) => outcome.codes[1]);
		expect(codes).toEqual(['unknownCopy', 'unknownPatron', 'unknownPatron']);
		expect(await openLoansOf(other, 'foreign-copy')).toEqual([]);
	});

	test('the same ids in two schools are two records', async () => {
		const [school, other] = [await open(), await open()];
		const [here, there] = [await school.desk(), await other.desk()];
		here.perform('check-out', { loanId: 'one-id', copyId: 'copy-1', patronId: 'patron-1' });
		there.perform('check-out', { loanId: 'one-id', copyId: 'copy-1', patronId: 'patron-2' });
		expect([await here.push(), await there.push()]).toEqual([{ lastN: 1 }, { lastN: 1 }]);
		expect((await here.row('copyState', 'copy-1'))?.open?.patronId).toBe('patron-1');
		expect((await there.row('copyState', 'copy-1'))?.open?.patronId).toBe('patron-2');
	});

	test('an uncertain time closes nothing by itself', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1, school.now - minute);
		await a.push();
		const operation = b.takeIn(1);
		const lost = { ...operation, clock: { wall: 0, monotonic: 5, session: 'before the battery was empty' } };
		await b.push([lost]);
		expect((await openLoansOf(school, 'copy-1')).map((loan) => loan.patron_id)).toEqual(['patron-1']);
		expect((await b.pull()).list('incident').map((incident) => incident.kind)).toEqual(['uncertainReturn']);
		expect(await b.row('outcome', `${b.id}:1`)).toMatchObject({ status: 'noticed', codes: ['uncertainTime'] });
	});
}

function copyOf(id: string) {
	return { id: id as never, barcode: `b-${id}`, status: 'inService', loanType: 'normal' } as const;
}

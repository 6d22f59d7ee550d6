import { expect, test } from 'vitest';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron, keepForgotten } from '#lib/server/privacy/forget-patron.ts';
import type { ForgetJournal, ForgottenEntry } from '#lib/server/privacy/journal.ts';
import { runRetention, previewRetention } from '#lib/server/privacy/retention.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { findTexts } from '../../support/find-text.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const who = {
	id: '5f3c1d9a-forget-me' as PatronId,
	givenName: 'Wendelmoet',
	infix: 'van',
	familyName: 'Vergeetdal',
	pupilNumber: 'LN-70771',
	homeClassId: '1a' as never,
	attention: 'let op Wendelmoet'
};
const secrets = ['Wendelmoet', 'Vergeetdal', 'LN-70771', 'PAS-4711', who.id];

function memoryJournal(): ForgetJournal & { entries: ForgottenEntry[] } {
	const entries: ForgottenEntry[] = [];
	return { entries, add: async (entry) => void entries.push(entry), read: async () => entries };
}

/** What the law and the school ask of the records: that they can lose a person. */
export function forgetCases(database: () => OpenDatabase): void {
	async function schoolWithWendelmoet() {
		const school = await ServerSchool.create(database(), { fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } });
		await school.write([
			{ kind: 'patron', row: aPatron(who) },
			{ kind: 'card', row: { id: 'PAS-4711', patronId: who.id, status: 'active' } }
		]);
		return school;
	}

	/** Everything that can happen to a pupil in a year, over and done with. */
	async function afterAYear() {
		const school = await schoolWithWendelmoet();
		const [a, b] = [await school.desk(), await school.desk()];
		const phone = await school.phone(who.id);
		phone.perform('place-hold', { holdId: 'hold-w', titleId: 'title-2', patronId: who.id });
		await phone.push();
		const lend = (desk: typeof a, copy: number, at: number, reason?: string) =>
			desk.perform('check-out', { loanId: `w-${copy}-${at}`, copyId: `copy-${copy}`, patronId: who.id, cardNumber: 'PAS-4711', ...(reason && { override: { codes: ['cardRequired'], reason } }) }, at);
		lend(a, 1, school.now - 9 * minute, 'Wendelmoet van Vergeetdal mag dit');
		lend(b, 1, school.now - 8 * minute);
		a.lend(1, 2, school.now - 7 * minute);
		lend(a, 2, school.now - 6 * minute);
		b.perform('edit-patron', { id: who.id, base: { givenName: 'Iemand anders' }, change: { givenName: 'Wendeltje' } }, school.now - 5 * minute);
		b.perform('link-card', { number: 'PAS-4711', patronId: 'patron-3' }, school.now - 4 * minute);
		a.takeIn(2, school.now - 3 * minute);
		for (const desk of [a, b]) await desk.push();
		const [incident] = (await a.pull()).list('incident').filter(({ kind }) => kind === 'lentTwice');
		a.perform('settle-incident', { incidentId: incident?.id, answer: { holder: who.id }, loanId: 'w-new' }, school.now - 2 * minute);
		a.takeIn(1, school.now - minute);
		await a.push();
		return { school, a, b, phone };
	}

	const everywhere = async (schoolId: string, texts = secrets) => {
		const found = await findTexts(database(), texts);
		// A tombstone says to devices which row to drop, by its key and by nothing else.
		return found
			.filter(({ row }) => row.school_id === undefined || row.school_id === schoolId)
			.filter(({ table, column, row }) => !(table === 'feed' && column === 'id' && row.deleted === 1));
	};

	const loansOf = (school: ServerSchool) =>
		database().reader.selectFrom('loan').select(['id', 'patron_id', 'lent_at', 'returned_at']).where('school_id', '=', school.id).orderBy('id').execute();

	test('a forgotten person is found nowhere in the database, and every loan is still counted', async () => {
		const { school, a, b } = await afterAYear();
		const before = await loansOf(school);
		expect((await everywhere(school.id)).length).toBeGreaterThan(20);
		const journal = memoryJournal();
		await forgetPatron(database(), journal, { schoolId: school.id, patronId: who.id, by: a.session.accountId });
		expect(await everywhere(school.id)).toEqual([]);
		const after = await loansOf(school);
		expect(after.map(({ patron_id: _, ...loan }) => loan)).toEqual(before.map(({ patron_id: _, ...loan }) => loan));
		expect(after.filter((loan) => loan.patron_id === who.id)).toEqual([]);
		for (const desk of [a, b]) {
			const rows = JSON.stringify((await desk.pull()).contents());
			for (const text of secrets) expect(rows).not.toContain(text);
			expect(desk.replica.list('forgotten').length).toBeGreaterThan(0);
		}
		expect(JSON.stringify(journal.entries)).not.toContain(who.id);
	});

	test('whoever was merged into a forgotten person is found nowhere either, by whatever name and number that was', async () => {
		const { school, a } = await afterAYear();
		const twin = { ...who, id: 'twin-of-w' as PatronId, givenName: 'Willemijntje', familyName: 'Dubbelstein', pupilNumber: 'LN-70772', attention: undefined };
		const twinSecrets = ['Dubbelstein', 'LN-70772', 'PAS-4712', twin.id];
		await school.write([
			{ kind: 'patron', row: aPatron(twin) },
			{ kind: 'card', row: { id: 'PAS-4712', patronId: twin.id, status: 'active' } }
		]);
		a.perform('check-out', { loanId: 'twin-1', copyId: 'copy-5', patronId: twin.id, cardNumber: 'PAS-4712', override: { codes: ['cardRequired'], reason: 'Willemijntje Dubbelstein mag dit' } });
		a.perform('link-card', { number: 'PAS-4712', patronId: twin.id });
		a.takeIn(5);
		a.perform('merge-patrons', { from: twin.id, into: who.id });
		await a.push();
		await forgetPatron(database(), memoryJournal(), { schoolId: school.id, patronId: who.id, by: a.session.accountId });
		expect(await everywhere(school.id, [...secrets, ...twinSecrets])).toEqual([]);
		const rows = JSON.stringify((await a.pull()).contents());
		for (const text of twinSecrets) expect(rows).not.toContain(text);
	});

	test('of a forgotten reader the library keeps neither name nor book, though there was consent', async () => {
		const { school, a } = await afterAYear();
		const library = await school.install('library', 'account', await school.account(['consultant']));
		const edition = { id: 'aloud', programmeId: 'own', name: 'Aloud', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15', rounds: [{ id: 'library', name: 'Library', level: 'library' }] };
		a.perform('add-edition', { edition });
		a.perform('change-participation', { editionId: 'aloud', patronId: who.id, change: { part: 'consent', value: true } });
		a.perform('change-read-aloud', { editionId: 'aloud', roundId: 'library', groupId: 'school', change: { part: 'entry', patronId: who.id, value: { title: 'Lampje', fragment: '' } } });
		await a.push();
		expect(JSON.stringify((await library.pull()).contents())).toContain('Vergeetdal');
		await forgetPatron(database(), memoryJournal(), { schoolId: school.id, patronId: who.id, by: a.session.accountId });
		expect(await everywhere(school.id)).toEqual([]);
		expect((await library.pull()).list('readAloudRound')).toEqual([]);
		for (const text of secrets) expect(JSON.stringify(library.replica.contents())).not.toContain(text);
	});

	test('what arrives late about a forgotten person is stored without what it said, and changes nothing', async () => {
		const { school, b } = await afterAYear();
		b.perform('check-out', { loanId: 'w-late', copyId: 'copy-3', patronId: who.id, cardNumber: 'PAS-4711' });
		b.perform('add-patron', { patron: aPatron(who), cardNumber: 'PAS-4711' });
		b.performAnything('check-out', { forgotten: true });
		b.lend(4, 2);
		await forgetPatron(database(), memoryJournal(), { schoolId: school.id, patronId: who.id, by: b.session.accountId });
		const pushed = await b.push();
		expect(pushed.failure).toBeUndefined();
		expect(await everywhere(school.id)).toEqual([]);
		const stored = await database().reader.selectFrom('operation').select(['payload', 'payload_hash', 'codes']).where('installation_id', '=', b.id).orderBy('n', 'desc').limit(4).execute();
		expect(stored.slice(1)).toEqual(Array.from({ length: 3 }, () => ({ payload: null, payload_hash: null, codes: '["forgottenPatron"]' })));
		expect((await b.pull()).find('copyState', 'copy-4')?.open?.patronId).toBe('patron-2');
		expect((await b.pull()).list('outcome').filter(({ codes }) => codes.includes('forgottenPatron'))).toHaveLength(2);
	});

	test('a person with a copy at home, or a fine to pay, is not forgotten yet: it says what stands in the way', async () => {
		const school = await schoolWithWendelmoet();
		const desk = await school.desk();
		desk.perform('check-out', { loanId: 'w-1', copyId: 'copy-1', patronId: who.id }, school.now);
		await desk.push();
		const forget = () => forgetPatron(database(), memoryJournal(), { schoolId: school.id, patronId: who.id, by: desk.session.accountId });
		await expect(forget()).rejects.toMatchObject({ code: 'stillNeeded', facts: { loans: 1, cents: 0, staff: 0 } });
		school.now += 24 * day;
		desk.takeIn(1);
		await desk.push();
		await expect(forget()).rejects.toMatchObject({ code: 'stillNeeded', facts: { loans: 0, cents: 30 } });
		desk.perform('settle-fine', { loanId: 'w-1', patronId: who.id, cents: 30, how: 'paid' });
		await desk.push();
		await forget();
		expect(await everywhere(school.id)).toEqual([]);
		await expect(forget()).rejects.toMatchObject({ code: 'notFound' });
	});

	test('whom a restored backup brings back is forgotten again by the journal', async () => {
		const { school, a } = await afterAYear();
		const journal = memoryJournal();
		await forgetPatron(database(), journal, { schoolId: school.id, patronId: who.id, by: a.session.accountId });
		// What a backup from before would hold: the person, and no trace of the forgetting.
		await database().write('sql', { sql: `delete from forgotten`, parameters: [] });
		await school.write([
			{ kind: 'patron', row: aPatron(who) },
			{ kind: 'card', row: { id: 'PAS-4711', patronId: who.id, status: 'active' } }
		]);
		expect(await keepForgotten(database(), journal)).toBe(1);
		expect(await everywhere(school.id)).toEqual([]);
		expect(await keepForgotten(database(), journal)).toBe(0);
	});

	test('a forgetting that was broken off is taken up again', async () => {
		const { school, a } = await afterAYear();
		await database().write('beginForgetting', { schoolId: school.id, patronId: who.id, by: a.session.accountId });
		expect(await keepForgotten(database(), memoryJournal())).toBe(1);
		expect(await everywhere(school.id)).toEqual([]);
	});

	test('at the end of the school year loans lose their patron, and nothing else', async () => {
		const { school, a } = await afterAYear();
		a.lend(5, 2, school.now);
		a.lend(6, 3, school.now);
		school.now += minute;
		a.takeIn(6);
		await a.push();
		const before = await loansOf(school);
		const inSummer = { ...database(), clock: () => Date.UTC(2027, 7, 2) };
		const copies = await database().reader.selectFrom('copy_state').select(['copy_id', 'loan_id', 'due_on']).where('school_id', '=', school.id).orderBy('copy_id').execute();
		expect(await previewRetention(database(), school.id)).toMatchObject({ loans: 0 });
		const preview = await previewRetention(inSummer, school.id);
		expect(preview).toMatchObject({ since: '2027-08-01', loans: before.filter((loan) => loan.returned_at !== null).length });
		expect(await runRetention(inSummer, school.id)).toEqual(preview);
		const after = await loansOf(school);
		expect(after.map(({ patron_id: _, ...loan }) => loan)).toEqual(before.map(({ patron_id: _, ...loan }) => loan));
		expect(after.map((loan) => loan.patron_id !== null)).toEqual(after.map((loan) => loan.returned_at === null));
		expect(await database().reader.selectFrom('copy_state').select(['copy_id', 'loan_id', 'due_on']).where('school_id', '=', school.id).orderBy('copy_id').execute()).toEqual(copies);
		const left = (await findTexts(database(), [who.id])).filter(({ row }) => row.school_id === school.id);
		expect(left.filter(({ table }) => !['patron', 'card', 'feed', 'operation', 'class_pupil', 'actor_role', 'hold', 'outcome', 'incident', 'operation_subject'].includes(table))).toEqual([]);
		expect((await a.pull()).list('copyState').filter((state) => state.lastClosed?.patronId)).toEqual([]);
		const open = after.find((loan) => loan.returned_at === null);
		const kept = await database().reader.selectFrom('operation').select('payload').where('school_id', '=', school.id).where('type', '=', 'check-out').where('payload', 'is not', null).execute();
		expect(kept.map(({ payload }) => (JSON.parse(payload ?? '') as { loanId: string }).loanId)).toEqual([open?.id]);
		expect(await previewRetention(inSummer, school.id)).toMatchObject({ loans: 0, holds: 0 });
	});
}

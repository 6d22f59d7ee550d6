import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { RosterNow } from '#lib/server/import/roster-now.ts';
import { planRoster, type RosterPlan } from '#lib/server/import/roster.ts';
import { fileOf, school } from './files.ts';

const head = 'Leerlingnummer;Roepnaam;Achternaam;Klas\n';
const thisYear = `${head}01;Zoë;Dal;2a1\n02;Timo;Berg;2a1\n03;Sam;Roos;2a1\n04;Noor;Vink;2a1\n05;Kees;Post;3a1\n06;Ine;Blom;3a1\n07;Lars;Smit;3a1\n`;
/** 01 to 03 go up, 04 stays down; 05 has another number; 06 left and somebody else has the number; 07 left. */
const nextYear = `${head}01;Zoë;Dal;3a1\n02;Timo;Berg;3a1\n03;Sam;Roos;3a1\n04;Noor;Vink;2a1\n99;Kees;Post;4a1\n06;Nieuwe;Leerling;1a1\n`;
const today = '2026-08-20' as CalendarDate;

async function plan(file: string, now: Partial<RosterNow> = {}, accepted: readonly string[] = []): Promise<RosterPlan> {
	return planRoster(await fileOf(file, 4096), { school, patrons: [], homeClasses: [], cards: [], today, ...now }, 'pupil', { accepted: new Set(accepted) });
}

function after(before: RosterPlan, change: RosterPlan): Pick<RosterNow, 'patrons' | 'homeClasses' | 'cards'> {
	const merged = <T extends { id: string }>(a: readonly T[], b: readonly T[]) => [...new Map([...a, ...b].map((row) => [row.id, row])).values()];
	return { patrons: merged(before.patrons, change.patrons), homeClasses: merged(before.homeClasses, change.homeClasses), cards: merged(before.cards, change.cards) };
}

const idOf = (from: RosterPlan, number: string) => from.patrons.find((patron) => patron.pupilNumber === number)?.id;
const proposalsOf = (from: RosterPlan, kind: string) => from.proposals.filter((proposal) => proposal.kind === kind);

describe('the roster of a new school year', () => {
	it('proposes whose number changed or was given away, who left, and which class has another name', async () => {
		const first = await plan(thisYear);
		const lars = idOf(first, '07');
		const next = await plan(nextYear, { ...first, openLoans: new Map(lars ? [[lars, 2]] : []) });
		expect(next.proposals.map(({ kind, from, to, count, others }) => [kind, from, to, count, others])).toEqual([
			['numberReused', '06 · Ine Blom · 3a1', '06 · Nieuwe Leerling · 1a1', 0, undefined],
			['numberChanged', '05 · Kees Post · 3a1', '99 · Kees Post · 4a1', 0, undefined],
			['left', '07 · Lars Smit · 3a1', '', 2, undefined],
			['classRenamed', '2a1', '3a1', 3, 1]
		]);
	});

	it('without an answer removes nobody, and gives nobody another one’s number', async () => {
		const first = await plan(thisYear);
		const next = await plan(nextYear, first);
		expect(next.patrons.filter((patron) => patron.leftOn !== undefined)).toEqual([]);
		expect(next.report.skipped).toEqual([{ line: 7, reason: 'numberReused' }]);
		expect(idOf(next, '99')).not.toBe(idOf(first, '05'));
	});

	it('with a yes keeps the person under the new number, and notes who left without touching the rest', async () => {
		const first = await plan(thisYear);
		const next = await plan(nextYear, first);
		const answered = await plan(nextYear, first, [...proposalsOf(next, 'numberChanged'), ...proposalsOf(next, 'left')].map(({ id }) => id));
		expect(idOf(answered, '99')).toBe(idOf(first, '05'));
		const lars = first.patrons.find((patron) => patron.pupilNumber === '07');
		expect(answered.patrons).toContainEqual({ ...lars, leftOn: today });
	});

	it('with a yes makes a second person of a number that was given away, who gets the pass', async () => {
		const first = await plan(thisYear);
		const reused = proposalsOf(await plan(nextYear, first), 'numberReused').map(({ id }) => id);
		const answered = await plan(nextYear, first, reused);
		const [fresh, old] = [idOf(answered, '06'), idOf(first, '06')];
		expect(fresh).not.toBe(old);
		expect(answered.patrons.find(({ id }) => id === old)).toMatchObject({ givenName: 'Ine', leftOn: today });
		expect(answered.cards).toContainEqual({ id: '06', patronId: fresh, status: 'active' });
	});

	it('renames a class only onto a name that is free, and makes a new class for who stays down', async () => {
		const first = await plan(thisYear);
		const one = proposalsOf(await plan(nextYear, first), 'classRenamed').map(({ id }) => id);
		expect((await plan(nextYear, first, one)).homeClasses.map(({ name }) => name)).not.toContain('2a1');
		const wholeYear = nextYear.replace('99;', '05;').replace('06;Nieuwe;Leerling;1a1', '06;Ine;Blom;4a1');
		const both = proposalsOf(await plan(wholeYear, first), 'classRenamed').map(({ id }) => id);
		const answered = await plan(wholeYear, first, both);
		const before = new Map(first.homeClasses.map(({ name, id }) => [name, id]));
		const afterwards = new Map(answered.homeClasses.map(({ name, id }) => [name, id]));
		expect([afterwards.get('3a1'), afterwards.get('4a1')]).toEqual([before.get('2a1'), before.get('3a1')]);
		expect([...before.values()]).not.toContain(afterwards.get('2a1'));
	});

	it('the second time has nothing left to change or to ask', async () => {
		const first = await plan(thisYear);
		const accepted = (await plan(nextYear, first)).proposals.map(({ id }) => id);
		const done = after(first, await plan(nextYear, first, accepted));
		expect(await plan(nextYear, done)).toMatchObject({ changes: { created: 0, changed: 0 }, proposals: [] });
	});

	it('asks nothing about namesakes', async () => {
		const first = await plan(`${head}01;Zoë;Dal;2a1\n02;Zoë;Dal;2a1\n`);
		const next = await plan(`${head}03;Zoë;Dal;3a1\n04;Zoë;Dal;3a1\n`, first);
		expect(proposalsOf(next, 'numberChanged')).toEqual([]);
	});
});

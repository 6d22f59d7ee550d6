import fc from 'fast-check';
import { expect, test } from 'vitest';
import { teachingGroupSchema } from '#lib/domain/people/teaching.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';
import { emptyParticipation } from '#lib/domain/programmes/participation.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { aPatron } from '../../builders/domain.ts';
import { projectionOf } from './projection.ts';

const minute = 60_000;

/** Patrons that turn out to be one person, while desks go on without a network. */
export function mergeCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	/** `copy → patron` of every open loan. */
	async function lentIn(school: ServerSchool): Promise<Record<string, string | null>> {
		const rows = await database().reader.selectFrom('loan').select(['copy_id', 'patron_id']).where('school_id', '=', school.id).where('returned_at', 'is', null).execute();
		return Object.fromEntries(rows.map((row): [string, string | null] => [row.copy_id, row.patron_id]).toSorted());
	}

	const merge = (desk: ServerInstallation, from: number, into: number) =>
		`${desk.id}:${desk.perform('merge-patrons', { from: `patron-${from}`, into: `patron-${into}` }).n}`;

	test('loans, cards, holds and fines go along; what was lent offline to the other name follows when it arrives', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1);
		a.lend(2, 2);
		a.perform('place-hold', { holdId: 'h', titleId: 'title-3', patronId: 'patron-2' });
		await a.push();
		b.lend(3, 2, school.now + minute);
		b.perform('link-card', { number: '222', patronId: 'patron-2' }, school.now + minute);
		const id = merge(a, 2, 1);
		await a.push();
		school.now += 2 * minute;
		await b.push();
		expect(await lentIn(school)).toEqual({ 'copy-1': 'patron-1', 'copy-2': 'patron-1', 'copy-3': 'patron-1' });
		const seen = await b.pull();
		expect(seen.find('patron', 'patron-2')).toBeUndefined();
		expect(seen.find('alias', 'patron-2')).toEqual({ id: 'patron-2', kind: 'patron', to: 'patron-1' });
		const together = { patronId: 'patron-1', recordedFor: 'patron-2' };
		expect([seen.find('card', '002'), seen.find('card', '222'), seen.find('hold', 'h')]).toMatchObject([together, together, together]);
		expect(seen.find('patronMerge', id)).toMatchObject({ from: 'patron-2', into: 'patron-1', patron: { id: 'patron-2' } });
		expect((await a.pullFresh()).contents()[`desk:${school.id}`]).toEqual(seen.contents()[`desk:${school.id}`]);
	});

	test('taken back, each has its own again, also what was said about the other name meanwhile', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.lend(1, 1);
		desk.lend(2, 2);
		await desk.push();
		await desk.pull();
		const before = desk.replica.contents()[`desk:${school.id}`] ?? {};
		const mergeId = merge(desk, 2, 1);
		desk.lend(3, 2, school.now + minute);
		desk.lend(4, 1, school.now + minute);
		await desk.push();
		desk.perform('unmerge-patrons', { mergeId });
		await desk.push();
		expect(await lentIn(school)).toEqual({ 'copy-1': 'patron-1', 'copy-2': 'patron-2', 'copy-3': 'patron-2', 'copy-4': 'patron-1' });
		const after = (await desk.pull()).contents()[`desk:${school.id}`] ?? {};
		for (const row of ['patron patron-1', 'patron patron-2', 'card 002', 'copyState copy-1', 'copyState copy-2']) {
			expect(after[row], row).toEqual(before[row]);
		}
		expect(after).not.toHaveProperty('alias patron-2');
	});

	test('what somebody takes part in, sits in and teaches goes along, and comes back', async () => {
		const school = await open();
		const [desk, laptop] = [await school.desk(), await school.laptop('teacher-1')];
		const [edition] = foundingEditions(2026, (programme) => `${programme}-2026` as never);
		if (!edition) throw new Error('no edition');
		await school.write([
			{ kind: 'patron', row: aPatron({ id: 'teacher-2' as never, category: 'teacher' }) },
			{ kind: 'teachingGroup', row: teachingGroupSchema.parse({ id: 'ne1', name: 'ne1' }) },
			{ kind: 'edition', row: edition },
			{ kind: 'participation', row: { ...emptyParticipation(edition.id, 'patron-2' as never), target: { value: 7, at: 1, by: 'a:1' } } },
			{ kind: 'readingProfile', row: { id: 'patron-2' as never, patronId: 'patron-2' as never, examTrack: { value: 'vwo', at: 1, by: 'a:1' } } }
		]);
		desk.perform('join-teaching-group', { groupId: 'ne1', patronIds: ['patron-2'] });
		desk.perform('assign-teacher', { groupId: '2b', teacherId: 'teacher-2' });
		await desk.push();
		const shown = async () => {
			const [seen, class2b] = [await desk.pull(), await laptop.pull()];
			const ids = (kind: 'participation' | 'groupPlace' | 'teaching') => seen.list(kind).map((row) => row.id).toSorted();
			return [ids('participation'), ids('groupPlace'), ids('teaching'), class2b.list('homeClass').map((row) => row.id)];
		};
		const before = await shown();
		expect(before).toEqual([[`${edition.id}:patron-2`], ['ne1.patron-2'], ['2b.teacher-2'], []]);
		const mergeId = merge(desk, 2, 1);
		const teachers = desk.perform('merge-patrons', { from: 'teacher-2', into: 'teacher-1' });
		await desk.push();
		expect(await shown()).toEqual([[`${edition.id}:patron-1`], ['ne1.patron-1'], ['2b.teacher-1'], ['2b']]);
		const phone = await school.phone('patron-1');
		const own = await phone.pull();
		expect(own.find('participation', `${edition.id}:patron-1`)?.target?.value).toBe(7);
		expect(own.find('readingProfile', 'patron-1')?.examTrack?.value).toBe('vwo');
		expect(own.find('classPupil', 'ne1.patron-1')).toBeDefined();
		desk.perform('unmerge-patrons', { mergeId });
		desk.perform('unmerge-patrons', { mergeId: `${desk.id}:${teachers.n}` });
		await desk.push();
		expect(await shown()).toEqual(before);
		const alone = await phone.pull();
		expect([alone.list('participation'), alone.list('readingProfile'), alone.find('classPupil', 'ne1.patron-1')]).toEqual([[], [], undefined]);
	});

	test('one copy lent to both names is one loan and no question, until they are two again', async () => {
		const school = await open();
		const [a, b] = [await school.desk(), await school.desk()];
		a.lend(1, 1, school.now - 2 * minute);
		b.lend(1, 2, school.now - minute);
		await a.push();
		await b.push();
		const incidents = async () => (await a.pull()).list('incident').filter((incident) => !incident.settled).map(({ kind }) => kind);
		expect(await incidents()).toEqual(['lentTwice']);
		const mergeId = merge(a, 2, 1);
		await a.push();
		expect(await incidents()).toEqual([]);
		expect(await lentIn(school)).toEqual({ 'copy-1': 'patron-1' });
		a.perform('unmerge-patrons', { mergeId });
		await a.push();
		expect(await incidents()).toEqual(['lentTwice']);
		expect(await lentIn(school)).toEqual({ 'copy-1': 'patron-2' });
	});

	test('the phone of the merged pupil gets the rows of the one who stays, and may go on under its old name', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-2')];
		phone.perform('place-hold', { holdId: 'h', titleId: 'title-1', patronId: 'patron-2' });
		phone.perform('cancel-hold', { holdId: 'h' });
		merge(desk, 2, 1);
		await desk.push();
		await phone.push();
		expect((await desk.row('hold', 'h'))?.status).toBe('cancelled');
		phone.session = { ...phone.session, patronId: 'patron-1' as never };
		const own = (await phone.pull()).contents()['pat:patron-1'];
		expect(own).toHaveProperty('patron patron-1');
		expect(own).toHaveProperty('alias patron-2');
	});

	test('a roster that still knows both names does not bring the merged one back', async () => {
		const school = await open();
		const desk = await school.desk();
		merge(desk, 2, 1);
		await desk.push();
		const rows = await database().reader.selectFrom('patron').select('body').where('school_id', '=', school.id).execute();
		await school.write(rows.map((row) => ({ kind: 'patron', row: JSON.parse(row.body) as never })));
		await school.write([{ kind: 'card', row: { id: '777', patronId: 'patron-2' as never, status: 'active' } }]);
		const seen = await desk.pull();
		expect(seen.list('patron').map(({ id }) => id).toSorted()).toEqual(['patron-1', 'patron-3', 'patron-4']);
		expect(seen.find('card', '777')?.patronId).toBe('patron-1');
	});

	test('a photo is for desks alone, leaves no trace in the trail, and goes when its patron has left', async () => {
		const school = await open();
		const [desk, phone] = [await school.desk(), await school.phone('patron-1')];
		const picture = 'data:image/jpeg;base64,/9j/4AAQSkZJRg==';
		desk.performAnything('set-photo', { patronId: 'patron-1', picture, consent: true });
		await desk.push();
		expect((await desk.row('photo', 'patron-1'))?.picture).toBe(picture);
		expect(JSON.stringify((await phone.pull()).contents())).not.toContain(picture);
		const trail = await database().reader.selectFrom('operation').select('payload').where('school_id', '=', school.id).execute();
		expect(JSON.stringify(trail)).not.toContain('/9j/');
		desk.perform('edit-patron', { id: 'patron-1', base: { leftOn: null }, change: { leftOn: '2026-01-31' } });
		await desk.push();
		await database().write('sweepPhotos', {});
		expect(await desk.row('photo', 'patron-1')).toBeUndefined();
		const kept = await database().reader.selectFrom('photo').select('body').where('school_id', '=', school.id).execute();
		expect(JSON.stringify(kept)).not.toContain('/9j/');
	});

	/** Desks that merged the same patrons, each its own way round, before they heard of each other. */
	const metBefore: readonly [History, number[], number[]][] = [
		[[[2, 'merge', 1, 2], [0, 'lend', 1, 1], [0, 'merge', 2, 1]], [2, 0, 1], [0, 1, 2]],
		[[[0, 'merge', 2, 3], [0, 'merge', 3, 4], [0, 'unmerge', 1, 1], [0, 'lend', 1, 1], [1, 'merge', 2, 4], [0, 'lend', 1, 3]], [0, 2, 1], [2, 1, 0]],
		[[[1, 'merge', 2, 1], [0, 'merge', 1, 2], [0, 'unmerge', 1, 1], [0, 'lend', 1, 1], [2, 'lend', 2, 2]], [0, 1, 2], [1, 0, 2]]
	];

	test('whatever the order in which three desks come back, nothing is lost and all agree', async () => {
		const acts = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('lend', 'takeIn', 'merge', 'unmerge'), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { minLength: 4, maxLength: 14 });
		const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(acts, orders, orders, async (history, one, other) => {
				const ways = await Promise.all([one, other].map((order) => playedIn(history, order)));
				expect(ways[0]).toEqual(ways[1]);
			}),
			{ numRuns: 12, examples: [...metBefore] }
		);
	});

	type History = [desk: number, act: string, a: number, b: number][];

	/** The same acts at the same moments, the desks coming back in this order. */
	async function playedIn(history: History, order: readonly number[]) {
		const school = await open();
		const desks = [await school.desk(), await school.desk(), await school.desk()];
		const merges: { desk: number; id: string }[] = [];
		for (const [i, [place, act, x, y]] of history.entries()) {
			const [desk, at] = [desks[place], school.now + i * minute];
			if (!desk) continue;
			if (act === 'lend') desk.perform('check-out', { loanId: `l${i}`, copyId: `copy-${x}`, patronId: `patron-${y}` }, at);
			if (act === 'takeIn') desk.takeIn(x, at);
			if (act === 'merge') merges.push({ desk: place, id: `${desk.id}:${desk.perform('merge-patrons', { from: `patron-${x}`, into: `patron-${y}` }, at).n}` });
			// A desk knows the merges it made itself.
			const own = merges.find((each) => each.desk === place);
			if (act === 'unmerge' && own) desk.perform('unmerge-patrons', { mergeId: own.id }, at);
		}
		school.now += history.length * minute;
		const lent = history.flatMap(([, act], i) => (act === 'lend' ? `l${i}` : []));
		for (const place of order) await desks[place]?.push();
		await Promise.all(desks.map((desk) => desk.pull()));
		const scope = `desk:${school.id}`;
		const held = desks.map((desk) => desk.replica.contents()[scope]);
		expect(held[1]).toEqual(held[0]);
		expect(held[0]).toEqual((await projectionOf(database(), school))[scope] ?? {});
		const loans = await database().reader.selectFrom('loan').select(['id', 'body']).where('school_id', '=', school.id).execute();
		const known = loans.flatMap(({ id, body }) => [id, ...((JSON.parse(body) as { absorbed?: string[] }).absorbed ?? [])]);
		expect(known.toSorted()).toEqual(lent.toSorted());
		return { lent: await lentIn(school), loans: Object.fromEntries(loans.map(({ id, body }): [string, string] => [id, (JSON.parse(body) as { patronId: string }).patronId]).toSorted()) };
	}
}

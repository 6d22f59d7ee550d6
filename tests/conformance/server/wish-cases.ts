import { expect, test } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron } from '#lib/server/privacy/forget-patron.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';

const title = 'Het jaar van de vlinders';

/** A desk reads a wish before others do; who votes for it, nobody learns. */
export function wishCases(database: () => OpenDatabase): void {
	async function open() {
		const school = await ServerSchool.create(database());
		const [phone, stranger, desk] = [await school.phone('patron-1'), await school.phone('patron-2'), await school.desk()];
		phone.perform('make-wish', { wishId: 'wish-1', title, isbn: '9789000000005' });
		await phone.push();
		return { school, phone, stranger, desk };
	}

	async function answer(desk: ServerInstallation, answer: object): Promise<void> {
		desk.performAnything('answer-wish', { wishId: 'wish-1', shown: true, ...answer });
		await desk.push();
	}

	async function vote(phone: ServerInstallation, wants: boolean): Promise<void> {
		phone.perform('vote-wish', { wishId: 'wish-1', wants });
		await phone.push();
	}

	const shownTo = async (installation: ServerInstallation) => (await installation.pull()).list('shownWish');
	const forget = (school: ServerSchool, desk: ServerInstallation, patron: string) =>
		forgetPatron(database(), { add: async () => {}, read: async () => [] }, { schoolId: school.id, patronId: patron as never, by: desk.session.accountId });

	test('a wish is nobody’s but its maker’s and the desk’s until the desk answers; then everybody sees it with the count, and nobody a voter', async () => {
		const { phone, stranger, desk } = await open();
		expect(JSON.stringify((await stranger.pullFresh()).contents())).not.toContain(title);
		expect((await desk.pull()).list('wish')).toMatchObject([{ title, patronId: 'patron-1' }]);
		await answer(desk, { state: 'open' });
		expect(await shownTo(stranger)).toMatchObject([{ id: 'wish-1', title, votes: 1, answer: { state: 'open' } }]);
		await vote(stranger, true);
		for (const each of [phone, stranger, desk]) expect(await shownTo(each)).toMatchObject([{ votes: 2 }]);
		expect(JSON.stringify((await stranger.pullFresh()).contents())).not.toContain('patron-1');
		for (const each of [phone, desk]) expect(JSON.stringify((await each.pullFresh()).list('wishVote'))).not.toContain('patron-2');
		expect((await desk.pullFresh()).list('wishVote')).toEqual([]);
		await vote(stranger, false);
		expect(await shownTo(phone)).toMatchObject([{ votes: 1 }]);
	});

	test('nobody votes for what was not shown, answers without a desk, or refuses without a reason', async () => {
		const { phone, stranger, desk } = await open();
		await vote(stranger, true);
		await answer(phone, { state: 'open' });
		await answer(desk, { state: 'refused' });
		await answer(desk, { state: 'bought', titleId: 'nowhere' });
		expect((await desk.pull()).list('wish')).not.toMatchObject([{ answer: {} }]);
		const codes = [stranger, phone, desk].map(async (each) => (await each.pull()).list('outcome').flatMap((outcome) => outcome.codes));
		expect(await Promise.all(codes)).toEqual([['unknownWish'], ['notPermitted'], ['invalidPayload', 'unknownRecord', 'unknownTitle']]);
		await answer(desk, { state: 'refused', shown: false, reason: 'Dit is een scheldwoord' });
		expect((await phone.pull()).list('wish')).toMatchObject([{ answer: { value: { reason: 'Dit is een scheldwoord' } } }]);
		expect(await shownTo(stranger)).toEqual([]);
		await answer(desk, { state: 'bought', titleId: 'title-1' });
		expect(await shownTo(stranger)).toMatchObject([{ answer: { state: 'bought', titleId: 'title-1' } }]);
	});

	test('a wish that nobody has answered is withdrawn with its vote and leaves no word behind; one that was answered stands', async () => {
		const { phone, stranger, desk } = await open();
		stranger.perform('withdraw-wish', { wishId: 'wish-1' });
		await stranger.push();
		expect((await desk.pull()).list('wish')).toHaveLength(1);
		phone.perform('withdraw-wish', { wishId: 'wish-1' });
		phone.perform('make-wish', { wishId: 'wish-2', title: 'Toch een ander' });
		await phone.push();
		for (const each of [phone, desk]) expect((await each.pull()).list('wish')).toMatchObject([{ id: 'wish-2' }]);
		const kept = await database().reader.selectFrom('feed').select('body').where('school_id', '=', desk.session.schoolId).execute();
		expect(JSON.stringify(kept)).not.toContain(title);
		await answer(desk, { state: 'open' });
		await answer(desk, { state: 'open', wishId: 'wish-2' });
		phone.perform('withdraw-wish', { wishId: 'wish-2' });
		await phone.push();
		const codes = await Promise.all([desk, stranger, phone].map(async (each) => (await each.pull()).list('outcome').flatMap((outcome) => outcome.codes)));
		expect(codes).toEqual([['unknownWish'], ['notPermitted'], ['wishAnswered']]);
		expect(await shownTo(stranger)).toMatchObject([{ id: 'wish-2', votes: 1 }]);
	});

	test('a wish of somebody with two names is withdrawn under the name that stayed', async () => {
		const { phone, desk } = await open();
		desk.perform('merge-patrons', { from: 'patron-1', into: 'patron-2' });
		await desk.push();
		phone.perform('withdraw-wish', { wishId: 'wish-1' });
		await phone.push();
		expect((await desk.pull()).list('wish')).toEqual([]);
		expect(await database().reader.selectFrom('wish_vote').select('id').where('school_id', '=', desk.session.schoolId).execute()).toEqual([]);
	});

	test('two phones of one voter come to one vote, whichever is sent first', async () => {
		const { school, stranger, desk } = await open();
		const other = await school.phone('patron-2');
		await answer(desk, { state: 'open' });
		stranger.perform('vote-wish', { wishId: 'wish-1', wants: true });
		school.now += 1000;
		await vote(other, false);
		await stranger.push();
		expect(await shownTo(desk)).toMatchObject([{ votes: 1 }]);
		expect((await stranger.pull()).list('wishVote')).toMatchObject([{ wants: { value: false } }]);
	});

	test('who turns out to be one person has one vote, and two again when that is taken back', async () => {
		const { stranger, desk } = await open();
		await answer(desk, { state: 'open' });
		await vote(stranger, true);
		const mergeId = `${desk.id}:${desk.perform('merge-patrons', { from: 'patron-2', into: 'patron-1' }).n}`;
		await desk.push();
		expect(await shownTo(desk)).toMatchObject([{ votes: 1 }]);
		desk.perform('unmerge-patrons', { mergeId });
		await desk.push();
		expect(await shownTo(desk)).toMatchObject([{ votes: 2 }]);
	});

	test('of whoever is forgotten the vote goes, and the wish stays as nobody’s if others saw it', async () => {
		const { school, phone, stranger, desk } = await open();
		phone.perform('make-wish', { wishId: 'wish-2', title: 'Nog niet gelezen' });
		await phone.push();
		await answer(desk, { state: 'open' });
		await vote(stranger, true);
		await forget(school, desk, 'patron-1');
		expect(await shownTo(stranger)).toMatchObject([{ title, votes: 1 }]);
		expect((await desk.pull()).list('wish')).toMatchObject([{ id: 'wish-1', patronId: null }]);
		await forget(school, desk, 'patron-2');
		expect(await shownTo(desk)).toMatchObject([{ votes: 0 }]);
		const kept = await database().reader.selectFrom('feed').select('body').where('school_id', '=', school.id).where('kind', 'in', ['wish', 'wishVote', 'shownWish']).execute();
		expect(JSON.stringify(kept)).not.toMatch(/patron-|Nog niet/);
		expect(await database().reader.selectFrom('wish_vote').select('id').where('school_id', '=', school.id).execute()).toEqual([]);
	});
}

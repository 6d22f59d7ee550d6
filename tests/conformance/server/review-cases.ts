import { expect, test } from 'vitest';
import { reviewId } from '#lib/domain/reading/review.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { forgetPatron } from '#lib/server/privacy/forget-patron.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';

const words = 'Ik las het in één keer uit';

/** What a reader says of a title is read by a desk before others see it, and never with a name. */
export function reviewCases(database: () => OpenDatabase): void {
	async function open() {
		const school = await ServerSchool.create(database());
		const [phone, stranger, desk] = [await school.phone('patron-1'), await school.phone('patron-2'), await school.desk()];
		return { school, phone, stranger, desk };
	}

	const write = (phone: ServerInstallation, text: string, shownAs = 'shown-1') => phone.perform('write-review', { titleId: 'title-1', shownAs, text });

	async function judge(desk: ServerInstallation, status: 'shown' | 'refused'): Promise<void> {
		const [review] = (await desk.pull()).list('review');
		desk.perform('judge-review', { reviewId: review?.id, status, of: review?.text.by, reason: status === 'refused' ? 'Noem geen namen' : '' });
		await desk.push();
	}

	test('a review is nobody’s but its writer’s and the desk’s until the desk lets others read it, and then its words are', async () => {
		const { phone, stranger, desk } = await open();
		write(phone, words);
		await phone.push();
		expect(JSON.stringify((await stranger.pullFresh()).contents())).not.toContain(words);
		await judge(desk, 'shown');
		const held = await stranger.pullFresh();
		expect(held.list('shownReview')).toMatchObject([{ titleId: 'title-1', text: words }]);
		expect(JSON.stringify(held.contents())).not.toContain('patron-1');
		write(phone, '');
		await phone.push();
		expect((await stranger.pull()).list('shownReview')).toEqual([]);
		expect((await desk.pull()).list('review')).toEqual([]);
	});

	test('a refusal reaches the writer with its reason, and nobody else', async () => {
		const { phone, stranger, desk } = await open();
		write(phone, words);
		await phone.push();
		await judge(desk, 'refused');
		expect((await phone.pull()).list('review')).toMatchObject([{ verdict: { value: { status: 'refused', reason: 'Noem geen namen' } } }]);
		expect((await stranger.pullFresh()).list('shownReview')).toEqual([]);
		expect(stranger.perform('judge-review', { reviewId: reviewId('title-1' as never, 'patron-1' as never), status: 'shown', of: 'x', reason: '' })).toBeDefined();
		await stranger.push();
		expect((await phone.pull()).list('review')).toMatchObject([{ verdict: { value: { status: 'refused' } } }]);
	});

	test('two phones of one reader write one review', async () => {
		const { school, phone, stranger, desk } = await open();
		const other = await school.phone('patron-1');
		write(phone, 'Eerst', 'shown-1');
		school.now += 1000;
		write(other, words, 'shown-2');
		await other.push();
		await phone.push();
		await judge(desk, 'shown');
		expect((await stranger.pullFresh()).list('shownReview')).toMatchObject([{ text: words }]);
	});

	test('what was said of a title before it was merged is changed in its place, and stays with it when they are two again', async () => {
		const { phone, stranger, desk } = await open();
		write(phone, words);
		await phone.push();
		await judge(desk, 'shown');
		desk.perform('merge-titles', { keep: 'title-2', drop: 'title-1' });
		await desk.push();
		write(phone, 'Toch wat lang');
		phone.perform('write-review', { titleId: 'title-2', shownAs: 'shown-2', text: 'Van na het samenvoegen' });
		await phone.push();
		expect((await phone.pull()).list('review')).toMatchObject([{ titleId: 'title-1', shownAs: 'shown-1', text: { value: 'Toch wat lang' } }, { titleId: 'title-2' }]);
		expect((await stranger.pullFresh()).list('shownReview')).toEqual([]);
	});

	test('of whoever is forgotten no word is left anywhere', async () => {
		const { school, phone, stranger, desk } = await open();
		write(phone, words);
		await phone.push();
		await judge(desk, 'shown');
		await stranger.pull();
		await forgetPatron(database(), { add: async () => {}, read: async () => [] }, { schoolId: school.id, patronId: 'patron-1' as never, by: desk.session.accountId });
		expect((await stranger.pull()).list('shownReview')).toEqual([]);
		const feed = await database().reader.selectFrom('feed').select('body').where('school_id', '=', school.id).execute();
		expect(JSON.stringify(feed)).not.toContain(words);
		expect(await database().reader.selectFrom('review').select('id').where('school_id', '=', school.id).execute()).toEqual([]);
	});
}

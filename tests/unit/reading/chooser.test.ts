import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TitleIndex } from '#lib/client/search/title-index.ts';
import { searchEntryOf } from '#lib/client/search/search-text.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { chooseTitle, type Choosable, type ChooserWish } from '#lib/domain/reading/chooser.ts';
import { noTaste, tasteOf, type LikedTitle } from '#lib/domain/reading/taste.ts';
import { changedProfile, emptyProfile } from '#lib/domain/reading/reading-profile.ts';
import type { ReadingWord } from '#lib/domain/reading/reading-entry.ts';
import type { ReadingEntryId } from '#lib/domain/shared/ids.ts';
import { aTitle, day, patronId } from '../../builders/domain.ts';
import { aReading, stamp } from '../../builders/reading.ts';

const aDay = 86_400_000;

function onShelf(id: string, change: Partial<Choosable> = {}): Choosable {
	return { id, title: id, author: 'Carry Slee', genre: 'realistisch', material: 'book', moods: ['recognisable'], levels: [], language: 'nl', series: '', ...change };
}

function wish(change: Partial<ChooserWish> = {}): ChooserWish {
	return { answers: {}, taste: noTaste, list: '12-15', levels: [], seed: '2026-11-26 patron-1', ...change };
}

const liked = (change: Partial<LikedTitle>): LikedTitle => ({ title: 'Kruistocht', author: 'Beckman, Thea', genre: 'historisch', series: '', words: [], ...change });
const chosenOf = (shelf: readonly Choosable[], change: Partial<ChooserWish> = {}) => chooseTitle(shelf, wish(change)).choice;

describe('the chooser', () => {
	const scary = onShelf('scary', { moods: ['scary'], genre: 'griezel', pages: 120 });
	const funny = onShelf('funny', { moods: ['funny'], genre: 'humor', pages: 280 });
	const thick = onShelf('thick', { moods: ['funny'], genre: 'humor', pages: 500 });
	const real = onShelf('real', { moods: ['real'], genre: 'non-fictie' });
	const shelf = [scary, funny, thick, real];

	it('asks only what there is to choose from, each with what is left after the answers before it', () => {
		const { questions } = chooseTitle(shelf, wish({ answers: { mood: 'funny' } }));
		expect(questions.map(({ question }) => question)).toEqual(['mood', 'length']);
		expect(questions[1]?.options).toEqual([{ value: 'middle', count: 1 }, { value: 'long', count: 1 }]);
		expect(chooseTitle(shelf, wish()).questions.map(({ question }) => question)).toEqual(['mood', 'length', 'truth', 'genre']);
	});

	it('gives the one that fits all answers', () => {
		expect(chosenOf(shelf, { answers: { mood: 'funny', length: 'long' } })).toMatchObject({ id: 'thick', relaxed: [] });
		expect(chosenOf(shelf, { answers: { truth: 'real' } })?.id).toBe('real');
		expect(chosenOf(shelf, { answers: { genre: 'griezel' } })?.id).toBe('scary');
	});

	it('lets the least important answer go when nothing fits, and says which', () => {
		expect(chosenOf(shelf, { answers: { mood: 'scary', length: 'long' } })).toMatchObject({ id: 'scary', relaxed: ['length'] });
		expect(chosenOf(shelf, { answers: { mood: 'inLove', genre: 'griezel' } })).toMatchObject({ id: 'scary', relaxed: ['mood'] });
		expect(chosenOf([scary], { answers: { mood: 'inLove', length: 'long', truth: 'real' } })?.relaxed).toEqual(['mood', 'length', 'truth']);
		expect(chosenOf([], { answers: { mood: 'scary' } })).toBeUndefined();
	});

	it('does not propose what was read, is read elsewhere under another id, or was passed over', () => {
		const taste = { ...noTaste, leftOut: ['scary'], readWorks: [{ title: 'Funny!', author: 'Slee, Carry' }] };
		expect(chosenOf([scary, funny], { taste })).toBeUndefined();
		expect(chosenOf([scary, funny, thick], { taste })?.id).toBe('thick');
	});

	it('proposes no later part of a series that its reader has not begun, no disc and no other language', () => {
		const second = onShelf('second', { series: 'dolfje', part: 2 });
		expect(chosenOf([second])).toBeUndefined();
		expect(chosenOf([second], { taste: { ...noTaste, readSeries: ['dolfje'] } })?.id).toBe('second');
		expect(chosenOf([onShelf('disc', { material: 'dvd' }), onShelf('english', { language: 'en' })])).toBeUndefined();
	});

	it('sends nobody of the lower years home with a title of the upper list alone', () => {
		const upper = onShelf('upper', { levels: ['15-18:4'] });
		expect(chosenOf([upper])).toBeUndefined();
		expect(chosenOf([upper], { list: '15-18' })?.id).toBe('upper');
		expect(chosenOf([onShelf('both', { levels: ['15-18:1', '12-15:4'] })])?.id).toBe('both');
	});

	it('asks how hard it may be of who has a level, the easiest first', () => {
		const levelled = ['3', '2', '4'].map((level) => onShelf(`level ${level}`, { levels: [`12-15:${level}`] }));
		const levels = ['12-15:2', '12-15:3', '12-15:4'];
		expect(chooseTitle(levelled, wish({ levels })).questions.find(({ question }) => question === 'level')?.options.map(({ value }) => value)).toEqual(levels);
		expect(chosenOf(levelled, { levels, answers: { level: '12-15:4' } })?.id).toBe('level 4');
	});

	it.each([
		['series', onShelf('next', { series: 'dolfje', part: 2 }), liked({ series: 'dolfje' }), { by: 'series', liked: 'Kruistocht' }],
		['author', onShelf('other', { author: 'Thea Beckman' }), liked({}), { by: 'author', liked: 'Kruistocht' }],
		['word', onShelf('thriller', { moods: ['exciting'] }), liked({ words: [{ word: 'exciting', mood: 'exciting' }] }), { by: 'word', liked: 'Kruistocht', word: 'exciting' }],
		['genre', onShelf('knights', { genre: 'historisch' }), liked({}), { by: 'genre', liked: 'Kruistocht' }]
	] as const)('prefers what is like something that was liked, and says so: %s', (_by, title, like, reason) => {
		const taste = { ...noTaste, liked: [like], readSeries: ['dolfje'] };
		for (const seed of ['a', 'b', 'c', 'd']) expect(chosenOf([funny, title, scary], { taste, seed })).toMatchObject({ id: title.id, reason });
	});

	it('keeps kinds that were a disappointment for the last', () => {
		const taste = { ...noTaste, dislikedGenres: ['humor'] };
		for (const seed of ['a', 'b', 'c', 'd']) expect(chosenOf([funny, thick, real], { taste, seed })?.id).toBe('real');
	});

	it('says the same for the same answers all day, and has another idea on another day', () => {
		const many = Array.from({ length: 50 }, (_, n) => onShelf(`title ${n}`));
		expect(chosenOf(many)).toEqual(chosenOf(many.toReversed()));
		const ideas = new Set(Array.from({ length: 10 }, (_, n) => chosenOf(many, { seed: `day ${n}` })?.id));
		expect(ideas.size).toBeGreaterThan(5);
	});

	it('whatever is asked: fits every answer that it does not say it let go, and never comes with what was left out', () => {
		const some = fc.record({ moods: fc.subarray(['funny', 'scary', 'real']), genre: fc.constantFrom('humor', 'griezel', ''), pages: fc.option(fc.constantFrom(90, 250, 700), { nil: undefined }) });
		const asked = fc.record({ mood: fc.constantFrom('funny', 'scary'), length: fc.constantFrom('short', 'long'), truth: fc.constantFrom('real', 'madeUp'), genre: fc.constantFrom('humor', 'griezel') }, { requiredKeys: [] });
		fc.assert(
			fc.property(fc.array(some, { maxLength: 12 }), asked, fc.array(fc.nat(11), { maxLength: 6 }), (titles, answers, out) => {
				const all = titles.map((title, n) => onShelf(`t${n}`, title));
				const taste = { ...noTaste, leftOut: out.map((n) => `t${n}`) };
				const choice = chosenOf(all, { answers, taste });
				const left = all.filter(({ id }) => !taste.leftOut.includes(id));
				expect(choice === undefined).toBe(left.length === 0);
				if (!choice) return;
				expect(taste.leftOut).not.toContain(choice.id);
				const strict = Object.fromEntries(Object.entries(answers).filter(([question]) => !choice.relaxed.some((each) => each === question)));
				const one = all.filter(({ id }) => id === choice.id);
				expect(chosenOf(one, { answers: strict })?.relaxed).toEqual([]);
			})
		);
	});
});

describe('the taste of a reader', () => {
	const title = aTitle({ genre: 'historisch', series: 'Kinderen van Moeder Aarde', seriesNumber: '1' });
	const read = (change: Parameters<typeof aReading>[0], of: Title | undefined = title) => ({ entry: aReading(change), title: of });

	it('follows its stars before its words, and a title that was stopped only without either', () => {
		const sorry = { how: 'stopped' as const, on: day('2026-11-01') };
		const opinions = [
			read({ id: 'r1' as ReadingEntryId, rating: stamp(5) }),
			read({ id: 'r2' as ReadingEntryId, rating: stamp(2), words: stamp<ReadingWord[]>(['funny']) }),
			read({ id: 'r3' as ReadingEntryId, words: stamp<ReadingWord[]>(['scary', 'exciting']) }),
			read({ id: 'r4' as ReadingEntryId, ending: stamp(sorry) })
		];
		const likedBy = opinions.map((reading) => tasteOf([reading], undefined, 0).liked.length);
		const dislikedBy = opinions.map((reading) => tasteOf([reading], undefined, 0).dislikedGenres);
		expect(likedBy).toEqual([1, 0, 1, 0]);
		expect(dislikedBy).toEqual([[], ['historisch'], [], ['historisch']]);
		expect(tasteOf(opinions.slice(2, 3), undefined, 0).liked[0]?.words).toEqual([{ word: 'scary', mood: 'scary' }, { word: 'exciting', mood: 'exciting' }]);
	});

	it('leaves out what it read, also from home, and for three months what it passed over', () => {
		const profile = changedProfile(emptyProfile(patronId('patron-1')), { part: 'passedOver', key: 'title-9', value: true }, 10 * aDay, 'phone:2');
		const later = tasteOf([read({ titleId: title.id })], profile, 30 * aDay);
		expect(later.leftOut).toEqual(expect.arrayContaining([title.id, 'title-9']));
		expect(later.readSeries).toEqual(['kinderen van moeder aarde']);
		expect(later.readWorks).toHaveLength(1);
		expect(tasteOf([], profile, 101 * aDay).leftOut).toEqual([]);
		const takenBack = changedProfile(profile, { part: 'passedOver', key: 'title-9', value: false }, 11 * aDay, 'phone:3');
		expect(tasteOf([], takenBack, 30 * aDay).leftOut).toEqual([]);
	});
});

it('is asked of the index that the search runs on, which leaves out what is not on the shelf', () => {
	const index = new TitleIndex();
	const titles = [aTitle({ genre: 'humor', pages: 90 }), aTitle({ id: 'title-2' as Title['id'], title: 'Spijt!', authors: ['Slee, Carry'], genre: 'realistisch' })];
	index.put(titles.map(searchEntryOf));
	expect(index.choose(wish({ answers: { mood: 'funny', length: 'short' } })).choice).toMatchObject({ id: 'title-1', relaxed: [] });
	index.setAway(['title-1']);
	expect(index.choose(wish({ answers: { mood: 'funny' } })).choice).toMatchObject({ id: 'title-2', relaxed: ['mood'] });
});

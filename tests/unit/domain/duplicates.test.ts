import { expect, it } from 'vitest';
import { likelyDuplicates } from '#lib/domain/catalogue/duplicates.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { aTitle } from '../../builders/domain.ts';

const title = (id: string, change: Partial<Title> = {}) => aTitle({ id: id as never, ...change });
const found = (...titles: readonly Title[]) => likelyDuplicates(titles).map(({ titles: same, why }) => [why, ...same.map(({ id }) => id)]);

it('titles with one ISBN, or the same words by the same author, are proposed once', () => {
	const isbns = ['9789041413680'];
	expect(found(title('a', { title: 'Het diner', isbns }), title('b', { title: 'Diner, Het', isbns }), title('c', { title: 'HET  DINÉR' }), title('d', { title: 'Het diner' }))).toEqual([
		['sameIsbn', 'a', 'b'],
		['sameWords', 'c', 'd']
	]);
});

it('another author, material, part or a merge keeps titles apart', () => {
	const same = title('a', { title: 'Logboek' });
	const others = [title('b', { title: 'Logboek', authors: ['Ander, Iemand'] }), title('c', { title: 'Logboek', material: 'audiobook' }), title('d', { title: 'Logboek', seriesNumber: '2' }), title('e', { title: 'Logboek', mergedInto: same.id })];
	expect(found(same, ...others, title('f', { title: 'Logboek', authors: [] }), title('g', { title: 'Logboek', authors: [] }))).toEqual([]);
});

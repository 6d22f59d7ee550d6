import { describe, expect, it } from 'vitest';
import { alikeWishes, isSameTitle } from '#lib/client/search/alike-wishes.ts';

const wishes = [{ title: 'Het jaar van de vlinders', isbn: '9789000000005' }, { title: 'Manga tekenen voor beginners' }, { title: '…' }];
const alikeTo = (title: string, isbn = '') => alikeWishes({ title, isbn }, wishes).map((wish) => wish.title);

describe('wishes that look like what is typed', () => {
	it('are found by the beginning of a word, whatever the accents and articles, and by the ISBN', () => {
		expect(alikeTo('vlind')).toEqual(['Het jaar van de vlinders']);
		expect(alikeTo('Mángá tek')).toEqual(['Manga tekenen voor beginners']);
		expect(alikeTo('Jaar van vlinders, deel 2')).toEqual(['Het jaar van de vlinders']);
		expect(alikeTo('', '978-90-00-00000-5')).toEqual(['Het jaar van de vlinders']);
	});

	it('are none for a few letters or for another book', () => {
		expect([...alikeTo(''), ...alikeTo('vl'), ...alikeTo('manga lezen'), ...alikeTo('', '97890')]).toEqual([]);
	});

	it('tell whether a title is the same one', () => {
		expect(isSameTitle('De Brief voor de Koning', 'brief voor de koning')).toBe(true);
		expect(isSameTitle('De brief', 'De brieven')).toBe(false);
	});
});

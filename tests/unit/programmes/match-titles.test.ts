import { describe, expect, it } from 'vitest';
import { matchTitles, readTypedTitles } from '#lib/domain/programmes/match-titles.ts';
import { aTitle } from '../../builders/domain.ts';

const id = (text: string) => text as never;

describe('a list of titles that somebody pasted', () => {
	it('is one title a line, with the author after a semicolon or a tab', () => {
		expect(readTypedTitles('Lampje; Annet Schaap\n\n  Wonder\tPalacio\r\nAlleen een titel')).toEqual([
			{ title: 'Lampje', author: 'Annet Schaap' },
			{ title: 'Wonder', author: 'Palacio' },
			{ title: 'Alleen een titel', author: '' }
		]);
	});

	it('finds every edition of a work, whatever its capitals, accents and form of name', () => {
		const titles = [
			aTitle({ id: id('a'), title: 'Lampje', authors: ['Schaap, Annet'] }),
			aTitle({ id: id('b'), title: 'LAMPJE', authors: ['Schaap, Annet'] }),
			aTitle({ id: id('c'), title: 'Lampje', authors: ['Ander, Iemand'] })
		];
		expect(matchTitles([{ title: 'lampje', author: 'Annet Schaap' }], titles)).toEqual({ titleIds: ['a', 'b'], outside: [] });
	});

	it('keeps what is not in the catalogue, each once', () => {
		const typed = [{ title: 'Onbekend', author: 'Niemand' }, { title: 'onbekend', author: 'niemand' }];
		expect(matchTitles(typed, [aTitle()])).toEqual({ titleIds: [], outside: [{ title: 'onbekend', author: 'niemand' }] });
	});
});

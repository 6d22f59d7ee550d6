import { describe, expect, it } from 'vitest';
import { hasLevelColumns, matchLevels, readLevelLines } from '#lib/domain/reading/match-levels.ts';
import { readCsvFile } from '#lib/client/csv.ts';
import { aTitle } from '../../builders/domain.ts';

const csv = `Titel;Auteur;Lijst;Niveau
Spijt!;Carry Slee;12-15;1
Kruistocht in spijkerbroek;Thea Beckman;12-15;3
De brief voor de koning;Tonke Dragt;12-15;2
Oorlogswinter;Jan Terlouw;12-15;2
Spijt;;12-15;1
Max Havelaar;Multatuli;15-18;7
`;
const titles = [
	aTitle({ id: 't1' as never, title: 'Spijt!', authors: ['Slee, Carry'] }),
	aTitle({ id: 't2' as never, title: 'Kruistocht in spijkerbroek', authors: ['Beckman, Thea'], levelLower: '3' }),
	aTitle({ id: 't3' as never, title: 'De brief voor de koning', authors: ['Dragt, Tonke'] }),
	aTitle({ id: 't4' as never, title: 'De brief voor de koning', authors: ['Dragt, Tonke'], year: 2012 }),
	aTitle({ id: 't5' as never, title: 'Oorlogswinter', authors: ['Ander, Een'] })
];

describe('levels of a file and the catalogue', () => {
	it('find each other where title and author leave no doubt; the rest is for a person', async () => {
		const { header, lines } = await readCsvFile(new Blob([csv]));
		expect(hasLevelColumns(header)).toBe(true);
		const read = readLevelLines(lines);
		expect(read).toMatchObject({ bad: 1, lines: { length: 5 } });
		const found = matchLevels(read.lines, titles);
		expect(found.sure.map(({ title }) => title.id)).toEqual(['t1']);
		expect(found.same.map(({ title }) => title.id)).toEqual(['t2']);
		expect(found.doubtful.map(({ line, candidates }) => [line.line, candidates.map(({ id }) => id)])).toEqual([
			[4, ['t3', 't4']],
			[5, ['t5']],
			[6, ['t1']]
		]);
		expect(found.absent).toEqual([]);
	});

	it('are left alone where the catalogue has nothing like it', () => {
		const { lines } = readLevelLines([{ title: 'Iets heel anders', author: 'X', list: '15-18', level: '6' }]);
		expect(matchLevels(lines, titles)).toMatchObject({ sure: [], doubtful: [], absent: [{ title: 'Iets heel anders' }] });
	});

	it('need a title, a list and a level in the header', () => {
		expect(hasLevelColumns(['titel', 'niveau'])).toBe(false);
	});
});

import { describe, expect, it } from 'vitest';
import { newReadings, ownColumns, ownLine, readLogFile, shapeOf } from '#lib/domain/reading/log-file.ts';
import { foldProgress } from '#lib/domain/reading/progress.ts';
import { readCsvFile, writeCsvFile } from '#lib/client/csv.ts';
import { day, patronId } from '../../builders/domain.ts';
import { finishedOn, stamp } from '../../builders/reading.ts';

const goodreads = `Book Id,Title,Author,Author l-f,ISBN,ISBN13,My Rating,Binding,Number of Pages,Original Publication Year,Date Read,Date Added,Exclusive Shelf,My Review,Private Notes
1,Lampje,Annet Schaap,"Schaap, Annet","=""9021414570""","=""9789045120379""",5,Hardcover,328,2017,2026/03/09,2026/02/01,read,,mooi
2,Spijt!,Carry Slee,"Slee, Carry","=""""","=""""",0,Audiobook,,1996,,2026/01/05,currently-reading,,
3,Ooit,Iemand,"Iemand, An","=""""","=""""",0,Paperback,100,,,2026/01/05,to-read,,
4,,Niemand,"Niemand, N","=""""","=""""",0,Paperback,,,2025/01/01,2025/01/01,read,,
`;
const storygraph = `Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Star Rating,Review
Lampje,Annet Schaap,,9789045120379,hardcover,read,2026/02/01,2026/03/09,2026/02/20-2026/03/09,1,4.75,
Kappen!,Carry Slee,,,audio,did-not-finish,2026/04/01,,,0,,saai
Later,Iemand,,,digital,to-read,2026/04/01,,,0,,
`;

async function read(text: string) {
	const { header, lines } = await readCsvFile(new Blob([text]));
	const shape = shapeOf(header);
	if (!shape) throw new Error('not recognised');
	return readLogFile(shape, lines, patronId('patron-1'), day('2026-11-23'));
}

describe('a file of readings', () => {
	it('of Goodreads is known by its header; what was not read and what has no title is counted and left out', async () => {
		const file = await read(goodreads);
		expect(file).toMatchObject({ shape: 'goodreads', unread: 1, bad: 1 });
		expect(file.readings).toMatchObject([
			{ work: { title: 'Lampje', authors: ['Schaap, Annet'], isbn: '9789045120379', pages: 328, year: 2017 }, form: 'paper', rating: 5, note: 'mooi', ending: { how: 'finished', on: '2026-03-09' } },
			{ work: { title: 'Spijt!' }, form: 'audiobook', rating: undefined, ending: undefined }
		]);
	});

	it('of StoryGraph keeps when it was begun and what was given up', async () => {
		const file = await read(storygraph);
		expect(file).toMatchObject({ shape: 'storygraph', unread: 1, bad: 0 });
		expect(file.readings).toMatchObject([
			{ work: { title: 'Lampje', authors: ['Schaap, Annet'] }, startedOn: '2026-02-20', rating: 5, ending: { how: 'finished', on: '2026-03-09' } },
			{ work: { title: 'Kappen!' }, form: 'audiobook', note: 'saai', ending: { how: 'stopped', on: '2026-04-01' } }
		]);
	});

	it('of our own comes back as it went, with what a spreadsheet might trip over', async () => {
		const entry = finishedOn('2026-11-02', { rating: stamp(4), words: stamp(['funny', 'sad']), note: stamp('Hij zei: "ja;\nnee"') });
		const csv = await writeCsvFile(ownColumns, [ownLine(entry, foldProgress(entry, []))]).text();
		const [reading] = (await read(csv)).readings;
		expect(reading).toMatchObject({
			work: { title: 'Lampje', authors: ['Schaap, Annet'], pages: 200 },
			startedOn: '2026-10-01',
			ending: { how: 'finished', on: '2026-11-02' },
			rating: 4,
			words: ['funny', 'sad'],
			note: 'Hij zei: "ja;\nnee"'
		});
	});

	it('read twice adds nothing, and neither does what the log has already', async () => {
		const [once, twice] = [await read(goodreads), await read(goodreads)];
		expect(twice.readings.map(({ entryId }) => entryId)).toEqual(once.readings.map(({ entryId }) => entryId));
		expect(newReadings(once, [])).toHaveLength(2);
		const known = finishedOn('2026-03-09');
		expect(newReadings(once, [known]).map(({ work }) => work.title)).toEqual(['Spijt!']);
	});

	it('of something else is not recognised', () => {
		expect(shapeOf(['naam', 'klas'])).toBeUndefined();
	});
});

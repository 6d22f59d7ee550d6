import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import { smallestGroup } from '#lib/domain/planning/publishable.ts';
import { editionSchema, type EditionId } from '#lib/domain/programmes/edition.ts';
import { changed, emptyParticipation } from '#lib/domain/programmes/participation.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { serverApp, stopServerApp, type ServerApp } from '#lib/server/app.ts';
import { hashSecret } from '#lib/server/auth/staff.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { figuresSchema, type Figures } from '#lib/protocol/figures.ts';
import { aPatron, aSchool } from '../../builders/domain.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { Browser } from '../session/browser.ts';

const secret = 'kruistocht in spijkerbroek';
const secretHash = hashSecret(secret);
const tracks = ['havo', 'vwo'] as const;
let folder: TempFolder;
let app: ServerApp;
let made = 0;

beforeAll(async () => {
	folder = await makeTempFolder('figures');
	Object.assign(process.env, { MEDIATHEEK_DATA: folder.path });
	app = await serverApp();
});
afterAll(async () => {
	await stopServerApp();
	await folder.remove();
});

/** One class of each track in each of three years: how many pupils sit there. */
type Sizes = readonly number[];
const placeOf = (place: number) => ({ yearLayer: 1 + Math.floor(place / 2), track: tracks[place % 2] ?? 'havo' });

interface Programme {
	readonly yearLayers: number[];
	readonly tracks: ('havo' | 'vwo')[];
	/** Of each class so many take part, and half of those are done; no more than sit there. */
	readonly joined: number[];
}
const isFor = ({ yearLayers, tracks: own }: Programme, place: number): boolean =>
	(yearLayers.length === 0 || yearLayers.includes(placeOf(place).yearLayer)) && (own.length === 0 || own.includes(placeOf(place).track));
const takingPartIn = ({ joined }: Programme, sizes: Sizes, place: number): number => Math.min(joined[place] ?? 0, sizes[place] ?? 0);
const doneIn = (programme: Programme, sizes: Sizes, place: number): number => Math.floor(takingPartIn(programme, sizes, place) / 2);

/** What a consultant of such a school is answered, as text. */
async function askFigures(sizes: Sizes, programmes: readonly Programme[]): Promise<string> {
	const number = made++;
	const brin = `${String(10 + (number % 90))}${String.fromCharCode(65 + Math.floor(number / 90))}X`;
	const schoolId = `school-${number}` as SchoolId;
	await app.database.write('saveSchool', { school: { ...aSchool({ brin }), id: schoolId } });
	const rows = sizes.flatMap((size, place): WrittenRow[] => {
		const { yearLayer, track } = placeOf(place);
		const id = `MARK-class-${number}-${place}`;
		const pupil = (i: number) => aPatron({ id: `MARK-patron-${number}-${place}-${i}` as never, familyName: 'MARK-name', homeClassId: id as never });
		return [
			{ kind: 'homeClass', row: homeClassSchema.parse({ id, name: id, yearLayer, tracks: [track] }) },
			...Array.from({ length: size }, (_, i): WrittenRow => ({ kind: 'patron', row: pupil(i) }))
		];
	});
	const edition = ({ yearLayers, tracks: own }: Programme, i: number): WrittenRow => {
		const steps = [{ id: 'seen', name: 'Seen', rule: { type: 'tick', by: 'teacher' } }];
		const audience = { yearLayers, tracks: own };
		return { kind: 'edition', row: editionSchema.parse({ id: `e${i}`, programmeId: 'own', name: `e${i}`, label: 'x', pillar: 'reading', from: '2020-08-01', to: '2099-07-15', joining: 'own', audience, steps }) };
	};
	const joined = (programme: Programme, i: number): WrittenRow[] =>
		sizes.flatMap((_, place) =>
			Array.from({ length: isFor(programme, place) ? takingPartIn(programme, sizes, place) : 0 }, (__, pupil): WrittenRow => {
				const row = changed(emptyParticipation(`e${i}` as EditionId, `MARK-patron-${number}-${place}-${pupil}` as PatronId), { part: 'takesPart', value: true }, 1, 'a:1');
				return { kind: 'participation', row: pupil < doneIn(programme, sizes, place) ? changed(row, { part: 'ticks', key: 'seen', value: true }, 1, 'a:2') : row };
			})
		);
	await app.database.write('writeRows', { schoolId, rows: [...programmes.map(edition), ...rows, ...programmes.flatMap(joined)] });
	await app.database.write('createAccount', { schoolId, loginName: 'els', displayName: 'Els', roles: ['consultant'], secretHash: await secretHash });
	while (await app.database.write('countProgressAgain', {}));
	const browser = new Browser();
	await browser.post('/api/session/sign-in', { brin, name: 'els', secret });
	return JSON.stringify((await browser.get('/api/figures')).body);
}

/** One number that was answered, as the classes that it counts. */
interface Answer {
	readonly classes: boolean[];
	readonly count: number;
}
type Counts = Readonly<{ key: string; label: string; tracks?: readonly string[] | undefined }>;

const places = [0, 1, 2, 3, 4, 5];
const told = (count: number | null, within: (place: number) => boolean): Answer[] => (count === null ? [] : [{ classes: places.map(within), count }]);
const isOf = (line: Counts, place: number): boolean =>
	line.key === 'total' || (line.key.startsWith('year') ? line.label === String(placeOf(place).yearLayer) : (line.tracks?.includes(placeOf(place).track) ?? false));

/** Every number of pupils that was answered. */
function sizesIn({ total, yearLayers, tracks: lines, programmes: shown }: Figures, programmes: readonly Programme[]): Answer[] {
	const ofSchool = [total, ...yearLayers, ...lines].flatMap((line) => told(line.pupils, (place) => isOf(line, place)));
	return [...ofSchool, ...shown.flatMap((programme) => participationIn(programme, programmes, 'invited'))];
}

function participationIn(shown: Figures['programmes'][number], programmes: readonly Programme[], what: 'invited' | 'takingPart' | 'done'): Answer[] {
	const programme = programmes[Number(shown.id.slice(1))] as Programme;
	const lines = [{ ...shown, key: 'total', label: '', tracks: undefined }, ...shown.yearLayers, ...shown.tracks];
	return lines.flatMap((line) => told(line[what], (place) => isFor(programme, place) && isOf(line, place)));
}

/** Classes of which a few people follow from these answers: every sum of up to four, each added or taken away once. */
function fewIn(answers: readonly Answer[], people: readonly number[]): number[][] {
	const different = [...new Map(answers.map((answer) => [answer.classes.join(), answer])).values()];
	let sums: { classes: number[]; terms: number }[] = [{ classes: [0, 0, 0, 0, 0, 0], terms: 0 }];
	for (const answer of different) {
		const and = (sign: 1 | -1) => sums.filter(({ terms }) => terms < 4).map(({ classes, terms }) => ({ terms: terms + 1, classes: classes.map((each, place) => each + (answer.classes[place] ? sign : 0)) }));
		sums = [...sums, ...and(1), ...and(-1)];
	}
	const of = (classes: readonly number[]): number => people.reduce((sum, each, place) => sum + (classes[place] ?? 0) * each, 0);
	const unions = sums.map(({ classes }) => classes).filter((classes) => classes.every((each) => each === 0 || each === 1));
	return unions.filter((classes) => of(classes) > 0 && of(classes) < smallestGroup);
}

/** How many people each class has of a sort, where the programme is for them. */
const among = (programme: Programme, count: (place: number) => number): number[] => places.map((place) => (isFor(programme, place) ? count(place) : 0));

it('finds a few people in totals that nobody looked at', () => {
	const all = told(30, () => true);
	expect(fewIn([...all, ...told(26, (place) => place > 0)], [4, 6, 5, 5, 5, 5])).toEqual([[1, 0, 0, 0, 0, 0]]);
	expect(fewIn(told(4, (place) => place === 0), [4, 30, 30, 30, 30, 30])).toEqual([[1, 0, 0, 0, 0, 0]]);
	expect(fewIn(all, [4, 6, 5, 5, 5, 5])).toEqual([]);
});

it('tells a consultant no name, no class and no group under ten, whatever is added and subtracted, also of who takes part and who is done', async () => {
	const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 10, max: 30 })), { minLength: 6, maxLength: 6 });
	const programme = fc.record({
		yearLayers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
		tracks: fc.uniqueArray(fc.constantFrom(...tracks), { maxLength: 1 }),
		joined: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 })
	});
	const shown = { sizes: 0, takingPart: 0, done: 0 };
	await fc.assert(
		fc.asyncProperty(sizes, fc.array(programme, { maxLength: 3 }), async (counts, programmes) => {
			const text = await askFigures(counts, programmes);
			expect(text).not.toContain('MARK');
			const figures = figuresSchema.parse(JSON.parse(text));
			const isRight = (answers: readonly Answer[], people: readonly number[]): void => {
				for (const { classes, count } of answers) expect(count, text).toBe(people.reduce((sum, each, place) => sum + (classes[place] ? each : 0), 0));
			};
			const answers = sizesIn(figures, programmes);
			isRight(answers, counts);
			expect(fewIn(answers, counts), text).toEqual([]);
			shown.sizes += answers.length;
			for (const line of figures.programmes) {
				const own = programmes[Number(line.id.slice(1))] as Programme;
				const sorts = {
					takingPart: among(own, (place) => takingPartIn(own, counts, place)),
					absent: among(own, (place) => (counts[place] ?? 0) - takingPartIn(own, counts, place)),
					done: among(own, (place) => doneIn(own, counts, place)),
					busy: among(own, (place) => takingPartIn(own, counts, place) - doneIn(own, counts, place))
				};
				const [takingPart, done] = [participationIn(line, programmes, 'takingPart'), participationIn(line, programmes, 'done')];
				isRight(takingPart, sorts.takingPart);
				isRight(done, sorts.done);
				for (const sort of ['takingPart', 'absent'] as const) expect(fewIn(takingPart, sorts[sort]), `${sort} in ${text}`).toEqual([]);
				for (const sort of ['done', 'busy'] as const) expect(fewIn(done, sorts[sort]), `${sort} in ${text}`).toEqual([]);
				expect(line.classes).toEqual([]);
				shown.takingPart += takingPart.length;
				shown.done += done.length;
			}
		}),
		{ numRuns: 8 }
	);
	expect(shown.sizes).toBeGreaterThan(12);
	expect(shown.takingPart).toBeGreaterThan(2);
}, 120_000);

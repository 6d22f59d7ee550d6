import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeClassSchema } from '#lib/domain/people/patron.ts';
import { smallestGroup } from '#lib/domain/planning/publishable.ts';
import { editionSchema } from '#lib/domain/programmes/edition.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
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

interface Audience {
	readonly yearLayers: number[];
	readonly tracks: ('havo' | 'vwo')[];
}
const isFor = ({ yearLayers, tracks: own }: Audience, place: number): boolean =>
	(yearLayers.length === 0 || yearLayers.includes(placeOf(place).yearLayer)) && (own.length === 0 || own.includes(placeOf(place).track));

/** What a consultant of such a school is answered, as text. */
async function askFigures(sizes: Sizes, audiences: readonly Audience[]): Promise<string> {
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
	const edition = (audience: Audience, i: number) =>
		editionSchema.parse({ id: `e${i}`, programmeId: 'own', name: `e${i}`, label: 'x', pillar: 'reading', from: '2020-08-01', to: '2099-07-15', joining: 'everyone', audience });
	await app.database.write('writeRows', { schoolId, rows: [...audiences.map((audience, i): WrittenRow => ({ kind: 'edition', row: edition(audience, i) })), ...rows] });
	await app.database.write('createAccount', { schoolId, loginName: 'els', displayName: 'Els', roles: ['consultant'], secretHash: await secretHash });
	while (await app.database.write('countProgressAgain', {}));
	const browser = new Browser();
	await browser.post('/api/session/sign-in', { brin, name: 'els', secret });
	return JSON.stringify((await browser.get('/api/figures')).body);
}

/** Every number of pupils that was answered, as the classes that it counts. */
function answered({ total, yearLayers, tracks: lines, programmes }: Figures, audiences: readonly Audience[]): { classes: boolean[]; count: number }[] {
	const places = [0, 1, 2, 3, 4, 5];
	const of = (count: number | null, within: (place: number) => boolean) => (count === null ? [] : [{ classes: places.map(within), count }]);
	return [
		...of(total.pupils, () => true),
		...yearLayers.flatMap((line) => of(line.pupils, (place) => line.label === String(placeOf(place).yearLayer))),
		...lines.flatMap((line) => of(line.pupils, (place) => line.tracks?.includes(placeOf(place).track) ?? false)),
		...programmes.flatMap(({ id, invited }) => of(invited, (place) => isFor(audiences[Number(id.slice(1))] as Audience, place)))
	];
}

it('tells a consultant no name, no class and no group under ten, whatever is added and subtracted', async () => {
	const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 10, max: 15 })), { minLength: 6, maxLength: 6 });
	const audience = fc.record({ yearLayers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }), tracks: fc.uniqueArray(fc.constantFrom(...tracks), { maxLength: 1 }) });
	let shown = 0;
	await fc.assert(
		fc.asyncProperty(sizes, fc.array(audience, { maxLength: 3 }), async (counts, audiences) => {
			const text = await askFigures(counts, audiences);
			expect(text).not.toContain('MARK');
			const figures = answered(figuresSchema.parse(JSON.parse(text)), audiences);
			shown += figures.length;
			for (const { classes, count } of figures) expect(count, text).toBe(counts.reduce((sum, size, place) => sum + (classes[place] ? size : 0), 0));
			// Every sum of up to four figures, each added or taken away once.
			let sums: { classes: number[]; terms: number }[] = [{ classes: [0, 0, 0, 0, 0, 0], terms: 0 }];
			for (const figure of figures) {
				const and = (sign: 1 | -1) => sums.filter(({ terms }) => terms < 4).map(({ classes, terms }) => ({ terms: terms + 1, classes: classes.map((each, place) => each + (figure.classes[place] ? sign : 0)) }));
				sums = [...sums, ...and(1), ...and(-1)];
			}
			for (const { classes } of sums.filter((sum) => sum.classes.every((each) => each === 0 || each === 1))) {
				const people = counts.reduce((sum, size, place) => sum + (classes[place] ?? 0) * size, 0);
				expect(people === 0 || people >= smallestGroup, `${people} of ${JSON.stringify(counts)} follow from ${text}`).toBe(true);
			}
		}),
		{ numRuns: 8 }
	);
	expect(shown).toBeGreaterThan(12);
}, 120_000);

import { expect, test } from 'vitest';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { Role } from '#lib/domain/people/role.ts';
import { editionSchema } from '#lib/domain/programmes/edition.ts';
import type { Figures } from '#lib/protocol/figures.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { readFigures } from '#lib/server/figures/school-figures.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';

/** Totals for those who see no pupil. */
export function figureCases(database: () => OpenDatabase): void {
	/** Classes of 12 and 4 in one year layer, 30 in another. */
	async function open() {
		const school = await ServerSchool.create(database());
		const homeClass = (id: string, yearLayer: number, tracks: HomeClass['tracks']): WrittenRow => ({ kind: 'homeClass', row: { id: id as never, name: id, yearLayer, tracks } });
		const pupils = (homeClassId: string, count: number) =>
			Array.from({ length: count }, (_, i): WrittenRow => ({ kind: 'patron', row: aPatron({ id: `${homeClassId}-${i}` as never, homeClassId: homeClassId as never }) }));
		const gone = [1, 2, 3, 4].map((p): WrittenRow => ({ kind: 'patron', row: aPatron({ id: `patron-${p}` as never, leftOn: '2026-09-01' as never }) }));
		await school.write([...gone, homeClass('1h', 1, ['havo']), homeClass('1v', 1, ['vwo']), homeClass('2h', 2, ['havo']), ...pupils('1h', 12), ...pupils('1v', 4), ...pupils('2h', 30)]);
		return school;
	}

	test('a consultant gets no class and no group under ten, also not by subtracting; the school sees all', async () => {
		const school = await open();
		const outside = await readFigures(database(), await school.account(['consultant']));
		expect(outside.outside).toBe(true);
		expect(outside.classes).toEqual([]);
		expect(outside.total.pupils).toBe(46);
		// Havo (42) is the school less the four of vwo: it goes too. Year layers tell nothing of them.
		expect(outside.tracks.map((line) => line.pupils)).toEqual([null, null]);
		expect(outside.yearLayers.map((line) => line.pupils)).toEqual([16, 30]);
		const inside = await readFigures(database(), await school.account(['schoolLeader']));
		expect(inside.tracks.map((line) => line.pupils)).toEqual([42, 4]);
		expect(inside.classes.map((line) => [line.label, line.pupils])).toEqual([['1h', 12], ['1v', 4], ['2h', 30]]);
	});

	test('a few readers are not told to whoever stands outside, and nobody else gets figures', async () => {
		const school = await open();
		const desk = await school.desk();
		school.now = database().clock();
		for (const [copy, patron] of [[1, '2h-0'], [3, '2h-1'], [5, '2h-2']] as const) desk.perform('check-out', { loanId: `l${copy}`, copyId: `copy-${copy}`, patronId: patron });
		await desk.push();
		const inside = await readFigures(database(), desk.session);
		expect(inside.total).toMatchObject({ pupils: 46, readers: 3, loans: 3 });
		expect(inside.months.map((month) => month.loans)).toEqual([3]);
		const outside = await readFigures(database(), await school.account(['consultant']));
		expect([outside.total, ...outside.yearLayers].map((line) => [line.pupils, line.readers])).toEqual([[46, null], [16, 0], [30, null]]);
		// Three loans would be three readers at most, and a month of three loans as well.
		expect([outside.total.loans, outside.months]).toEqual([null, []]);
		for (const role of ['pupil', 'teacher'] as const) {
			await expect(readFigures(database(), await school.account([role]))).rejects.toMatchObject({ code: 'notAllowed' });
		}
	});

	test('a programme is not told where it less another figure would be a few, and its standing is not sent outside', async () => {
		const school = await open();
		const desk = await school.desk();
		const edition = (id: string, audience: object) =>
			desk.perform('add-edition', { edition: editionSchema.parse({ id, programmeId: 'own', name: id, label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15', joining: 'everyone', audience }) });
		edition('havo', { tracks: ['havo'] });
		edition('second', { yearLayers: [2] });
		await desk.push();
		while (await database().write('countProgressAgain', {}));
		const invitedIn = (figures: Figures) => figures.programmes.map(({ id, invited, takingPart }) => [id, invited, takingPart]);
		expect(invitedIn(await readFigures(database(), desk.session))).toEqual([['havo', 42, 42], ['second', 30, 30]]);
		const second = (await readFigures(database(), desk.session)).programmes.find(({ id }) => id === 'second');
		expect(second).toMatchObject({ yearLayers: [{ label: '2', invited: 30, takingPart: 30, done: 0 }], tracks: [{ tracks: ['havo'], invited: 30 }], classes: [{ label: '2h', invited: 30, takingPart: 30 }] });
		const outside = await readFigures(database(), await school.account(['consultant']));
		// The school less all of havo would be the four of vwo.
		expect(invitedIn(outside)).toEqual([['havo', null, null], ['second', 30, 30]]);
		const standingsOf = async (role: Role) => (await (await school.install('laptop', 'account', await school.account([role]))).pull()).list('standing').map(({ id }) => id);
		expect(await standingsOf('schoolLeader')).toEqual(['havo', 'second']);
		expect(await standingsOf('consultant')).toEqual([]);
	});
}

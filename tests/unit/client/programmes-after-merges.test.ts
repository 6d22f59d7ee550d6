import { describe, expect, it } from 'vitest';
import { editionSchema } from '#lib/domain/programmes/edition.ts';
import { changed, emptyParticipation } from '#lib/domain/programmes/participation.ts';
import type { PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench } from '../../builders/device.ts';
import { aTitle, day } from '../../builders/domain.ts';

const reader = 'patron-1' as PatronId;
const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const merge = (bench: Bench) => bench.perform(act('merge-titles', { keep: 'title-1', drop: 'title-2' }));
const split = (bench: Bench) => bench.perform(act('split-titles', { id: 'title-2', copyIds: [], holdIds: [], endedHoldIds: [], filled: [], isbns: [] }));

/** One who finished the first of two titles, in an edition that names only the second. */
function aDevice(values: object) {
	const own = { id: 'e', programmeId: 'own', name: 'Own', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15', joining: 'everyone' };
	const edition = editionSchema.parse({ ...own, ...values });
	const bench = new Bench();
	bench.confirm('title', aTitle({ id: 'title-2' as TitleId, title: 'Another record of it' }));
	bench.confirm('edition', edition);
	const finished = [{ entryId: 'r1', finishedOn: day('2026-10-20'), read: { titleId: 'title-1', title: 'Kruistocht in spijkerbroek', author: 'Beckman, Thea' } }];
	const verdict = () => bench.queries.programmes.own(reader, undefined, { finished, listComplete: false })[0]?.judged[0]?.verdict;
	return { bench, edition, verdict };
}

describe('what counts in a programme once titles were merged', () => {
	it('is read under whatever name the list has it, until they come apart again', async () => {
		const { bench, edition, verdict } = aDevice({ eligible: { titleIds: ['title-2'] } });
		const listed = () => bench.queries.programmes.eligibleTitles(edition).map((title) => title.id);
		expect([verdict(), listed()]).toEqual(['notEligible', ['title-2']]);
		await merge(bench);
		expect([verdict(), listed()]).toEqual(['counts', ['title-1']]);
		await split(bench);
		expect([verdict(), listed()]).toEqual(['notEligible', ['title-2']]);
	});

	it('was chosen under whatever name it had then', async () => {
		const { bench, edition, verdict } = aDevice({ chosenOnly: true });
		bench.confirm('participation', changed(emptyParticipation(edition.id, reader), { part: 'chosen', key: 'title-2', value: true }, 1, 'a:1'));
		expect(verdict()).toBe('notChosen');
		await merge(bench);
		expect(verdict()).toBe('counts');
	});
});

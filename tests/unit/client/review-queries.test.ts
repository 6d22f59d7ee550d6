import { describe, expect, it } from 'vitest';
import type { ShownReview, ShownReviewId } from '#lib/domain/reading/review.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { aTitle, patronId } from '../../builders/domain.ts';

const [kept, dropped] = ['title-1', 'title-2'] as TitleId[];
const writer = patronId('patron-1');
const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const write = (bench: Bench, titleId: TitleId | undefined, shownAs: string, text: string) => bench.perform(act('write-review', { titleId, shownAs, text }), { actor: pupil });

/** Two records of one work, each with a review of another reader. */
function aDevice(): Bench {
	const bench = new Bench();
	bench.confirm('title', aTitle({ id: dropped }));
	for (const titleId of [kept, dropped]) bench.confirm('shownReview', { id: `of-${titleId}` as ShownReviewId, titleId, text: 'Goed' } as ShownReview);
	return bench;
}
const shownOf = (bench: Bench, id = kept) => bench.queries.reviews.shown(id as TitleId).map((review) => review.id);

describe('reviews of a title that was merged into another', () => {
	it('stand with the title that stayed, and with each of the two when they come apart', async () => {
		const bench = aDevice();
		await bench.perform(act('merge-titles', { keep: kept, drop: dropped }));
		expect(shownOf(bench)).toEqual(['of-title-1', 'of-title-2']);
		await bench.perform(act('split-titles', { id: dropped, copyIds: [], holdIds: [], endedHoldIds: [], filled: [], isbns: [] }));
		expect([shownOf(bench), shownOf(bench, dropped)]).toEqual([['of-title-1'], ['of-title-2']]);
	});

	it('are still their writer’s own: read, changed and taken back in their place', async () => {
		const bench = aDevice();
		await write(bench, dropped, 'mine', 'Spannend');
		await bench.perform(act('merge-titles', { keep: kept, drop: dropped }));
		const own = () => bench.queries.reviews.own(kept as TitleId, writer);
		expect(own()).toMatchObject({ titleId: dropped, text: { value: 'Spannend' } });
		await write(bench, own()?.titleId, 'other', 'Heel spannend');
		expect(own()).toMatchObject({ titleId: dropped, shownAs: 'mine', text: { value: 'Heel spannend' } });
		await write(bench, own()?.titleId, 'other', '');
		expect(own()).toMatchObject({ text: { value: '' } });
		await write(bench, kept, 'new', 'Opnieuw');
		expect(own()).toMatchObject({ titleId: kept, text: { value: 'Opnieuw' } });
	});
});

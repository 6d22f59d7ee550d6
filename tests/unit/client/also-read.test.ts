import { expect, it } from 'vitest';
import { Queries } from '#lib/client/view/queries.ts';
import { Records } from '#lib/client/view/records.ts';
import type { CopyId, TitleId } from '#lib/domain/shared/ids.ts';
import { aCopy, aTitle, day } from '../../builders/domain.ts';

const title = (id: string, mergedInto?: string) => aTitle({ id: id as TitleId, ...(mergedInto && { mergedInto: mergedInto as TitleId }) });

function ask(titleIds: readonly string[] | undefined): string[] {
	const records = new Records();
	for (const each of [title('asked'), title('twin', 'asked'), title('other'), title('old', 'new'), title('new'), title('withdrawn')]) records.confirm('title', each.id, each);
	for (const id of ['asked', 'other', 'new', 'withdrawn']) {
		records.confirm('copy', id, aCopy({ id: id as CopyId, titleId: id as TitleId, barcode: id, status: id === 'withdrawn' ? 'withdrawn' : 'inService' }));
	}
	if (titleIds) records.confirm('alsoRead', 'asked', { id: 'asked' as TitleId, titleIds: titleIds as readonly TitleId[] });
	return new Queries(records, () => day('2026-11-23')).alsoRead(title('asked')).map(({ id }) => id);
}

it('what is also read is shown as the title it is now, once, and never the title itself', () => {
	expect(ask(['old', 'other', 'new', 'twin'])).toEqual(['new', 'other']);
});

it('a title that is gone, or of which no copy is left, is not recommended', () => {
	expect(ask(['unknown', 'withdrawn', 'other'])).toEqual(['other']);
	expect(ask(undefined)).toEqual([]);
});

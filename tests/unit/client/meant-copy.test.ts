import { describe, expect, it } from 'vitest';
import { aCopy, aTitle } from '../../builders/domain.ts';
import { Bench } from '../../builders/device.ts';
import { meantCopy } from '../../../src/routes/(my)/my/lend/meant-copy.ts';

const isbn = '9789047702115';
const sara = 'patron-1' as never;

function bench(): Bench {
	const made = new Bench();
	made.confirm('title', aTitle({ isbns: [isbn] }));
	made.confirm('title', aTitle({ id: 'title-2' as never, title: 'Oorlogswinter', isbns: ['9789025738563'] }));
	return made;
}
const meant = (made: Bench, code: string) => meantCopy(code, made.queries, sara);

describe('a code that a pupil scans to lend or return', () => {
	it('is the label of the school', () => {
		expect(meant(bench(), ' 10000002 ')).toMatchObject({ copy: { id: 'copy-2' }, title: { id: 'title-1' } });
		expect(meant(bench(), '999')).toEqual({ unclear: 'unknown' });
	});

	it('may be the code on the back cover, as long as it can mean one copy only', async () => {
		const made = bench();
		expect(meant(made, isbn)).toMatchObject({ unclear: 'which', title: { id: 'title-1' } });
		await made.lend('copy-2', 'patron-1');
		expect(meant(made, isbn)).toMatchObject({ copy: { id: 'copy-2' } });
		expect(meant(made, '9789025738563')).toMatchObject({ unclear: 'none', title: { id: 'title-2' } });
		made.confirm('copy', aCopy({ id: 'copy-3' as never, titleId: 'title-2' as never, barcode: '3' }));
		expect(meant(made, '9789025738563')).toMatchObject({ copy: { id: 'copy-3' } });
	});
});

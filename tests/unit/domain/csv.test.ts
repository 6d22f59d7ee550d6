import { expect, it } from 'vitest';
import { csvOf } from '#lib/domain/shared/csv.ts';

it('writes cells so that a spreadsheet reads them back and carries nothing out', () => {
	expect(csvOf([['naam', 'een; twee'], ['=1+1', 'zegt "dag"'], ['-3', 'twee\nregels']])).toBe(
		'\ufeffnaam;"een; twee"\r\n\'=1+1;"zegt ""dag"""\r\n\'-3;"twee\nregels"\r\n'
	);
});

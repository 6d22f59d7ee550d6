import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Records } from '#lib/client/view/records.ts';
import { confirmRows } from '#lib/client/view/confirmed-rows.ts';
import { aCopy, aPatron } from '../../builders/domain.ts';

describe('records', () => {
	it('show pending rows over confirmed ones and confirmed ones again when pending ones go', () => {
		const records = new Records();
		records.confirm('patron', 'patron-1', aPatron());
		records.overlay('patron', 'patron-1', aPatron({ familyName: 'Vos' }));
		expect(records.get('patron', 'patron-1')?.familyName).toBe('Vos');
		expect(records.isPending('patron', 'patron-1')).toBe(true);
		records.clearOverlay();
		expect(records.get('patron', 'patron-1')?.familyName).toBe('Meer');
	});

	it('show what a pending operation removed as gone', () => {
		const records = new Records();
		records.confirm('copy', 'copy-1', aCopy());
		records.overlay('copy', 'copy-1', undefined);
		expect(records.get('copy', 'copy-1')).toBeUndefined();
		expect(records.find('copyByBarcode', '10000001')).toEqual([]);
		expect(records.count('copy')).toBe(0);
	});

	it.each([['prg first', ['prg', 'pat']], ['pat first', ['pat', 'prg']]])('keep a list that went from everybody to a class, %s', (_order, scopes) => {
		const records = new Records();
		const row = { k: 'titleList', id: 'l', s: 1 };
		const news: Record<string, object> = { prg: { ...row, d: true }, pat: { ...row, b: { id: 'l', name: 'Voor 2b' } } };
		confirmRows(records, [{ ...row, b: { id: 'l', name: 'Voor allen' } }], 'prg:s');
		for (const scope of scopes) confirmRows(records, [news[scope] as never], `${scope}:s`);
		expect(records.get('titleList', 'l')?.name).toBe('Voor 2b');
		confirmRows(records, [{ ...row, d: true } as never], 'pat:s');
		expect(records.get('titleList', 'l')).toBeUndefined();
	});

	it('tell their listeners once a batch', () => {
		const records = new Records();
		const heard = vi.fn();
		const stop = records.subscribe(heard);
		records.confirm('copy', 'copy-1', aCopy());
		records.announce();
		stop();
		records.announce();
		expect(heard).toHaveBeenCalledTimes(1);
	});

	it('keep indexes exact, whatever is confirmed, laid over and cleared', () => {
		const change = fc.record({
			id: fc.constantFrom('c1', 'c2', 'c3'),
			barcode: fc.option(fc.constantFrom('b1', 'b2', 'b3'), { nil: undefined }),
			how: fc.constantFrom('confirm', 'overlay', 'clear')
		});
		fc.assert(
			fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
				const records = new Records();
				for (const { id, barcode, how } of changes) {
					const row = barcode === undefined ? undefined : aCopy({ id: id as never, barcode });
					if (how === 'confirm') records.confirm('copy', id, row);
					else if (how === 'overlay') records.overlay('copy', id, row);
					else records.clearOverlay();
				}
				const all = [...records.all('copy')];
				expect(records.count('copy')).toBe(all.length);
				for (const barcode of ['b1', 'b2', 'b3']) {
					const found = records.find('copyByBarcode', barcode).map((copy) => copy.id);
					expect(found.sort()).toEqual(all.filter((copy) => copy.barcode === barcode).map((copy) => copy.id).sort());
				}
			})
		);
	});
});

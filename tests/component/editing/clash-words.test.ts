import { expect, it } from 'vitest';
import { outcomeText } from '#lib/i18n/codes.ts';
import { namesFrom } from '#lib/i18n/names.ts';
import { Bench } from '../../builders/device.ts';

it('says of a clash which record it is, and both values in words', () => {
	const facts = { kind: 'copy', id: 'copy-1', fields: 'status,priceCents,shelf', 'kept.status': 'repair', 'wanted.status': 'lost', 'kept.priceCents': 1250, 'wanted.shelf': 'A1' };
	const outcome = { id: 'd:1', n: 1, type: 'edit-copy', status: 'noticed', codes: ['editClash'], facts, at: 1 } as never;
	const text = outcomeText(outcome, namesFrom(new Bench().queries)).replace(/\s/g, ' ');
	expect(text).toContain('Kruistocht in spijkerbroek');
	expect(text).toContain('Status: hier staat nu in reparatie, jij vulde vermist in.');
	expect(text).toContain('Prijs: hier staat nu € 12,50, jij vulde niets in.');
	expect(text).toContain('Plank: hier staat nu niets, jij vulde ‘A1’ in.');
});

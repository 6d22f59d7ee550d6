import { expect, it } from 'vitest';
import { cardSchema } from '#lib/domain/people/patron.ts';
import type { School } from '#lib/domain/school/school.ts';
import { Queries } from '#lib/client/view/queries.ts';
import { Records } from '#lib/client/view/records.ts';
import { aSchool, day } from '../../builders/domain.ts';

function findIn(stripLeadingZeros: boolean, ...numbers: string[]): (text: string) => string | undefined {
	const records = new Records();
	const school: School = aSchool({ cardNormalisation: { stripLeadingZeros } });
	records.confirm('school', school.id, school);
	for (const id of numbers) records.confirm('card', id, cardSchema.parse({ id, patronId: `patron-${id}` }));
	const queries = new Queries(records, () => day('2026-11-23'));
	return (text) => queries.findCard(text)?.id;
}

it('a card is its number with every zero, whatever blanks and case it is typed in', () => {
	const find = findIn(false, '001234', '1234', 'A17');
	expect([find('001234'), find('1234'), find(' 00 1234 '), find('a17'), find('01234')]).toEqual(['001234', '1234', '001234', 'A17', undefined]);
});

it('where zeros do not count, cards from before that was decided are still found', () => {
	const find = findIn(true, '001234', '77');
	expect([find('1234'), find('001234'), find('0077')]).toEqual(['001234', '001234', '77']);
});

it('where zeros do not count and two cards differ by them only, each is found by its own number', () => {
	const find = findIn(true, '001234', '1234');
	expect([find('001234'), find('1234'), find('01234')]).toEqual(['001234', '1234', '1234']);
});

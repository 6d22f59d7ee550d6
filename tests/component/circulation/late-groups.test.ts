import { expect, it } from 'vitest';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import { groupLate } from '#lib/ui/loans/late-groups.ts';
import type { LentLine } from '#lib/ui/loans/lent-line.ts';
import { aCopy, anOpenLoan, aPatron, aTitle, loanId } from '../../builders/domain.ts';

const classes = new Map(['1a', '2hv3', '10b'].map((name) => [`c-${name}`, { id: `c-${name}`, name, tracks: [] } as unknown as HomeClass]));
const homeClass = (id: string | undefined) => (id === undefined ? undefined : classes.get(id));

let serial = 0;
function aLine(className: string | undefined, familyName: string, daysLate: number): LentLine {
	const homeClassId = className === undefined ? {} : { homeClassId: `c-${className}` as never };
	const patron = aPatron({ id: `p${++serial}` as never, familyName, infix: undefined, ...homeClassId });
	return { loan: anOpenLoan({ id: loanId(`l${++serial}`) }), copy: aCopy(), title: aTitle(), patron, daysLate, pending: false };
}
const group = (...lines: LentLine[]) => groupLate(lines, homeClass, 'Zonder klas');

it('puts classes in the order of the timetable and those without a class last', () => {
	const groups = group(aLine(undefined, 'Docent', 3), aLine('10b', 'Ahmed', 1), aLine('2hv3', 'Bakker', 2), aLine('1a', 'Çelik', 9));
	expect(groups.map(({ name }) => name)).toEqual(['1a', '2hv3', '10b', 'Zonder klas']);
});

it('goes by name in a class, and for one patron by how late', () => {
	const [found] = group(aLine('1a', 'Zwart', 40), aLine('1a', 'Bakker', 2), aLine('1a', 'Bakker', 12), aLine('1a', 'Éluard', 1));
	expect(found?.lines.map(({ patron, daysLate }) => [patron?.familyName, daysLate])).toEqual([
		['Bakker', 12],
		['Bakker', 2],
		['Éluard', 1],
		['Zwart', 40]
	]);
});

it('keeps a copy whose patron is no longer named', () => {
	const [found] = group({ ...aLine('1a', 'Weg', 400), patron: undefined });
	expect(found).toMatchObject({ id: '', name: 'Zonder klas' });
	expect(found?.lines).toHaveLength(1);
});

it('a class that is no longer known counts as none, so nobody falls off the list', () => {
	const groups = group(aLine('9z', 'Verhuisd', 5));
	expect(groups.map(({ name }) => name)).toEqual(['Zonder klas']);
});

import { describe, expect, it } from 'vitest';
import { proposedLoans, questionAfterReturn } from '#lib/domain/reading/loan-questions.ts';
import { readingYear, yearsOfReading } from '#lib/domain/reading/reading-year.ts';
import { foldProgress } from '#lib/domain/reading/progress.ts';
import { aTitle, day, loanId } from '../../builders/domain.ts';
import { aReading, aStep, finishedOn, stamp } from '../../builders/reading.ts';

const title = (id: string, material: 'book' | 'dvd' = 'book') => aTitle({ id: id as never, title: id, material });
const lent = (id: string, of = title(id)) => ({ loan: { id: loanId(id) }, title: of });
const now = Date.UTC(2026, 10, 23);
const daysAgo = (days: number) => now - days * 86_400_000;
const back = (id: string, days: number) => ({ loan: { id: loanId(id), returnedAt: daysAgo(days) }, title: title(id) });
const silenced = (id: string) => ({ id: 'patron-1' as never, patronId: 'patron-1' as never, silenced: { [id]: stamp(true) } });

describe('a loan', () => {
	it('is proposed for the log until it is taken or declined, and a film never', () => {
		const loans = [lent('a'), lent('b'), lent('film', title('film', 'dvd'))];
		expect(proposedLoans(loans, [], undefined).map(({ loan }) => loan.id)).toEqual(['a', 'b']);
		expect(proposedLoans(loans, [aReading({ loanId: loanId('a') })], silenced('b'))).toEqual([]);
		expect(proposedLoans(loans, [aReading({ titleId: 'a' as never })], undefined).map(({ loan }) => loan.id)).toEqual(['b']);
	});

	it('that ended asks one question, about the latest return, and only while it can still be answered', () => {
		const entry = aReading({ loanId: loanId('old') });
		expect(questionAfterReturn([back('old', 5), back('new', 1)], [], [entry], undefined, now)).toMatchObject({ returned: { loan: { id: 'new' } }, entry: undefined });
		expect(questionAfterReturn([back('old', 5), back('new', 1)], [], [entry], silenced('new'), now)).toMatchObject({ returned: { loan: { id: 'old' } }, entry });
		expect(questionAfterReturn([back('old', 31)], [], [entry], undefined, now)).toBeUndefined();
		expect(questionAfterReturn([back('old', 5)], [lent('old')], [entry], undefined, now)).toBeUndefined();
		expect(questionAfterReturn([back('old', 5)], [], [finishedOn('2026-11-20', { loanId: loanId('old') })], undefined, now)).toBeUndefined();
	});
});

describe('a year of reading', () => {
	const line = (entry: ReturnType<typeof aReading>, steps: ReturnType<typeof aStep>[] = []) => ({ entry, state: foldProgress(entry, steps) });

	it('runs from August to July, with each title in the month it was finished', () => {
		const lines = [line(finishedOn('2026-09-03', { words: stamp(['funny']) })), line(finishedOn('2026-07-31', { id: 'r2' as never })), line(aReading({ id: 'r3' as never }), [aStep('s', 1, { unit: 'minutes', amount: 25 }, '2026-11-02')])];
		const year = readingYear(lines, '2026-2027');
		expect(year.months.map(({ month }) => month)).toEqual(['2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07']);
		expect(year).toMatchObject({ titles: 1, pages: 200, minutes: 25, days: 2, words: [{ word: 'funny', count: 1 }] });
		expect(year.months[1]?.finished.map(({ entry }) => entry.id)).toEqual(['reading-1']);
		expect(readingYear(lines, '2025-2026')).toMatchObject({ titles: 1 });
		expect(yearsOfReading(lines, day('2026-11-23'))).toEqual(['2026-2027', '2025-2026']);
	});
});

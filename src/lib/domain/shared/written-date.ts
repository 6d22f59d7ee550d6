import { calendarDateSchema, type CalendarDate } from './calendar-date.ts';

/** First three letters of the months as Dutch and English write them. */
const months: Readonly<Record<string, number>> = {
	jan: 1, feb: 2, mrt: 3, maa: 3, mar: 3, apr: 4, mei: 5, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, dec: 12
};

/**
 * A day as files write it: `2024-03-01`, `20240301`, the Dutch `1-3-2024` and `1 maart 2024`, with or without a time
 * behind it. Other shapes, such as a year of two digits, could mean more than one day and are left out.
 */
export function readWrittenDate(cell: string): CalendarDate | undefined {
	const text = cell.trim().toLowerCase();
	const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[t ].*)?$/.exec(text);
	if (iso) return dayOf(iso[1], iso[2], iso[3]);
	const dutch = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?$/.exec(text);
	if (dutch) return dayOf(dutch[3], dutch[2], dutch[1]);
	const worded = /^(?:[a-z]+\.?,? +)?(\d{1,2})[ -]+([a-z]{3})[a-z]*\.?[ -]+(\d{4})$/.exec(text);
	return worded ? dayOf(worded[3], String(months[worded[2] ?? ''] ?? 0), worded[1]) : undefined;
}

function dayOf(year = '', month = '', day = ''): CalendarDate | undefined {
	const parsed = calendarDateSchema.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
	return parsed.success ? parsed.data : undefined;
}

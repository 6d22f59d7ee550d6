import Papa from 'papaparse';
import { daysOffFromCalendar } from '#lib/domain/school/days-off/days-off-calendar.ts';
import { daysOffFromList, type ListLine } from '#lib/domain/school/days-off/days-off-list.ts';
import type { FiledDaysOff } from '#lib/domain/school/days-off/filed-days-off.ts';
import { isIcal, unfold } from '#lib/domain/school/days-off/ical.ts';
import { textOf } from './text-file.ts';

/** Calendars of schools are a few hundred kB at most. */
const largestFile = 5_000_000;

/** Why a file holds no days off at all. */
export type DaysOffProblem = 'empty' | 'tooLarge' | 'notText' | 'nothing';

/**
 * Reads days off from an iCalendar file or a CSV list, whatever it is called.
 * @param timeZone of the school (IANA name)
 */
export async function readDaysOffFile(file: Blob, timeZone: string): Promise<FiledDaysOff | DaysOffProblem> {
	if (file.size > largestFile) return 'tooLarge';
	const bytes = new Uint8Array(await file.arrayBuffer());
	const text = textOf(bytes);
	if (text.trim() === '') return 'empty';
	if (text.includes('\u0000')) return 'notText';
	const filed = isIcal(text) ? daysOffFromCalendar(textOf(unfold(bytes)), timeZone) : daysOffFromList(linesOf(text));
	return filed.periods.length > 0 ? filed : 'nothing';
}

function linesOf(text: string): ListLine[] {
	let next = 1;
	return Papa.parse<string[]>(text).data.flatMap((cells) => {
		const line = next;
		next += cells.join('').split('\n').length;
		return cells.some((cell) => cell.trim() !== '') ? [{ line, cells }] : [];
	});
}

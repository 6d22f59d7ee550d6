import { readWrittenDate } from '../../shared/written-date.ts';
import type { FiledDaysOff, FiledPeriod, Unread } from './filed-days-off.ts';

/** A line of a list, cell by cell. */
export interface ListLine {
	/** The first is 1. */
	readonly line: number;
	readonly cells: readonly string[];
}

interface Columns {
	readonly name: number;
	readonly region: number;
	readonly from: number;
	readonly to: number;
}

const heads = {
	name: /^(naam|name|vakantie|holiday|omschrijving|description|titel|title|onderwerp|subject|periode|period)\b/i,
	region: /^(regio|region)\b/i,
	from: /^(van|vanaf|from|begin|start|eerste|first)/i,
	to: /^(tot|t\/m|to|until|eind|end|laatste|last)/i
} as const;

/**
 * Days off from a list of name, first and last day, both included. Columns are found by their heads, and without heads
 * by what stands in them; a line with one date is one day. Of a list for more than one region each name gets its region.
 */
export function daysOffFromList(lines: readonly ListLine[]): FiledDaysOff {
	const head = lines[0]?.cells.some((cell) => readWrittenDate(cell)) ? undefined : lines[0];
	const columns = columnsOf(head?.cells ?? []);
	const rows = head ? lines.slice(1) : lines;
	const read = rows.map((row) => readLine(row, columns));
	const regions = new Set(read.flatMap((each) => ('region' in each ? [each.region] : [])));
	return {
		periods: read.flatMap((each) => ('period' in each ? [regions.size > 1 ? withRegion(each.period, each.region) : each.period] : [])),
		unread: read.flatMap((each) => ('reason' in each ? [each] : []))
	};
}

function columnsOf(head: readonly string[]): Columns {
	const place = (pattern: RegExp): number => head.findIndex((cell) => pattern.test(cell.trim()));
	return { name: place(heads.name), region: place(heads.region), from: place(heads.from), to: place(heads.to) };
}

function readLine({ line, cells }: ListLine, columns: Columns): { period: FiledPeriod; region: string } | Unread {
	const named = [columns.from, columns.to].filter((place) => place >= 0).map((place) => (cells[place] ?? '').trim());
	// Where the heads do not say which, the first two dates of the line.
	const written = named.length > 0 ? named : cells.filter((cell) => readWrittenDate(cell));
	const from = readWrittenDate(written[0] ?? '');
	const to = (written[1] ?? '') === '' ? from : readWrittenDate(written[1] ?? '');
	if (!from || !to) return { line, reason: 'noDate', text: cells.join(' ').trim() };
	if (to < from) return { line, reason: 'order', text: cells.join(' ').trim() };
	const name = columns.name >= 0 ? cells[columns.name] : cells.find((cell) => /\p{L}/u.test(cell) && !readWrittenDate(cell));
	const period = { name: (name ?? '').trim().slice(0, 100), from, to, repeats: false, partOfDay: false, likely: true };
	return { period, region: (cells[columns.region] ?? '').trim() };
}

function withRegion(period: FiledPeriod, region: string): FiledPeriod {
	return region === '' ? period : { ...period, name: `${period.name} (${region})`.slice(0, 100) };
}

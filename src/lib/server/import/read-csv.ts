import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import Papa from 'papaparse';
import { guessDelimiter, unwrapRow } from './delimiter.ts';
import { ImportFailure } from './import-report.ts';
import { decodeText, type Encoding } from './read-text.ts';

export interface CsvRow {
	/** Line of the file on which the row begins; the first is 1. */
	readonly line: number;
	readonly cells: readonly string[];
}

export interface CsvFile {
	readonly delimiter: string;
	/** As far as read; certain after the last row. */
	readonly encoding: () => Encoding;
	/** Rows that are not blank. Throws `ImportFailure` at a quote that nothing closes, and at a row that does not end. */
	readonly rows: AsyncGenerator<CsvRow>;
}

/** Characters looked at before the separator is chosen. */
const sampleLength = 64 * 1024;
const samplePiece = 2 * 1024;
/** Lines in one cell above which a quote was left open; summaries are shorter. */
const longestCell = 200;
/**
 * Characters without the end of a row after which no row can come any more. The parser looks at an unfinished row again
 * with every piece of it, so that one that never ends would take hours.
 */
const longestRow = 512 * 1024;

/**
 * Reads a delimited file as it streams by: encoding and separator are found from the content.
 * @throws ImportFailure `empty`, `notText`
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>): Promise<CsvFile> {
	const { encoding, text } = decodeText(bytes);
	const sample = await takeSample(text);
	if (sample.trim() === '') throw new ImportFailure('empty');
	if (sample.includes('\u0000')) throw new ImportFailure('notText');
	const delimiter = guessDelimiter(sample);
	return { delimiter, encoding, rows: rowsOf(withSample(sample, text), delimiter) };
}

async function takeSample(text: AsyncGenerator<string>): Promise<string> {
	let sample = '';
	while (sample.length < sampleLength) {
		const next = await text.next();
		if (next.done) break;
		sample += next.value;
	}
	return sample;
}

/** The sample again in small pieces: as one, all its rows would be read before anything else gets a turn. */
async function* withSample(sample: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
	for (let at = 0; at < sample.length; at += samplePiece) {
		yield sample.slice(at, at + samplePiece);
		await setImmediate();
	}
	yield* text;
}

async function* rowsOf(text: AsyncGenerator<string>, delimiter: string): AsyncGenerator<CsvRow> {
	const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter });
	let line = 1;
	let unended = 0;
	async function* watched(): AsyncGenerator<string> {
		for await (const piece of text) {
			unended += piece.length;
			if (unended > longestRow) throw new ImportFailure('unclosedQuote', line);
			yield piece;
		}
	}
	const source = Readable.from(watched());
	source.on('error', (error) => parser.destroy(error));
	let width = 0;
	let last: CsvRow | undefined;
	for await (const row of source.pipe(parser) as AsyncIterable<string[]>) {
		unended = 0;
		const cells = unwrapRow(row, delimiter);
		const height = 1 + linesWithin(row);
		if (height > longestCell) throw new ImportFailure('unclosedQuote', line);
		if (cells.some((cell) => cell.trim() !== '')) {
			last = { line, cells };
			width = Math.max(width, cells.length);
			yield last;
		}
		line += height;
	}
	if (last && last.cells.length < width && /[\r\n]/.test(last.cells.at(-1) ?? '')) {
		throw new ImportFailure('unclosedQuote', last.line);
	}
}

function linesWithin(cells: readonly string[]): number {
	return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

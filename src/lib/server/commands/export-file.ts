import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportCatalogue, exportFormats, type ExportFormat } from '../import/export-catalogue.ts';
import { findSchoolByBrin, readCatalogueNow } from '../import/school-records.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** `export catalogue FILE --format marcxml|iso2709|csv`. */
export const exportFile: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: ['school', 'format'], flags: ['json'], positionals: 2 }, words);
	const [kind, file] = given.positionals;
	if (kind !== 'catalogue') throw new WrongUsage(kind === undefined ? words.missing('catalogue') : words.wrong('export', kind));
	if (file === undefined) throw new WrongUsage(words.missing(words.fileName));
	const [brin, format] = [given.required('school'), given.required('format')];
	if (!isFormat(format)) throw new WrongUsage(words.wrong('--format', format));
	const opened = await database();
	const school = await findSchoolByBrin(opened.reader, brin);
	if (!school) throw new CommandFailure('unknownSchool', words.unknownSchool(brin));
	const now = await readCatalogueNow(opened, school);
	const tooLong: string[] = [];
	await pipeline(Readable.from(exportCatalogue(now, format, (title) => tooLong.push(title.title))), createWriteStream(file)).catch((error: unknown) => {
		throw new CommandFailure('unwritable', words.failed(error instanceof Error ? error.message : String(error)));
	});
	if (given.flag('json')) terminal.out(JSON.stringify({ titles: now.titles.length - tooLong.length, tooLong }));
	else {
		terminal.out(words.exported(file, now.titles.length - tooLong.length));
		for (const title of tooLong) terminal.out(words.recordTooLong(title));
	}
	return exitCodes.done;
};

function isFormat(text: string): text is ExportFormat {
	return (exportFormats as readonly string[]).includes(text);
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { applyImport } from '../import/apply-import.ts';
import { ImportFailure, type ImportReport } from '../import/import-report.ts';
import { readOneRosterFolder } from '../import/one-roster-files.ts';
import { planImport, type ImportSource } from '../import/plan-import.ts';
import { findSchoolByBrin } from '../import/school-records.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext } from './command.ts';
import { readArguments, type Arguments } from './read-arguments.ts';
import { printReport } from './print-report.ts';

type Kind = ImportSource['kind'];

/** `import catalogue FILE` and `import roster FILE`; a roster may be a folder with a OneRoster set. */
export const importFile: Command = async (args, context) => {
	const { words } = context;
	const options = { texts: ['school', 'category', 'accept'], flags: ['dry-run', 'json', 'notes'], positionals: 2 };
	const given = readArguments(args, options, words);
	const kind = readKind(given, context);
	const file = given.positionals[1];
	if (file === undefined) throw new WrongUsage(words.missing(words.fileName));
	const brin = given.required('school');
	const content = await readContent(file, kind, context);
	const database = await context.database();
	const school = await findSchoolByBrin(database.reader, brin);
	if (!school) throw new CommandFailure('unknownSchool', words.unknownSchool(brin));
	const accepted = new Set((given.text('accept') ?? '').split(',').map((id) => id.trim()).filter(Boolean));
	const source: ImportSource = { kind, content, category: given.text('category') === 'teacher' ? 'teacher' : 'pupil' };
	const plan = await planImport(database, school, source, { accepted });
	const isRehearsal = given.flag('dry-run');
	if (!isRehearsal) await applyImport(database, school.id, plan, { fileName: path.basename(file), accepted });
	if (given.flag('json')) context.terminal.out(JSON.stringify(given.flag('notes') ? { ...plan.report, changes: plan.changes, proposals: plan.proposals } : countsOf(plan.report)));
	else printReport(context, { ...plan, school, file: path.basename(file), isRehearsal });
	return exitCodes.done;
};

/** What other programs rest on; `--notes` gives them the rest. */
export function countsOf({ rows, titles, copies, patrons, isbn, skipped }: ImportReport): Omit<ImportReport, 'warnings'> {
	return { rows, titles, copies, patrons, isbn, skipped };
}

/** What a person hears of a file that cannot be read at all. */
export function asCommandFailure(error: ImportFailure, { words }: CommandContext): CommandFailure {
	const message = words.failure[error.code];
	return new CommandFailure(error.code, error.line === undefined ? message : `${message}\n${words.atLine(error.line, error.code)}`);
}

function readKind(given: Arguments, { words }: CommandContext): Kind {
	const [kind] = given.positionals;
	if (kind === undefined) throw new WrongUsage(words.missing('catalogue | roster'));
	if (kind !== 'catalogue' && kind !== 'roster') throw new WrongUsage(words.wrong('import', kind));
	const category = given.text('category');
	if (category !== undefined && (kind !== 'roster' || (category !== 'pupil' && category !== 'teacher'))) {
		throw new WrongUsage(words.wrong('--category', category));
	}
	return kind;
}

/** The content of a file, or of a folder with a OneRoster set. @throws CommandFailure `unreadable`; ImportFailure `tooLarge` */
export async function readContent(file: string, kind: Kind, { words }: CommandContext): Promise<ImportSource['content']> {
	const found = await stat(file).catch(() => undefined);
	if (kind === 'roster' && found?.isDirectory()) return readOneRosterFolder(file);
	if (!found?.isFile()) throw new CommandFailure('unreadable', words.unreadable(file));
	if (found.size > 2 ** 30) throw new ImportFailure('tooLarge');
	return readFile(file);
}

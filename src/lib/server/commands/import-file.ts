import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { School } from '#lib/domain/school/school.ts';
import type { OpenDatabase } from '../db/open.ts';
import { planCatalogue } from '../import/catalogue.ts';
import type { ImportFailure} from '../import/import-report.ts';
import { type ImportChanges, type ImportReport } from '../import/import-report.ts';
import { readCsv, type CsvFile } from '../import/read-csv.ts';
import { planRoster } from '../import/roster.ts';
import { findSchoolByBrin, readCatalogueNow, readRosterNow } from '../import/school-records.ts';
import { writeCatalogue, writeRoster } from '../import/write-plan.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext } from './command.ts';
import { readArguments, type Arguments } from './read-arguments.ts';
import { printReport } from './print-report.ts';

type Kind = 'catalogue' | 'roster';

/** A plan that can be carried out. */
interface Rehearsal {
	readonly report: ImportReport;
	readonly changes: ImportChanges;
	write(): Promise<void>;
}

/** `import catalogue FILE` and `import roster FILE`. */
export const importFile: Command = async (args, context) => {
	const { words } = context;
	const options = { texts: ['school', 'category'], flags: ['dry-run', 'json'], positionals: 2 };
	const given = readArguments(args, options, words);
	const kind = readKind(given, context);
	const file = given.positionals[1];
	if (file === undefined) throw new WrongUsage(words.missing(words.fileName));
	const brin = given.required('school');
	await assertReadable(file, context);
	const database = await context.database();
	const school = await findSchoolByBrin(database.reader, brin);
	if (!school) throw new CommandFailure('unknownSchool', words.unknownSchool(brin));
	const csv = await readCsv(createReadStream(file));
	const rehearsal = await rehearse(kind, csv, database, school, given);
	if (!given.flag('dry-run')) await rehearsal.write();
	if (given.flag('json')) context.terminal.out(JSON.stringify(rehearsal.report));
	else printReport(context, { kind, school, file: path.basename(file), csv, isRehearsal: given.flag('dry-run'), ...rehearsal });
	return exitCodes.done;
};

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

async function rehearse(kind: Kind, csv: CsvFile, database: OpenDatabase, school: School, given: Arguments): Promise<Rehearsal> {
	if (kind === 'catalogue') {
		const plan = await planCatalogue(csv, await readCatalogueNow(database, school));
		return { report: plan.report, changes: plan.changes, write: () => writeCatalogue(database.write, school.id, plan) };
	}
	const category = given.text('category') === 'teacher' ? 'teacher' : 'pupil';
	const plan = await planRoster(csv, await readRosterNow(database, school), category);
	return { report: plan.report, changes: plan.changes, write: () => writeRoster(database.write, school.id, plan) };
}

async function assertReadable(file: string, { words }: CommandContext): Promise<void> {
	const found = await stat(file).catch(() => undefined);
	if (!found?.isFile()) throw new CommandFailure('unreadable', words.unreadable(file));
}

import type { School } from '#lib/domain/school/school.ts';
import { RequestFailure } from '../failure.ts';
import { undoImport } from '../import/apply-import.ts';
import { listImports } from '../import/list-imports.ts';
import { findSchoolByBrin } from '../import/school-records.ts';
import type { OpenDatabase } from '../db/open.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** `imports`: what was taken in, newest first. */
export const showImports: Command = async (args, context) => {
	const given = readArguments(args, { texts: ['school'], flags: ['json'], positionals: 0 }, context.words);
	const { database, school } = await openSchool(given.required('school'), context);
	const runs = await listImports(database, school.id);
	if (given.flag('json')) context.terminal.out(JSON.stringify({ imports: runs }));
	else for (const run of runs) context.terminal.out(context.words.recordedImport(run));
	return exitCodes.done;
};

/** `rollback ID`: undoes one import, but for what happened since. */
export const rollBackImport: Command = async (args, context) => {
	const { words, terminal } = context;
	const given = readArguments(args, { texts: ['school'], flags: ['json'], positionals: 1 }, words);
	const [id] = given.positionals;
	if (id === undefined) throw new WrongUsage(words.missing('ID'));
	const { database, school } = await openSchool(given.required('school'), context);
	const result = await undoImport(database, school.id, id).catch((error: unknown) => {
		throw error instanceof RequestFailure && error.code === 'notFound' ? new CommandFailure('notFound', words.unknownImport(id)) : error;
	});
	if (given.flag('json')) terminal.out(JSON.stringify(result));
	else terminal.out(words.rolledBack(result.undone, result.kept.length));
	return exitCodes.done;
};

async function openSchool(brin: string, { database, words }: CommandContext): Promise<{ database: OpenDatabase; school: School }> {
	const opened = await database();
	const school = await findSchoolByBrin(opened.reader, brin);
	if (!school) throw new CommandFailure('unknownSchool', words.unknownSchool(brin));
	return { database: opened, school };
}

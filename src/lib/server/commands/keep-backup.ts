import { readConfig } from '../config.ts';
import { backUp, BackupFailure, restore } from '../db/backup.ts';
import { keepForgotten } from '../privacy/forget-patron.ts';
import { fileJournal } from '../privacy/journal.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext } from './command.ts';
import { readArguments } from './read-arguments.ts';

const names = { texts: [], flags: ['json'], positionals: 1 } as const;

/** Copies the SQLite database while the server works. */
export const makeBackup: Command = async (args, context) => {
	const given = readArguments(args, names, context.words);
	const [file] = given.positionals;
	if (!file) throw new WrongUsage(context.words.missing(context.words.fileName));
	const bytes = await inWords(context, () => backUp(sqliteFolder(context), file));
	context.terminal.out(given.flag('json') ? JSON.stringify({ file, bytes }) : context.words.backupMade(file, bytes));
	return exitCodes.done;
};

/** Puts a backup in the place of the database; the server must be stopped. */
export const putBackupBack: Command = async (args, context) => {
	const given = readArguments(args, names, context.words);
	const [file] = given.positionals;
	if (!file) throw new WrongUsage(context.words.missing(context.words.fileName));
	const folder = sqliteFolder(context);
	const restored = await inWords(context, () => restore(folder, file, Date.now()));
	const forgotten = await keepForgotten(await context.database(), fileJournal(folder));
	context.terminal.out(given.flag('json') ? JSON.stringify({ ...restored, forgotten }) : context.words.backupRestored(restored.before));
	if (forgotten > 0 && !given.flag('json')) context.terminal.out(context.words.forgottenAgain(forgotten));
	return exitCodes.done;
};

function sqliteFolder({ environment, words }: CommandContext): string {
	const config = readConfig(environment);
	if (config.databaseUrl) throw new CommandFailure('postgres', words.backupOfPostgres);
	return config.dataFolder;
}

async function inWords<T>({ words }: CommandContext, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof BackupFailure) throw new CommandFailure(error.trouble, words.backupTrouble[error.trouble]);
		throw error;
	}
}

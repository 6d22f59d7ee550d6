import { readConfig } from '../config.ts';
import { openDatabase, type OpenDatabase } from '../db/open.ts';
import { ImportFailure } from '../import/import-report.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext, type ExitCode, type Terminal } from './command.ts';
import { createSchool } from './create-school.ts';
import { asCommandFailure, importFile } from './import-file.ts';
import { exportFile } from './export-file.ts';
import { rollBackImport, showImports } from './imports.ts';
import { makeBackup, putBackupBack } from './keep-backup.ts';
import { beginNewEpoch } from './new-epoch.ts';
import { makeDemo } from './make-demo.ts';
import { printCodes } from './print-codes.ts';
import { showSetUpCode } from './show-set-up-code.ts';
import { takeIn } from './take-in.ts';
import { isEnglish } from './words.ts';
import { english } from './words-en.ts';
import { dutch } from './words-nl.ts';

const commands: Readonly<Record<string, Command>> = {
	'create-school': createSchool,
	import: importFile,
	export: exportFile,
	imports: showImports,
	rollback: rollBackImport,
	'setup-code': showSetUpCode,
	codes: printCodes,
	demo: makeDemo,
	backup: makeBackup,
	restore: putBackupBack,
	'new-epoch': beginNewEpoch,
	'take-in': takeIn
};

/**
 * Runs one command as typed behind `npm run mediatheek --`.
 * @returns 0 done, 1 failed, 2 called wrongly
 */
export async function runCommand(
	argv: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	terminal: Terminal
): Promise<ExitCode> {
	const words = isEnglish(environment) ? english : dutch;
	let opened: OpenDatabase | undefined;
	const context: CommandContext = {
		environment,
		words,
		terminal,
		database: async () => (opened ??= await openDatabase(readConfig(environment)))
	};
	try {
		return await findAndRun(argv, context);
	} catch (error) {
		return explain(error, argv.includes('--json'), context);
	} finally {
		await opened?.close();
	}
}

function findAndRun([name, ...args]: readonly string[], context: CommandContext): Promise<ExitCode> {
	const { words, terminal } = context;
	if (name === 'help' || name === '--help' || name === '-h') {
		terminal.out(words.usage);
		return Promise.resolve(exitCodes.done);
	}
	const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command) throw new WrongUsage(name === undefined ? '' : words.unknownCommand(name));
	return command(args, context);
}

/** With `--json` the object goes where its reader looks, and the exit code says that it failed. */
function explain(error: unknown, asJson: boolean, context: CommandContext): ExitCode {
	const { words, terminal } = context;
	if (error instanceof WrongUsage) {
		terminal.error([error.message, words.usage].filter(Boolean).join('\n\n'));
		return exitCodes.wrongUsage;
	}
	const known = error instanceof ImportFailure ? asCommandFailure(error, context) : error;
	const code = known instanceof CommandFailure ? known.code : 'failed';
	const message = known instanceof CommandFailure ? known.message : words.failed(error instanceof Error ? error.message : String(error));
	if (asJson) terminal.out(JSON.stringify({ failure: code }));
	terminal.error(message);
	return exitCodes.failed;
}

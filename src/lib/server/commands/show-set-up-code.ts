import { CommandFailure, exitCodes, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** A new code for the guided set-up, also for a server that runs; the one before stops working. */
export const showSetUpCode: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: [], flags: ['json'], positionals: 0 }, words);
	const code = await (await database()).write('mintSetUpCode', {});
	if (code === undefined) throw new CommandFailure('codeUsed', words.setUpNotNeeded);
	terminal.out(given.flag('json') ? JSON.stringify({ code }) : words.setUpCode(code));
	return exitCodes.done;
};

import { exitCodes, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** After `pg_restore`: installations load anew and give back what the restored database lacks. The server must be stopped. */
export const beginNewEpoch: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: [], flags: ['json'], positionals: 0 }, words);
	const { write } = await database();
	const epoch = await write('mintEpoch', {});
	terminal.out(given.flag('json') ? JSON.stringify({ epoch }) : words.epochBegun);
	return exitCodes.done;
};

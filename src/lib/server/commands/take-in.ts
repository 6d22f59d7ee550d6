import { readFile } from 'node:fs/promises';
import { takeInFile } from '../sync/take-in-file.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** Takes in the work of a device that was saved as a file. Doing it again changes nothing. */
export const takeIn: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: [], flags: ['json'], positionals: 1 }, words);
	const [file] = given.positionals;
	if (!file) throw new WrongUsage(words.missing(words.fileName));
	const text = await readFile(file, 'utf8').catch(() => {
		throw new CommandFailure('unreadable', words.unreadable(file));
	});
	const answer = await takeInFile(await database(), text);
	if ('trouble' in answer) throw new CommandFailure(answer.trouble, words.outboxFileTrouble[answer.trouble]);
	terminal.out(given.flag('json') ? JSON.stringify(answer) : words.takenIn(answer));
	return exitCodes.done;
};

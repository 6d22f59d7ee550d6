import { ensureDemoSchool } from '../demo/ensure-demo-school.ts';
import { RequestFailure } from '../failure.ts';
import { CommandFailure, exitCodes, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** Makes the demo school, or makes it anew when its history does not end today. */
export const makeDemo: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: [], flags: ['json'], positionals: 0 }, words);
	const { school, made, facts } = await ensureDemoSchool({ database: await database() }, { renew: true }).catch((error: unknown) => {
		if (error instanceof RequestFailure && error.code === 'notAllowed') throw new CommandFailure('notAllowed', words.demoRefused);
		throw error;
	});
	if (given.flag('json')) terminal.out(JSON.stringify({ brin: school.brin, name: school.name, made, facts }));
	else terminal.out(made ? words.demoMade(school.name, facts) : words.demoKept(school.name));
	return exitCodes.done;
};

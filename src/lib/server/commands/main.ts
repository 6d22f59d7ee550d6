import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), process.env, {
	out: (text) => console.log(text),
	error: (text) => console.error(text)
});

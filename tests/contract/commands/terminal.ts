import { runCommand } from '#lib/server/commands/run-command.ts';

export interface Said {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

/** Runs a command on the database of a folder, in Dutch, and keeps what it says. */
export async function run(folder: string, argv: readonly string[], environment: Record<string, string> = {}): Promise<Said> {
	const [out, error]: [string[], string[]] = [[], []];
	const code = await runCommand(argv, { MEDIATHEEK_DATA: folder, ...environment }, { out: (text) => out.push(text), error: (text) => error.push(text) });
	return { code, out: out.join('\n'), error: error.join('\n') };
}

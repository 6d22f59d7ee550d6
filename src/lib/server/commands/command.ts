import type { OpenDatabase } from '../db/open.ts';
import type { Words } from './words.ts';

/** Where a command writes; a test gives its own. */
export interface Terminal {
	out(text: string): void;
	error(text: string): void;
}

export interface CommandContext {
	/** Opened only when a command needs it, so that wrong usage touches nothing. */
	readonly database: () => Promise<OpenDatabase>;
	/** The process's own, for what is read before a database is opened. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly words: Words;
	readonly terminal: Terminal;
}

export const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type Command = (args: readonly string[], context: CommandContext) => Promise<ExitCode>;

/** The command was called wrongly; said with the usage. */
export class WrongUsage extends Error {
	override readonly name = 'WrongUsage';
}

/** The command could not do what was asked; said as it is. */
export class CommandFailure extends Error {
	override readonly name = 'CommandFailure';
	/** For `--json`. */
	readonly code: string;

	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}

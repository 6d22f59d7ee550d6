import { parseArgs } from 'node:util';
import { WrongUsage } from './command.ts';
import type { Words } from './words.ts';

export interface Arguments {
	readonly positionals: readonly string[];
	/** The value of `--name`, when given. */
	text(name: string): string | undefined;
	/** Whether `--name` was given. */
	flag(name: string): boolean;
	/** @throws WrongUsage when `--name` is absent */
	required(name: string): string;
}

/** Reads `--name value`, `--name=value` and flags. @throws WrongUsage at any other option */
export function readArguments(
	args: readonly string[],
	names: { readonly texts: readonly string[]; readonly flags: readonly string[]; readonly positionals: number },
	words: Words
): Arguments {
	const { values, positionals } = parse(args, names, words);
	if (positionals.length > names.positionals) throw new WrongUsage(words.wrongOption(positionals.at(-1) ?? ''));
	const text = (name: string) => {
		const value = values[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		positionals,
		text,
		flag: (name) => values[name] === true,
		required(name) {
			const value = text(name)?.trim();
			if (!value) throw new WrongUsage(words.missing(`--${name}`));
			return value;
		}
	};
}

function parse(args: readonly string[], names: { texts: readonly string[]; flags: readonly string[] }, words: Words) {
	const options = Object.fromEntries([
		...names.texts.map((name) => [name, { type: 'string' as const }]),
		...names.flags.map((name) => [name, { type: 'boolean' as const }])
	]) as Record<string, { type: 'string' | 'boolean' }>;
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new WrongUsage(words.wrongOption(error instanceof Error ? error.message : String(error)));
	}
}

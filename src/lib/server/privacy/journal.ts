import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One person who was forgotten, by nothing that says who it was. */
export interface ForgottenEntry {
	readonly school: string;
	readonly hash: string;
	readonly at: number;
}

/** Where forgets are remembered outside the database, so that no backup brings anybody back. */
export interface ForgetJournal {
	add(entry: ForgottenEntry): Promise<void>;
	read(): Promise<ForgottenEntry[]>;
}

/** Name of the journal in the data folder. It goes with no backup and is replaced by none. */
export const journalFile = 'forgotten.jsonl';

export function fileJournal(dataFolder: string): ForgetJournal {
	const file = join(dataFolder, journalFile);
	return {
		async add(entry) {
			await mkdir(dirname(file), { recursive: true });
			// On its own line even if the last one was cut off by a full disk.
			await appendFile(file, `\n${JSON.stringify(entry)}`);
			const opened = await open(file, 'r+');
			await opened.sync();
			await opened.close();
		},
		async read() {
			const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
				if (error.code === 'ENOENT') return '';
				throw error;
			});
			return text.split('\n').flatMap(parseLine);
		}
	};
}

function parseLine(line: string): ForgottenEntry[] {
	try {
		const entry = JSON.parse(line) as ForgottenEntry;
		return typeof entry.hash === 'string' ? [entry] : [];
	} catch {
		return [];
	}
}

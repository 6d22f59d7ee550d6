import { isEnglish } from '../commands/words.ts';
import { english } from '../commands/words-en.ts';
import { dutch } from '../commands/words-nl.ts';
import type { OpenDatabase } from '../db/open.ts';

/** Says in the console with which code this server is set up; says nothing once it has its school. */
export async function announceSetUp({ write }: Pick<OpenDatabase, 'write'>, say: (text: string) => void): Promise<void> {
	const code = await write('mintSetUpCode', {});
	if (code === undefined) return;
	say((isEnglish(process.env) ? english : dutch).setUpCode(code));
}

import type { Kysely } from 'kysely';
import type { DialectName } from '../schema.ts';

/** One step forward; there is no way back. Never changed once released: the next step is a new file. */
export interface Migration {
	/** `0003-what-it-adds`: the order in which steps are taken. */
	readonly id: string;
	up(db: Kysely<unknown>, dialect: DialectName): Promise<void>;
}

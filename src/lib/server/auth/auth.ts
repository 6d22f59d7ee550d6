import type { OpenDatabase } from '../db/open.ts';
import { createEngine, type Engine } from './engine.ts';

/** What sign-in needs of the running server. */
export interface Auth {
	readonly database: OpenDatabase;
	/** Made once for a database; what is hashed with it cannot be guessed from outside. */
	readonly secret: string;
	/** Its cookies travel over https only when the request did. */
	engineFor(secure: boolean): Engine;
}

/** How a request came, as far as sign-in looks at it. */
export interface Visit {
	readonly headers: Headers;
	/** Came over https. */
	readonly secure: boolean;
	readonly address: string;
}

export async function createAuth(database: OpenDatabase): Promise<Auth> {
	const secret = await database.write('readAuthSecret', {});
	const engines = new Map<boolean, Engine>();
	const engineFor = (secure: boolean) => {
		const engine = engines.get(secure) ?? createEngine(database, secret, secure);
		engines.set(secure, engine);
		return engine;
	};
	return { database, secret, engineFor };
}

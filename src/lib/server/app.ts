import { keepWorkingOut } from './also-read/keep-working-out.ts';
import { createAuth, type Auth } from './auth/auth.ts';
import { keepSweeping } from './auth/keep-sweeping.ts';
import { readConfig, type Config } from './config.ts';
import { openDatabase, type OpenDatabase } from './db/open.ts';
import { Covers } from './links/covers.ts';
import { keepCounting } from './programmes/keep-counting.ts';
import { startDailyRetention } from './privacy/daily.ts';
import { keepForgotten } from './privacy/forget-patron.ts';
import { fileJournal, type ForgetJournal } from './privacy/journal.ts';
import { announceSetUp } from './setup/announce-set-up.ts';
import { Pokes } from './sync/pokes.ts';
import { Snapshots } from './sync/snapshot.ts';
import { Turnstile } from './sync/turnstile.ts';

/** Everything the server's requests share; made once, when the first request comes. */
export interface ServerApp {
	readonly config: Config;
	readonly database: OpenDatabase;
	readonly auth: Auth;
	readonly covers: Covers;
	readonly snapshots: Snapshots;
	/** For first loads, which come all at once on a Monday morning. */
	readonly firstLoads: Turnstile;
	readonly pokes: Pokes;
	/** Who was forgotten, outside the database. */
	readonly journal: ForgetJournal;
	/** Ends what the server does by itself from time to time. */
	readonly stopSweeping: () => void;
	readonly stopCounting: () => void;
	readonly stopWorkingOut: () => void;
	readonly stopRetention: () => void;
}

/** First loads answered at the same time; a page is read in about a millisecond. */
const firstLoadsAtOnce = 32;

let starting: Promise<ServerApp> | undefined;

/** The one instance of this process. */
export function serverApp(): Promise<ServerApp> {
	// A failed start is forgotten, so that a database that was late can still be reached by the next request.
	starting ??= start().catch((error: unknown) => {
		starting = undefined;
		throw error;
	});
	return starting;
}

async function start(): Promise<ServerApp> {
	const config = readConfig(process.env);
	const database = await openDatabase(config);
	const journal = fileJournal(config.dataFolder);
	// Before anybody asks: a database that was put back in another way than by `restore` may hold people again.
	await keepForgotten(database, journal);
	await announceSetUp(database, (text) => console.log(text));
	return {
		config,
		database,
		auth: await createAuth(database),
		covers: new Covers(config.dataFolder, config.linkHosts),
		snapshots: new Snapshots(database),
		firstLoads: new Turnstile(firstLoadsAtOnce),
		pokes: new Pokes(database),
		journal,
		stopSweeping: keepSweeping(database),
		stopCounting: keepCounting(database),
		stopWorkingOut: keepWorkingOut(database),
		stopRetention: startDailyRetention(database)
	};
}

/** Ends what is open; called once when the process is asked to stop. */
export async function stopServerApp(): Promise<void> {
	const app = await starting?.catch(() => undefined);
	starting = undefined;
	app?.stopSweeping();
	app?.stopCounting();
	app?.stopWorkingOut();
	app?.stopRetention();
	await app?.database.close();
}

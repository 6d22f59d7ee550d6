import { randomUUID } from 'node:crypto';
import type { Role } from '#lib/domain/people/role.ts';
import type { InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import { createAuth } from '#lib/server/auth/auth.ts';
import { seededRandom } from '#lib/server/demo/random.ts';
import { openDatabase, type DatabaseConfig, type OpenDatabase } from '#lib/server/db/open.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import { aPatron } from '../../builders/domain.ts';
import { ServerSchool } from '../../builders/server-school.ts';
import { makeCatalogue } from '../school/catalogue.ts';

/** Somebody signed in on a browser of their own. */
export interface Reader {
	readonly cookie: string;
	readonly installation: InstallationId;
	/** Its scopes, each as of yesterday: the day's changes are still to come. */
	readonly yesterday: Readonly<Record<string, number>>;
}

/** A school with a full catalogue, a desk and pupils, all of them signed in. */
export interface BusySchool {
	readonly epoch: string;
	readonly schoolId: SchoolId;
	readonly desk: Reader;
	readonly pupils: readonly Reader[];
	/** Titles and copies. */
	readonly rows: number;
}

/** Copies that were lent or came back since yesterday. */
const changesOfDay = 60;

/** Fills an empty database; `titles` titles and half as many copies again. */
export async function makeBusySchool(place: DatabaseConfig, titles: number, pupils: number, seed: number): Promise<BusySchool> {
	const database = await openDatabase(place);
	const school = await ServerSchool.create(database);
	const catalogue = makeCatalogue(titles, seededRandom(`sync ${seed}`));
	await school.write(catalogue.titles.map((row) => ({ kind: 'title', row })));
	await school.write(catalogue.copies.map((row) => ({ kind: 'copy', row })));
	const patronIds = Array.from({ length: pupils }, (_, i) => `reader-${i}` as PatronId);
	await school.write(patronIds.map((id) => ({ kind: 'patron', row: aPatron({ id, homeClassId: '1a' as never }) })));
	const admit = await doorkeeper(database, school);
	const yesterday = await school.seq();
	const readers = [];
	for (const id of patronIds) readers.push(await admit(['pupil'], id, yesterday));
	const desk = await admit(['mediaLibrarian'], undefined, yesterday);
	await passDay(school, catalogue.copies.slice(0, changesOfDay).map((copy) => copy.id));
	const { epoch } = database;
	await database.close();
	return { epoch, schoolId: school.id, desk, pupils: readers, rows: catalogue.titles.length + catalogue.copies.length };
}

async function passDay(school: ServerSchool, copyIds: readonly string[]): Promise<void> {
	const desk = await school.desk();
	for (const [i, copyId] of copyIds.entries()) desk.perform('check-out', { loanId: `day-${i}`, copyId, patronId: `reader-${i}` });
	await desk.push();
}

/** Lets somebody in: an account, a session, an installation. */
async function doorkeeper(database: OpenDatabase, { id: schoolId }: ServerSchool) {
	const auth = await createAuth(database);
	return async (roles: readonly Role[], patronId: PatronId | undefined, seq: number): Promise<Reader> => {
		const name = randomUUID();
		const accountId = await database.write('createAccount', { schoolId, loginName: name, displayName: name, roles, patronId });
		const { headers } = await auth.engineFor(false).api.openSession({ body: { accountId }, headers: new Headers(), returnHeaders: true });
		const cookie = headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
		const isPupil = patronId !== undefined;
		const installation = await database.write('registerInstallation', { schoolId, kind: isPupil ? 'account' : 'desk', name, keyHash: hashKey(name), accountId });
		const held = [scopes.catalogue(schoolId), scopes.availability(schoolId), scopes.programmes(schoolId), isPupil ? scopes.patron(patronId) : scopes.desk(schoolId), scopes.installation(installation)];
		return { cookie, installation, yesterday: Object.fromEntries(held.map((scope) => [scope, seq])) };
	};
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { School } from '#lib/domain/school/school.ts';
import { dateAt, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { workOutDue } from '../also-read/work-out.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { hashKey } from '../sync/installations.ts';
import { writeManyFacts, writeManyRows } from '../sync/write-many.ts';
import type { WrittenRow } from '../sync/write-rows.ts';
import { generateDemoSchool, demoAccountId, type DemoAccount, type DemoSchool } from './generate.ts';
import type { DemoTitle } from './generate-catalogue.ts';
import { generateSchool } from './generate-school.ts';
import { makeDemoPeople } from './people.ts';
import { seededRandom } from './random.ts';
import { parseDemoTitles } from './titles.ts';

/** What making a demo school needs of the server. */
export interface DemoHost {
	readonly database: OpenDatabase;
}

export interface EnsuredDemo {
	readonly school: School;
	/** False when it stood there already. */
	readonly made: boolean;
	/** Events in its made-up history; 0 when it stood there already. */
	readonly facts: number;
}

/** Another seed is another school: other people, other loans. */
const seed = 'demo college';

const making = new Map<OpenDatabase, Promise<EnsuredDemo>>();

/**
 * The demo school of this server, made when it is not there yet. Two visitors at once get one school.
 * @param renew makes it anew when its history does not end today; what visitors did in it is lost
 * @throws RequestFailure `notAllowed` when there is a real school and no demo school
 */
export function ensureDemoSchool(host: DemoHost, { renew = false } = {}): Promise<EnsuredDemo> {
	const { database } = host;
	const running = making.get(database);
	if (running) return running;
	const started = ensure(database, renew).finally(() => making.delete(database));
	making.set(database, started);
	return started;
}

async function ensure(database: OpenDatabase, renew: boolean): Promise<EnsuredDemo> {
	const rows = await database.reader.selectFrom('school').select('body').execute();
	const schools = rows.map((row) => parseBody<School>(row.body));
	const known = schools.find((school) => school.demo);
	if (!known && schools.length > 0) throw new RequestFailure('notAllowed');
	const today = dateAt(database.clock(), 'Europe/Amsterdam');
	const fresh = generateSchool(today);
	if (known && (await isComplete(database, known)) && (!renew || known.id === fresh.id)) {
		return { school: known, made: false, facts: 0 };
	}
	if (known) await database.write('removeDemoSchool', { schoolId: known.id });
	const { school, facts } = await make(database, fresh, today);
	return { school, made: true, facts: facts.length };
}

/** Its accounts come last, so that a school whose making was broken off is known by their absence. */
async function isComplete({ reader }: OpenDatabase, school: School): Promise<boolean> {
	const id = demoAccountId(school.id, 'administrator');
	return (await reader.selectFrom('account').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function make(database: OpenDatabase, school: School, today: CalendarDate): Promise<DemoSchool> {
	const { write } = database;
	const titles = await readTitles();
	await write('saveSchool', { school });
	const keyHash = hashKey(randomBytes(32).toString('base64url'));
	const accountId = demoAccountId(school.id, 'mediaLibrarian');
	const installationId = await write('registerInstallation', {
		schoolId: school.id,
		kind: 'desk',
		name: 'Balie (voorbeeld)',
		keyHash,
		accountId
	});
	// Nobody has its key: it only stands behind the history.
	await write('retireInstallation', { installationId });
	const demo = generateDemoSchool({ seed, today, titles, people: makeDemoPeople(seededRandom(`${seed} people`)), desk: { installationId } });
	await writeManyRows(write, school.id, rowsOf(demo));
	await writeManyFacts(write, school.id, demo.facts.toSorted((a, b) => (a.copyId < b.copyId ? -1 : a.copyId > b.copyId ? 1 : 0)));
	while (await write('countProgressAgain', {}));
	await workOutDue(database);
	for (const account of demo.accounts) await write('createAccount', accountOf(school.id, account));
	return demo;
}

function rowsOf(demo: DemoSchool): WrittenRow[] {
	return [
		...demo.homeClasses.map((row): WrittenRow => ({ kind: 'homeClass', row })),
		...demo.teachingGroups.map((row): WrittenRow => ({ kind: 'teachingGroup', row })),
		...demo.titles.map((row): WrittenRow => ({ kind: 'title', row })),
		...demo.copies.map((row): WrittenRow => ({ kind: 'copy', row })),
		...demo.patrons.map((row): WrittenRow => ({ kind: 'patron', row })),
		...demo.groupPlaces.map((row): WrittenRow => ({ kind: 'groupPlace', row })),
		...demo.teachings.map((row): WrittenRow => ({ kind: 'teaching', row })),
		...demo.lessons.map((row): WrittenRow => ({ kind: 'lesson', row })),
		...demo.cards.map((row): WrittenRow => ({ kind: 'card', row })),
		...demo.holds.map((row): WrittenRow => ({ kind: 'hold', row })),
		...demo.readingEntries.map((row): WrittenRow => ({ kind: 'readingEntry', row })),
		...demo.readingProgress.map((row): WrittenRow => ({ kind: 'readingProgress', row })),
		...demo.readingProfiles.map((row): WrittenRow => ({ kind: 'readingProfile', row })),
		...demo.listedTitles.map((row): WrittenRow => ({ kind: 'listedTitle', row })),
		...demo.listMessages.map((row): WrittenRow => ({ kind: 'listMessage', row })),
		...demo.readingLevels.map((row): WrittenRow => ({ kind: 'readingLevel', row })),
		...demo.reviews.map((row): WrittenRow => ({ kind: 'review', row })),
		...demo.wishes.map((row): WrittenRow => ({ kind: 'wish', row })),
		...demo.wishVotes.map((row): WrittenRow => ({ kind: 'wishVote', row })),
		...demo.editions.map((row): WrittenRow => ({ kind: 'edition', row })),
		...demo.participations.map((row): WrittenRow => ({ kind: 'participation', row })),
		...demo.readAloudRounds.map((row): WrittenRow => ({ kind: 'readAloudRound', row })),
		...demo.classPacks.map((row): WrittenRow => ({ kind: 'classPack', row })),
		...demo.titleLists.map((row): WrittenRow => ({ kind: 'titleList', row })),
		...demo.boxes.map((row): WrittenRow => ({ kind: 'box', row })),
		...demo.boxCopies.map((row): WrittenRow => ({ kind: 'boxCopy', row }))
	];
}

/** Without a secret: it is signed in by one tap on the start page, and only there. */
function accountOf(schoolId: SchoolId, { id, role, name, patronId }: DemoAccount) {
	return { schoolId, id, loginName: `demo-${role.toLowerCase()}`, displayName: name, roles: [role], ...(patronId && { patronId }) };
}

/** Read by path and not imported: the file is no part of the bundle, and the server starts in the project's folder. */
async function readTitles(): Promise<DemoTitle[]> {
	return parseDemoTitles(await readFile(path.join(process.cwd(), 'src/lib/server/demo/titles.csv'), 'utf8'));
}

import type { AccountId, HomeClassId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Role } from '#lib/domain/people/role.ts';
import { serverApp, stopServerApp, type ServerApp } from '#lib/server/app.ts';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import type { MintedCode } from '#lib/server/auth/mint-codes.ts';
import { aPatron, aSchool } from '../../builders/domain.ts';

export const password = 'kruistocht in spijkerbroek';
const classId = '1a' as HomeClassId;
const hour = 3_600_000;

/** Two ordinary schools and a demo school on a new database, with a librarian, a leader and a class of pupils in the first. */
export interface SchoolServer {
	readonly app: ServerApp;
	readonly librarianId: AccountId;
	/** One new code for each of the class's thirty pupils, whose numbers are 1001 … 1030. */
	mintForClass(lifetime?: number): Promise<MintedCode[]>;
	/** One new code for somebody who is no patron. */
	mintFor(displayName: string, roles: readonly Role[], schoolId?: string): Promise<string>;
	stop(): Promise<void>;
}

/** @param environment where the database is, as the server reads it */
export async function openSchoolServer(environment: Readonly<Record<string, string>>): Promise<SchoolServer> {
	Object.assign(process.env, environment);
	const app = await serverApp();
	const { write, clock } = app.database;
	await write('saveSchool', { school: aSchool() });
	await write('saveSchool', { school: schoolAt('school-2', '34CD') });
	await write('saveSchool', { school: { ...schoolAt('school-demo', '99ZZ'), demo: true } });
	await writeClass(app);
	const librarianId = await createStaff(app, '12AB', 'marjan', ['mediaLibrarian']);
	await createStaff(app, '34CD', 'marjan', ['mediaLibrarian']);
	await createStaff(app, '12AB', 'directeur', ['schoolLeader']);
	const demoAccount = { schoolId: 'school-demo' as SchoolId, loginName: 'demo', displayName: 'Mia Demo', roles: ['mediaLibrarian'] as const };
	await write('createAccount', demoAccount);
	const mint = (schoolId: string, receivers: Parameters<typeof write<'mintActivationCodes'>>[1]['receivers'], lifetime = hour) =>
		write('mintActivationCodes', { schoolId: schoolId as SchoolId, receivers, expiresAt: clock() + lifetime });
	return {
		app,
		librarianId,
		mintForClass: (lifetime) => mint('school-1', { homeClassId: classId }, lifetime),
		mintFor: async (displayName, roles, schoolId = 'school-1') => (await mint(schoolId, { displayName, roles }))[0]?.code ?? '',
		stop: stopServerApp
	};
}

function schoolAt(id: string, brin: string) {
	return { ...aSchool({ brin }), id: id as SchoolId };
}

function createStaff({ database }: ServerApp, brin: string, loginName: string, roles: readonly Role[]): Promise<AccountId> {
	return createStaffAccount(database, { brin, loginName, displayName: loginName, roles, password });
}

async function writeClass({ database }: ServerApp): Promise<void> {
	const pupils = Array.from({ length: 30 }, (_, i) =>
		aPatron({ id: `pupil-${i}` as never, familyName: `Meer${i}`, pupilNumber: String(1001 + i), homeClassId: classId })
	);
	await database.write('writeRows', {
		schoolId: 'school-1' as SchoolId,
		rows: [
			{ kind: 'homeClass', row: { id: classId, name: '1A', tracks: [] } },
			...pupils.map((row) => ({ kind: 'patron' as const, row }))
		]
	});
}

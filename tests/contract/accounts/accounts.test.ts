import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountsSchema, codesMadeSchema, type Accounts } from '#lib/protocol/accounts.ts';
import { createStaffAccount } from '#lib/server/auth/staff.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { Browser, type Reply } from '../session/browser.ts';
import { openSchoolServer, password, type SchoolServer } from '../session/school-server.ts';

const pin = '482915';
let folder: TempFolder;
let server: SchoolServer;
let librarian: Browser;
let administrator: Browser;
let leader: Browser;

beforeAll(async () => {
	folder = await makeTempFolder('accounts');
	server = await openSchoolServer({ MEDIATHEEK_DATA: folder.path });
	await createStaffAccount(server.app.database, { brin: '12AB', loginName: 'bea', displayName: 'Bea Heer', roles: ['administrator'], password });
	[librarian, administrator, leader] = await Promise.all([signedIn('marjan'), signedIn('bea'), signedIn('directeur')]);
}, 60_000);
afterAll(async () => {
	await server.stop();
	await folder.remove();
});

async function signedIn(name: string, secret = password): Promise<Browser> {
	const browser = new Browser();
	const reply = await browser.post('/api/session/sign-in', { brin: '12AB', name, secret });
	if (reply.status !== 200) throw new Error(`${name} cannot sign in`);
	return browser;
}

async function accountsAs(browser: Browser): Promise<Accounts> {
	return accountsSchema.parse((await browser.get('/api/accounts')).body);
}

async function idOf(loginName: string): Promise<string> {
	return (await accountsAs(administrator)).staff.find((account) => account.loginName === loginName)?.id ?? '';
}

async function codesFor(browser: Browser, asked: object): Promise<string[]> {
	const reply = await browser.post('/api/accounts/codes', asked);
	return codesMadeSchema.parse(reply.body).codes.map(({ code }) => code);
}

function activate(code: string | undefined, secret: string): Promise<Reply> {
	return new Browser().post('/api/session/activate', { brin: '12AB', code, secret });
}

describe('the accounts of a school', { timeout: 60_000 }, () => {
	it('are listed for its librarian: staff by name, classes by count, and nobody of another school', async () => {
		const { staff, classes } = await accountsAs(librarian);
		expect(staff.map(({ loginName, roles }) => [loginName, roles])).toEqual([
			['bea', ['administrator']],
			['directeur', ['schoolLeader']],
			['marjan', ['mediaLibrarian']]
		]);
		expect(classes).toEqual([{ id: '1a', name: '1A', patrons: 30, accounts: 0 }]);
	});

	it.each(['', '/codes', '/roles', '/close', '/revoke'])('%s says nothing to who is no librarian, and nothing without a session', async (path) => {
		const bodies: Record<string, object> = {
			'/codes': { homeClassId: '1a' },
			'/roles': { accountId: server.librarianId, roles: ['pupil'] },
			'/close': { accountId: server.librarianId },
			'/revoke': { installationId: 'desk' }
		};
		const ask = (browser: Browser) => (path === '' ? browser.get('/api/accounts') : browser.post(`/api/accounts${path}`, bodies[path]));
		expect(await ask(leader)).toMatchObject({ status: 403, body: { failure: 'notAllowed' } });
		expect(await ask(new Browser())).toMatchObject({ status: 401, body: { failure: 'signInNeeded' } });
	});

	it('come to a class by printed codes, one for each pupil', async () => {
		const codes = await codesFor(librarian, { homeClassId: '1a' });
		expect(new Set(codes).size).toBe(30);
		expect((await activate(codes[0], pin)).status).toBe(200);
		expect((await accountsAs(librarian)).classes[0]).toMatchObject({ accounts: 1 });
		expect((await accountsAs(librarian)).staff).toHaveLength(3);
	});

	it('give a teacher codes for pupils of their own class, one by one, and for nobody else', async () => {
		const teacherId = await createStaffAccount(server.app.database, { brin: '12AB', loginName: 'dirk', displayName: 'Dirk Docent', roles: ['teacher'], password });
		const teacher = await signedIn('dirk');
		const refused = { status: 403, body: { failure: 'notAllowed' } };
		expect(await teacher.post('/api/accounts/codes', { patronId: 'pupil-1' })).toMatchObject(refused);
		const row = { id: `1a.${teacherId}`, groupId: '1a' as never, teacherId, mentor: false, active: true, at: 1 };
		await server.app.database.write('writeRows', { schoolId: 'school-1' as never, rows: [{ kind: 'teaching', row }] });
		const [code] = await codesFor(teacher, { patronId: 'pupil-1' });
		expect((await activate(code, pin)).status).toBe(200);
		expect((await activate((await codesFor(teacher, { patronId: 'pupil-1' }))[0], '739154')).status).toBe(200);
		for (const asked of [{ homeClassId: '1a' }, { accountId: server.librarianId }, { displayName: 'Ik', roles: ['administrator'] }, { patronId: 'pupil-of-nobody' }]) {
			expect(await teacher.post('/api/accounts/codes', asked)).toMatchObject(refused);
		}
		await server.app.database.write('writeRows', { schoolId: 'school-1' as never, rows: [{ kind: 'teaching', row: { ...row, active: false } }] });
		expect(await teacher.post('/api/accounts/codes', { patronId: 'pupil-1' })).toMatchObject(refused);
		await server.app.database.write('closeAccount', { schoolId: 'school-1' as never, accountId: teacherId });
	});

	it('get a new secret by a new code, and the old secret opens nothing', async () => {
		const [first] = await codesFor(librarian, { patronId: 'pupil-7' });
		const { loginName } = (await activate(first, pin)).body;
		const [second] = await codesFor(librarian, { patronId: 'pupil-7' });
		expect((await activate(second, '739164')).body.loginName).toBe(loginName);
		await expect(signedIn(String(loginName), pin)).rejects.toThrow();
		await signedIn(String(loginName), '739164');
	});

	it('are added for colleagues by name, role and code', async () => {
		const [code] = await codesFor(librarian, { displayName: 'Karim Bakker', roles: ['teacher'] });
		expect((await activate(code, 'fiets zonder zadel')).body.account).toMatchObject({ name: 'Karim Bakker', roles: ['teacher'] });
	});

	it('change their roles and close by the hand of another', async () => {
		const accountId = await idOf('directeur');
		expect((await librarian.post('/api/accounts/roles', { accountId, roles: ['schoolLeader', 'teacher'] })).status).toBe(200);
		expect((await leader.get('/api/session')).body.account).toMatchObject({ roles: ['schoolLeader', 'teacher'] });
		expect((await librarian.post('/api/accounts/close', { accountId })).status).toBe(200);
		expect((await leader.get('/api/session')).status).toBe(401);
		expect(await idOf('directeur')).toBe('');
	});

	it('of administrators are out of a librarian’s reach, by every way in', async () => {
		const bea = await idOf('bea');
		const refused = { status: 403, body: { failure: 'notAllowed' } };
		expect(await librarian.post('/api/accounts/codes', { accountId: bea })).toMatchObject(refused);
		expect(await librarian.post('/api/accounts/codes', { displayName: 'Ik', roles: ['administrator'] })).toMatchObject(refused);
		expect(await librarian.post('/api/accounts/roles', { accountId: bea, roles: ['teacher'] })).toMatchObject(refused);
		expect(await librarian.post('/api/accounts/close', { accountId: bea })).toMatchObject(refused);
		await signedIn('bea');
	});

	it('cannot be closed or changed by their own hand', async () => {
		const accountId = await idOf('bea');
		expect((await administrator.post('/api/accounts/close', { accountId })).status).toBe(403);
		expect((await administrator.post('/api/accounts/roles', { accountId, roles: ['pupil'] })).status).toBe(403);
	});

	it('of another school do not exist here', async () => {
		const other = await server.app.database.reader.selectFrom('account').select('id').where('school_id', '=', 'school-2').executeTakeFirstOrThrow();
		const missing = { status: 404, body: { failure: 'notFound' } };
		expect(await administrator.post('/api/accounts/close', { accountId: other.id })).toMatchObject(missing);
		expect(await administrator.post('/api/accounts/roles', { accountId: other.id, roles: ['pupil'] })).toMatchObject(missing);
		expect(await administrator.post('/api/accounts/codes', { accountId: other.id })).toMatchObject(missing);
	});
});

describe('a lost tablet', { timeout: 60_000 }, () => {
	it('is revoked by an administrator only, and then belongs to nothing', async () => {
		const { id, key } = (await librarian.post('/api/installation/register', { kind: 'desk', name: 'Kwijt' })).body;
		expect((await librarian.post('/api/accounts/revoke', { installationId: id })).status).toBe(403);
		expect((await accountsAs(administrator)).installations).toMatchObject([{ id, name: 'Kwijt', kind: 'desk' }]);
		expect((await administrator.post('/api/accounts/revoke', { installationId: id })).status).toBe(200);
		expect((await accountsAs(administrator)).installations).toEqual([]);
		const joined = await librarian.post('/api/installation/join', {}, { authorization: `Installation ${String(id)}.${String(key)}` });
		expect(joined.body).toEqual({ failure: 'revokedInstallation' });
	});
});

describe('one’s own password', { timeout: 60_000 }, () => {
	const next = 'appelmoes met kaneel';

	it('is changed by who knows it, stays signed in here and signs other browsers out', async () => {
		const [here, elsewhere] = [await signedIn('marjan'), await signedIn('marjan')];
		expect((await here.post('/api/session/password', { current: password, next })).status).toBe(200);
		expect((await here.get('/api/session')).status).toBe(200);
		expect((await elsewhere.get('/api/session')).status).toBe(401);
		await expect(signedIn('marjan')).rejects.toThrow();
		await signedIn('marjan', next);
	});

	it('stays as it was when the present one is wrong, or the new one weak', async () => {
		const here = await signedIn('bea');
		expect((await here.post('/api/session/password', { current: 'geraden', next })).body).toEqual({ failure: 'wrongCredentials' });
		expect((await here.post('/api/session/password', { current: password, next: '482915' })).body).toMatchObject({ failure: 'weakSecret' });
		await signedIn('bea');
	});

	it('is asked of who is signed in', async () => {
		expect((await new Browser().post('/api/session/password', { current: password, next })).status).toBe(401);
	});
});

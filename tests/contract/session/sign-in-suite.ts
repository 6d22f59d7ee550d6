import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activatedSchema, deskPeopleSchema, registeredInstallationSchema, sessionSchema, startSchema } from '#lib/protocol/session.ts';
import { authenticateInstallation } from '#lib/server/auth/installation-key.ts';
import { Browser, type Reply } from './browser.ts';
import { providerCases } from './provider-cases.ts';
import { secondFactorCases } from './second-factor-cases.ts';
import { openSchoolServer, password, type SchoolServer } from './school-server.ts';

const pin = '482915';
let server: SchoolServer;

function signIn(browser: Browser, name: string, secret = password, brin = '12AB'): Promise<Reply> {
	return browser.post('/api/session/sign-in', { brin, name, secret });
}

function activate(browser: Browser, code: string, secret = pin): Promise<Reply> {
	return browser.post('/api/session/activate', { brin: '12AB', code, secret });
}

async function librarian(): Promise<Browser> {
	const browser = new Browser();
	expect((await signIn(browser, 'marjan')).status).toBe(200);
	return browser;
}

async function registerDesk(browser: Browser, name: string) {
	const reply = await browser.post('/api/installation/register', { kind: 'desk', name });
	const { id, key } = registeredInstallationSchema.parse(reply.body);
	return { id, authorization: `Installation ${id}.${key}` };
}

function failure(code: string) {
	return expect.objectContaining({ failure: code }) as unknown;
}

/** What sign-in promises, whichever database it stands on. */
export function describeSignIn(environment: () => Promise<Readonly<Record<string, string>>>): void {
	beforeAll(async () => {
		server = await openSchoolServer(await environment());
	}, 60_000);
	afterAll(() => server.stop());

	describe('name and password', describePasswords);
	describe('limits', describeLimits);
	describe('printed codes', describeCodes);
	describe('sessions', describeSessions);
	describe('the sweep', describeSweep);
	describe('the provider of the school', () => providerCases(() => server));
	describe('a second factor', () => secondFactorCases(() => server));
	describe('installations', describeInstallations);
	describe('readmission after a restore', describeReadmission);
	describe('the demo school and the start', describeStart);
}

function describePasswords(): void {
	it('sign in whoever has both, in whatever case the name is typed', async () => {
		const browser = new Browser();
		const session = sessionSchema.parse((await signIn(browser, ' Marjan ')).body);
		expect(session.account).toEqual({ id: server.librarianId, name: 'marjan', roles: ['mediaLibrarian'] });
		expect(session.school).toEqual({ id: 'school-1', brin: '12AB', name: 'Test College', demo: false });
		expect(sessionSchema.parse((await browser.get('/api/session')).body)).toEqual(session);
	});

	it('answer a wrong password and an unknown name alike', async () => {
		const wrong = await signIn(new Browser(), 'directeur', 'not the password');
		const unknown = await signIn(new Browser(), 'nobody', 'not the password');
		expect([wrong.status, wrong.body]).toEqual([422, { failure: 'wrongCredentials' }]);
		expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
		await signIn(new Browser(), 'directeur');
	});

	it('belong to one school: the same name in another school is another account', async () => {
		const here = sessionSchema.parse((await signIn(new Browser(), 'marjan')).body);
		const there = sessionSchema.parse((await signIn(new Browser(), 'marjan', password, '34cd')).body);
		expect(there.school.id).toBe('school-2');
		expect(there.account.id).not.toBe(here.account.id);
	});

	it('cannot be given twice in one school', async () => {
		const again = { schoolId: 'school-1', loginName: 'Marjan', displayName: 'Marjan Twee', roles: ['teacher'] } as const;
		const made = server.app.database.write('createAccount', { ...again, schoolId: again.schoolId as never });
		await expect(made).rejects.toMatchObject({ code: 'nameTaken' });
	});

	it('are refused when the account was closed', async () => {
		const { write } = server.app.database;
		const code = await server.mintFor('Ines Vertrekt', ['teacher']);
		const browser = new Browser();
		const { account, loginName } = activatedSchema.parse((await activate(browser, code)).body);
		await write('closeAccount', { schoolId: 'school-1' as never, accountId: account.id });
		expect((await browser.get('/api/session')).status).toBe(401);
		expect((await signIn(new Browser(), loginName, pin)).body).toEqual({ failure: 'wrongCredentials' });
	});
}

function describeLimits(): void {
	it('lock a name after ten wrong passwords, also for the right one, and leave other names alone', async () => {
		const code = await server.mintFor('Lotte Vergeet', ['teacher']);
		const { loginName } = activatedSchema.parse((await activate(new Browser(), code)).body);
		const tries = await Promise.all(Array.from({ length: 10 }, () => signIn(new Browser(), loginName, 'wrong')));
		expect(tries.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 422));
		const locked = await signIn(new Browser(), loginName, pin);
		expect([locked.status, locked.body]).toEqual([423, { failure: 'locked', facts: { retryAfter: expect.any(Number) as number } }]);
		const { retryAfter } = locked.body.facts as { retryAfter: number };
		expect(retryAfter).toBeGreaterThan(800);
		expect(retryAfter).toBeLessThanOrEqual(900);
		expect(locked.headers.get('retry-after')).toBe(String(retryAfter));
		expect((await signIn(new Browser(), 'marjan')).status).toBe(200);
		await server.app.database.write('sql', { sql: 'update attempt set since = since - 900000, locked_until = locked_until - 900000', parameters: [] });
		expect((await signIn(new Browser(), loginName, pin)).status).toBe(200);
	});

	it('lock a name that does not exist in the same way, so that nobody learns which names do', async () => {
		for (let n = 0; n < 10; n++) await signIn(new Browser(), 'ghost', 'wrong');
		expect((await signIn(new Browser(), 'ghost', 'wrong')).body).toEqual(failure('locked'));
	});

	it('lock a code that was tried ten times in vain', async () => {
		for (let n = 0; n < 10; n++) expect((await activate(new Browser(), 'BBBB-BBBB')).body).toEqual({ failure: 'codeUnknown' });
		expect((await activate(new Browser(), 'bbbbbbbb')).body).toEqual(failure('locked'));
		expect((await activate(new Browser(), 'CCCC-CCCC')).body).toEqual({ failure: 'codeUnknown' });
	});
}

function describeCodes(): void {
	it('let a class of thirty behind one address in at the same moment, each by pupil number afterwards', async () => {
		const codes = await server.mintForClass();
		expect(codes).toHaveLength(30);
		const replies = await Promise.all(codes.map(({ code }) => activate(new Browser({ address: '203.0.113.9' }), code)));
		expect(replies.map((reply) => reply.status)).toEqual(codes.map(() => 200));
		const names = replies.map((reply) => activatedSchema.parse(reply.body).loginName);
		expect(names.toSorted()).toEqual(codes.map((_, i) => String(1001 + i)));
		const session = sessionSchema.parse((await signIn(new Browser(), '1001', pin)).body);
		expect(session.account).toMatchObject({ roles: ['pupil'], patronId: 'pupil-0', name: 'Sara van der Meer0' });
	}, 60_000);

	it('work once', async () => {
		const code = await server.mintFor('Daan Eenmaal', ['teacher']);
		const both = await Promise.all([activate(new Browser(), code), activate(new Browser(), code)]);
		expect(both.map((reply) => reply.status).toSorted()).toEqual([200, 422]);
		expect((await activate(new Browser(), code)).body).toEqual({ failure: 'codeUsed' });
	});

	it('may be typed in small letters and without the dash', async () => {
		const code = await server.mintFor('Emma Typt', ['teacher']);
		expect((await activate(new Browser(), ` ${code.toLowerCase().replace('-', ' ')}`)).status).toBe(200);
	});

	it('open nothing in another school, and nothing once they expired', async () => {
		const elsewhere = await server.mintFor('Finn Elders', ['teacher'], 'school-2');
		expect((await activate(new Browser(), elsewhere)).body).toEqual({ failure: 'codeUnknown' });
		const [late] = await server.mintForClass(-1);
		expect((await activate(new Browser(), late?.code ?? '')).body).toEqual({ failure: 'codeUnknown' });
	});

	it('stay good while a PIN is chosen that is too easy', async () => {
		const code = await server.mintFor('Gijs Kiest', ['teacher']);
		for (let n = 0; n < 12; n++) {
			expect((await activate(new Browser(), code, '123456')).body).toEqual({ failure: 'weakSecret', facts: { weakness: 'tooEasy' } });
		}
		expect((await activate(new Browser(), code)).status).toBe(200);
	});

	it('ask staff for a password', async () => {
		const code = await server.mintFor('Hanna Beheert', ['mediaLibrarian']);
		expect((await activate(new Browser(), code)).body).toEqual({ failure: 'weakSecret', facts: { weakness: 'tooShort' } });
		expect((await activate(new Browser(), code, password)).status).toBe(200);
	});

	it('give a pupil who forgot the PIN a new one, under the same name, and end the sessions of the old', async () => {
		const [, first] = await server.mintForClass();
		const before = new Browser();
		const was = activatedSchema.parse((await activate(before, first?.code ?? '')).body);
		const [, second] = await server.mintForClass();
		expect(second?.renews).toBe(true);
		const now = activatedSchema.parse((await activate(new Browser(), second?.code ?? '', '739164')).body);
		expect([now.account, now.loginName]).toEqual([was.account, was.loginName]);
		expect((await before.get('/api/session')).status).toBe(401);
		expect((await signIn(new Browser(), now.loginName, pin)).status).toBe(422);
		expect((await signIn(new Browser(), now.loginName, '739164')).status).toBe(200);
	});

	it('stop working when newer ones are minted for the same people', async () => {
		const [, , older] = await server.mintForClass();
		await server.mintForClass();
		expect((await activate(new Browser(), older?.code ?? '')).body).toEqual({ failure: 'codeUnknown' });
	});

	it('give two people of one name two login names', async () => {
		const codes = [await server.mintFor('Sem de Vries', ['teacher']), await server.mintFor('Sem de Vries', ['teacher'])];
		const replies = await Promise.all(codes.map((code) => activate(new Browser(), code)));
		const names = replies.map((reply) => activatedSchema.parse(reply.body).loginName);
		expect(names.toSorted()).toEqual(['sem.dev', 'sem.devr']);
	});
}

function describeSessions(): void {
	it('stand in a cookie that scripts cannot read, other sites cannot send and plain http does not carry', async () => {
		const overHttps = (await signIn(new Browser(), 'marjan')).headers.getSetCookie().join('\n');
		expect(overHttps).toMatch(/^__Secure-mediatheek\.session_token=.*; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
		const overHttp = (await signIn(new Browser({ origin: 'http://localhost' }), 'marjan')).headers.getSetCookie().join('\n');
		expect(overHttp).toMatch(/^mediatheek\.session_token=.*HttpOnly; SameSite=Lax$/);
	});

	it('end when signed out', async () => {
		const browser = await librarian();
		const cookies = new Map(browser.cookies);
		expect((await browser.post('/api/session/sign-out')).status).toBe(200);
		expect(browser.cookies.size).toBe(0);
		for (const [name, value] of cookies) browser.cookies.set(name, value);
		expect((await browser.get('/api/session')).body).toEqual({ failure: 'signInNeeded' });
	});

	it('end by themselves, while the installation keeps its key', async () => {
		const browser = await librarian();
		const { id, authorization } = await registerDesk(browser, 'Balie verlopen');
		await server.app.database.write('sql', { sql: `update login_session set "expiresAt" = '2020-01-01T00:00:00.000Z'`, parameters: [] });
		const expired = await browser.get('/api/session');
		expect([expired.status, expired.body]).toEqual([401, { failure: 'signInNeeded' }]);
		expect(await authenticateInstallation(server.app.database.reader, authorization)).toMatchObject({ installation: { id }, school: { brin: '12AB' } });
	});

	it('are not opened by a form of another site, nor by a page of another site', async () => {
		const form = new Request('https://mediatheek.test/api/session/sign-in', {
			method: 'POST',
			body: new URLSearchParams({ brin: '12AB', name: 'marjan', secret: password })
		});
		expect((await new Browser().send(form)).status).toBe(400);
		const foreign = await new Browser().post('/api/session/sign-in', { brin: '12AB', name: 'marjan', secret: password }, { 'sec-fetch-site': 'cross-site' });
		expect([foreign.status, foreign.body]).toEqual([403, { failure: 'notAllowed' }]);
	});
}

function describeSweep(): void {
	it('takes ended sessions and codes that open nothing away, and leaves the rest', async () => {
		const { write, reader, clock } = server.app.database;
		// Whatever tests before this one have let end.
		await write('sweepSignIn', {});
		const browser = await librarian();
		const ended = await librarian();
		const count = async () => (await reader.selectFrom('login_session').select('id').execute()).length;
		const before = await count();
		const token = decodeURIComponent(ended.cookies.get('__Secure-mediatheek.session_token') ?? '').split('.')[0];
		await write('sql', { sql: `update login_session set "expiresAt" = '2020-01-01T00:00:00.000Z' where token = '${token}'`, parameters: [] });
		const old = await server.mintFor('Oude Code', ['teacher']);
		const fresh = await server.mintFor('Nieuwe Code', ['teacher']);
		await write('sql', { sql: `update activation_code set expires_at = 1 where display_name = 'Oude Code'`, parameters: [] });
		expect(await write('sweepSignIn', {})).toBe(false);
		expect(await count()).toBe(before - 1);
		expect((await ended.get('/api/session')).status).toBe(401);
		expect((await browser.get('/api/session')).status).toBe(200);
		const codes = await reader.selectFrom('activation_code').select(['display_name', 'expires_at']).execute();
		expect(codes.map((code) => code.display_name)).not.toContain('Oude Code');
		expect(codes.every((code) => code.expires_at > clock() - 31 * 86_400_000)).toBe(true);
		expect((await activate(new Browser(), old, 'een lange zin')).body).toEqual({ failure: 'codeUnknown' });
		expect((await activate(new Browser(), fresh, 'een lange zin')).status).toBe(200);
	});
}

function describeInstallations(): void {
	it('are registered by a librarian under a name that no other live desk of the school has', async () => {
		const browser = await librarian();
		await registerDesk(browser, 'Balie 1');
		expect((await browser.post('/api/installation/register', { kind: 'desk', name: 'balie 1 ' })).body).toEqual({ failure: 'nameTaken' });
		const elsewhere = new Browser();
		await signIn(elsewhere, 'marjan', password, '34CD');
		await registerDesk(elsewhere, 'Balie 1');
	});

	it('are no desk when a pupil or a school leader asks, but may be their own', async () => {
		const browser = new Browser();
		await signIn(browser, 'directeur');
		expect((await browser.post('/api/installation/register', { kind: 'desk', name: 'Balie 2' })).body).toEqual({ failure: 'notAllowed' });
		const own = await browser.post('/api/installation/register', { kind: 'account', name: 'Laptop' });
		expect(registeredInstallationSchema.parse(own.body).epoch).toBe(server.app.database.epoch);
		const nobody = await new Browser().post('/api/installation/register', { kind: 'account', name: 'Laptop' });
		expect([nobody.status, nobody.body]).toEqual([401, { failure: 'signInNeeded' }]);
	});

	it('know who signed in there', async () => {
		const { authorization } = await registerDesk(await librarian(), 'Balie 3');
		const code = await server.mintFor('Nora Tweede', ['mediaLibrarian']);
		const second = new Browser();
		const { account } = activatedSchema.parse((await activate(second, code, password)).body);
		for (let n = 0; n < 2; n++) expect((await second.post('/api/installation/join', {}, { authorization })).status).toBe(200);
		const { people } = deskPeopleSchema.parse((await new Browser().get('/api/installation/people', { authorization })).body);
		expect(people.map((person) => person.id)).toEqual([server.librarianId, account.id]);
	});

	it('are not joined by who may not lend there, nor from another school', async () => {
		const { authorization } = await registerDesk(await librarian(), 'Balie 4');
		const leader = new Browser();
		await signIn(leader, 'directeur');
		expect((await leader.post('/api/installation/join', {}, { authorization })).body).toEqual({ failure: 'notAllowed' });
		const stranger = new Browser();
		await signIn(stranger, 'marjan', password, '34CD');
		expect((await stranger.post('/api/installation/join', {}, { authorization })).body).toEqual({ failure: 'wrongSchool' });
	});

	it('are unknown with a wrong key, and revoked once retired; then their name is free again', async () => {
		const browser = await librarian();
		const { id, authorization } = await registerDesk(browser, 'Balie 5');
		const { reader } = server.app.database;
		expect(await authenticateInstallation(reader, `Installation ${id}.wrong`)).toEqual({ failure: 'unknownInstallation' });
		expect(await authenticateInstallation(reader, null)).toEqual({ failure: 'unknownInstallation' });
		expect((await new Browser().post('/api/installation/retire', {}, { authorization })).body).toEqual({ failure: 'signInNeeded' });
		expect((await browser.post('/api/installation/retire', {}, { authorization })).status).toBe(200);
		expect(await authenticateInstallation(reader, authorization)).toEqual({ failure: 'revokedInstallation' });
		const people = await browser.get('/api/installation/people', { authorization });
		expect([people.status, people.body]).toEqual([403, { failure: 'revokedInstallation' }]);
		await registerDesk(browser, 'Balie 5');
	});
}

function describeReadmission(): void {
	const asked = (accounts: readonly string[] = []) => ({ kind: 'desk', name: 'Balie 7', accounts });
	const unknown = () => `Installation ${randomUUID()}.${'k'.repeat(43)}`;

	it('is given by a librarian to a desk that the backup does not know: under its own id, with the people who worked there', async () => {
		const authorization = unknown();
		const browser = await librarian();
		expect((await browser.post('/api/installation/join', {}, { authorization })).body).toEqual({ failure: 'unknownInstallation' });
		const leader = (await server.app.database.reader.selectFrom('account').select('id').where('name', '=', 'directeur').executeTakeFirstOrThrow()).id;
		expect((await browser.post('/api/installation/readmit', asked([server.librarianId, leader, 'nobody']), { authorization })).status).toBe(200);
		const { people } = deskPeopleSchema.parse((await browser.get('/api/installation/people', { authorization })).body);
		expect(people.map((person) => person.id), 'a school leader never lent there').toEqual([server.librarianId]);
		expect((await browser.post('/api/installation/readmit', asked(), { authorization })).status, 'again is harmless').toBe(200);
	});

	it('is not given to who may not lend, to nobody, or under the id of another', async () => {
		const leader = new Browser();
		await signIn(leader, 'directeur');
		expect((await leader.post('/api/installation/readmit', asked(), { authorization: unknown() })).body).toEqual({ failure: 'notAllowed' });
		expect((await new Browser().post('/api/installation/readmit', asked(), { authorization: unknown() })).body).toEqual({ failure: 'signInNeeded' });
		const browser = await librarian();
		const { id } = await registerDesk(browser, 'Balie 8');
		expect((await browser.post('/api/installation/readmit', asked(), { authorization: `Installation ${id}.wrong` })).body).toEqual({ failure: 'unknownInstallation' });
		const odd = await browser.post('/api/installation/readmit', asked(), { authorization: 'Installation desk:1.key' });
		expect(odd.body).toEqual({ failure: 'badRequest', facts: { field: 'id' } });
	});
}

function describeStart(): void {
	it('tell a new browser which schools there are and who can be tried, and nothing else', async () => {
		const start = startSchema.parse((await new Browser().get('/api/start')).body);
		expect(start.schools.map((school) => school.brin)).toEqual(['12AB', '34CD', '99ZZ']);
		expect(start.demo).toEqual([{ role: 'mediaLibrarian', name: 'Mia Demo' }]);
	});

	it('sign in with one tap at the demo school only', async () => {
		const session = sessionSchema.parse((await new Browser().post('/api/session/demo', { role: 'mediaLibrarian' })).body);
		expect(session.school).toMatchObject({ brin: '99ZZ', demo: true });
		expect((await new Browser().post('/api/session/demo', { role: 'schoolLeader' })).body).toEqual({ failure: 'notFound' });
	});

	it('send what protects a page with every answer', async () => {
		const { headers } = await new Browser().get('/api/start');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-frame-options')).toBe('DENY');
	});
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsSchema } from '#lib/protocol/accounts.ts';
import { providerSchema } from '#lib/protocol/provider.ts';
import { secondFactorBegunSchema } from '#lib/protocol/second-factor.ts';
import { activatedSchema, sessionSchema, startSchema } from '#lib/protocol/session.ts';
import { appCode } from '../../support/authenticator-app.ts';
import { clientId, clientSecret, startOidcProvider, type OidcProvider, type ProviderPerson } from '../../support/oidc-provider.ts';
import { Browser } from './browser.ts';
import type { SchoolServer } from './school-server.ts';

const origin = 'http://localhost:3000';
const redirectUri = `${origin}/api/session/provider/callback`;
const atSchool = { nlEduPersonHomeOrganizationId: '12AB03', eduPersonAffiliation: 'student' };

/** What signing in through the school's own provider promises: against a real one, on whichever database. */
export function providerCases(server: () => SchoolServer): void {
	let oidc: OidcProvider;
	let boss: Browser;

	beforeAll(async () => {
		oidc = await startOidcProvider([redirectUri]);
		const code = await server().mintFor('Bea Beheerder', ['administrator']);
		boss = new Browser({ origin });
		activatedSchema.parse((await boss.post('/api/session/activate', { brin: '12AB', code, secret: 'een lange zin 12' })).body);
		expect((await save()).status).toBe(200);
	});
	afterAll(() => oidc.stop());

	const settings = () => ({ preset: 'entree', issuer: oidc.issuer, clientId });
	const save = (change: object = {}) => boss.post('/api/accounts/provider', { settings: settings(), clientSecret, ...change });
	const newcomer = () => new Browser({ origin });
	const locationOf = (reply: { headers: Headers }) => reply.headers.get('location') ?? '';

	/** Leaves for the provider and comes back, as `person`; the address in between may be tampered with. */
	async function signIn(browser: Browser, person: ProviderPerson | undefined, away = (url: string) => url, back = (url: URL) => url) {
		oidc.person = person;
		const left = await browser.get('/api/session/provider/start?school=12AB');
		const returned = back(await oidc.visit(away(locationOf(left))));
		const answer = await browser.get(`${returned.pathname}${returned.search}`, { 'sec-fetch-site': 'cross-site' });
		return { answer, location: locationOf(answer), returned };
	}

	/** Somebody of the school who has linked their account with a printed code. */
	async function linked(sub: string, name: string, roles: readonly ('teacher' | 'pupil')[] = ['teacher']) {
		const browser = newcomer();
		expect((await signIn(browser, { sub, ...atSchool })).location).toBe('/sign-in/link?school=12AB');
		const code = await server().mintFor(name, roles);
		const session = sessionSchema.parse((await browser.post('/api/session/provider/link', { code })).body);
		return { browser, session };
	}

	it('is chosen by an administrator, whose secret never comes back', async () => {
		const text = JSON.stringify((await boss.get('/api/accounts/provider')).body);
		expect(text).not.toContain(clientSecret);
		expect(providerSchema.parse(JSON.parse(text))).toMatchObject({ settings: settings(), hasSecret: true, redirectUri });
		expect(startSchema.parse((await newcomer().get('/api/start')).body).schools.find(({ brin }) => brin === '12AB')).toMatchObject({ provider: 'entree' });
		const librarian = newcomer();
		await librarian.post('/api/session/sign-in', { brin: '12AB', name: 'marjan', secret: 'kruistocht in spijkerbroek' });
		for (const reply of [await librarian.get('/api/accounts/provider'), await librarian.post('/api/accounts/provider', { settings: settings(), clientSecret })]) {
			expect(reply.body).toEqual({ failure: 'notAllowed' });
		}
	});

	it('must answer, under its own name, and gets no secret that belongs to another', async () => {
		const withIssuer = (issuer: string) => ({ settings: { ...settings(), issuer } });
		expect((await save(withIssuer('http://127.0.0.1:1'))).body).toEqual({ failure: 'providerUnreachable' });
		expect((await save(withIssuer(oidc.issuer.replace('127.0.0.1', 'localhost')))).body).toEqual({ failure: 'providerMismatch' });
		expect((await save(withIssuer('http://example.com'))).body).toEqual({ failure: 'providerMismatch' });
		expect((await save({ ...withIssuer('https://example.com'), clientSecret: undefined })).body).toEqual({ failure: 'badRequest', facts: { field: 'clientSecret' } });
		expect((await save({ clientSecret: undefined })).status).toBe(200);
	});

	it('asks a printed code the first time and signs in at once afterwards; only a hash, role and BRIN are kept', async () => {
		const { browser, session } = await linked('fatima@school', 'Fatima Nieuw');
		expect(session.account).toMatchObject({ name: 'Fatima Nieuw', roles: ['teacher'] });
		expect((await browser.get('/api/session/provider')).body).toEqual({ preset: 'entree', linked: true });
		const again = newcomer();
		expect((await signIn(again, { sub: 'fatima@school', ...atSchool })).location).toBe('/sign-in/entered');
		expect(sessionSchema.parse((await again.get('/api/session')).body).account.id).toBe(session.account.id);
		const row = await server().app.database.reader.selectFrom('provider_link').selectAll().where('account_id', '=', session.account.id).executeTakeFirstOrThrow();
		expect(row).toMatchObject({ role: 'student', brin: '12AB03' });
		expect(JSON.stringify(row)).not.toContain('fatima');
	});

	it('lets who has no password begin a second factor, and end it, only just after coming in', async () => {
		const { browser, session } = await linked('sven@school', 'Sven Stap');
		expect(sessionSchema.parse((await browser.get('/api/session')).body).secondFactor).toEqual({ on: false, required: false, withoutPassword: true });
		const age = (day: string) =>
			server().app.database.write('sql', { sql: `update login_session set "createdAt" = '${day}T00:00:00.000Z' where "loginId" = '${session.account.id}'`, parameters: [] });
		await age('2020-01-01');
		const late = await browser.post('/api/second-factor/begin', { password: '' });
		expect([late.status, late.body]).toEqual([422, { failure: 'enterAgain' }]);
		await signIn(browser, { sub: 'sven@school', ...atSchool });
		const begun = secondFactorBegunSchema.parse((await browser.post('/api/second-factor/begin', { password: '' })).body);
		expect((await browser.post('/api/second-factor/confirm', { code: appCode(begun.uri) })).status).toBe(200);
		await age('2020-01-01');
		for (const path of ['codes', 'end']) expect((await browser.post(`/api/second-factor/${path}`, { password: '' })).body).toEqual({ failure: 'enterAgain' });
	});

	it('gives no rights: who is staff at the provider stays a pupil here', async () => {
		const { session } = await linked('baas@school', 'Bas Leerling', ['pupil']);
		const browser = newcomer();
		await signIn(browser, { sub: 'baas@school', ...atSchool, eduPersonAffiliation: 'staff' });
		expect(sessionSchema.parse((await browser.get('/api/session')).body).account).toEqual(session.account);
		expect((await browser.get('/api/accounts')).body).toEqual({ failure: 'notAllowed' });
	});

	it('lets nobody in with a wrong code, and nobody without having been at the provider', async () => {
		const browser = newcomer();
		await signIn(browser, { sub: 'gok@school', ...atSchool });
		expect((await browser.post('/api/session/provider/link', { code: 'BBBB-CCCC' })).body).toEqual({ failure: 'codeUnknown' });
		const code = await server().mintFor('Gerda Goed', ['teacher']);
		expect((await newcomer().post('/api/session/provider/link', { code })).body).toEqual({ failure: 'providerEnded' });
		expect((await browser.post('/api/session/provider/link', { code })).status).toBe(200);
	});

	it('ends when it is unlinked', async () => {
		const { browser } = await linked('weg@school', 'Wout Weg');
		expect((await browser.post('/api/session/provider/unlink')).status).toBe(200);
		expect((await signIn(newcomer(), { sub: 'weg@school', ...atSchool })).location).toBe('/sign-in/link?school=12AB');
	});

	it.each([
		['another school', { person: { sub: 'x', nlEduPersonHomeOrganizationId: '99XX' } }, 'otherSchool'],
		['nobody knows which school', { person: { sub: 'x' } }, 'otherSchool'],
		['somebody who cancels', { person: undefined }, 'denied'],
		['a nonce that is not ours', { away: (url: string) => url.replace(/nonce=[^&]+/, 'nonce=forged') }, 'mismatch'],
		['the code of another provider', { back: (url: URL) => changed(url, 'iss', 'https://evil.example') }, 'mismatch'],
		['a code that was never given', { back: (url: URL) => changed(url, 'code', 'made-up') }, 'refused']
	])('refuses %s', async (_what, tampering: Tampering, trouble) => {
		const browser = newcomer();
		const person = 'person' in tampering ? tampering.person : { sub: 'x', ...atSchool };
		expect((await signIn(browser, person, tampering.away, tampering.back)).location).toBe(`/sign-in?school=12AB&trouble=${trouble}`);
		expect((await browser.get('/api/session')).status).toBe(401);
	});

	it('refuses a state that is not ours, was used before, or left with another browser', async () => {
		await linked('toestand@school', 'Toos Toestand');
		const person = { sub: 'toestand@school', ...atSchool };
		expect((await signIn(newcomer(), person, undefined, (url) => changed(url, 'state', 'forged'))).location).toBe('/sign-in?trouble=expired');
		const browser = newcomer();
		const { returned, location } = await signIn(browser, person);
		expect(location).toBe('/sign-in/entered');
		const path = `${returned.pathname}${returned.search}`;
		expect(locationOf(await browser.get(path))).toBe('/sign-in?trouble=expired');
		const victim = newcomer();
		oidc.person = person;
		const fresh = await oidc.visit(locationOf(await newcomer().get('/api/session/provider/start?school=12AB')));
		expect(locationOf(await victim.get(`${fresh.pathname}${fresh.search}`))).toBe('/sign-in?trouble=expired');
		const other = await oidc.visit(locationOf(await browser.get('/api/session/provider/start?school=12AB')));
		const oldCode = changed(other, 'code', returned.searchParams.get('code') ?? '');
		expect(locationOf(await browser.get(`${oldCode.pathname}${oldCode.search}`))).toBe('/sign-in?school=12AB&trouble=refused');
	});

	it('opens no other page to other sites', async () => {
		const reply = await newcomer().get('/api/session/provider/start?school=12AB', { 'sec-fetch-site': 'cross-site' });
		expect(reply.body).toEqual({ failure: 'notAllowed' });
	});

	it('goes with every link when it is removed', async () => {
		await boss.post('/api/accounts/provider/remove');
		expect(providerSchema.parse((await boss.get('/api/accounts/provider')).body)).toMatchObject({ settings: null, hasSecret: false, linked: 0 });
		expect((await newcomer().get('/api/session/provider/start?school=12AB')).body).toEqual({ failure: 'notFound' });
		expect(accountsSchema.parse((await boss.get('/api/accounts')).body).staff.map(({ name }) => name)).toContain('Fatima Nieuw');
	});
}

interface Tampering {
	readonly person?: ProviderPerson | undefined;
	readonly away?: (url: string) => string;
	readonly back?: (url: URL) => URL;
}

function changed(url: URL, name: string, value: string): URL {
	const other = new URL(url);
	other.searchParams.set(name, value);
	return other;
}

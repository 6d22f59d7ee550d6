import { expect, it } from 'vitest';
import { accountsSchema } from '#lib/protocol/accounts.ts';
import { backupCodesSchema, secondFactorBegunSchema } from '#lib/protocol/second-factor.ts';
import { activateAnswerSchema, activatedSchema, sessionSchema } from '#lib/protocol/session.ts';
import { appCode } from '../../support/authenticator-app.ts';
import { Browser, type Reply } from './browser.ts';
import type { SchoolServer } from './school-server.ts';

const secret = 'een lange zin 12';

/** What a second factor promises, whichever database it stands on. */
export function secondFactorCases(server: () => SchoolServer): void {
	const signIn = (browser: Browser, name: string, password = secret) => browser.post('/api/session/sign-in', { brin: '12AB', name, secret: password });
	const answer = (browser: Browser, code: string, more = {}) => browser.post('/api/session/second-factor', { code, kind: 'app', trust: false, ...more });

	/** Somebody of the staff, signed in. */
	async function colleague(name: string, roles: readonly ('teacher' | 'administrator' | 'mediaLibrarian')[] = ['teacher']) {
		const code = await server().mintFor(name, roles);
		const browser = new Browser();
		const { loginName, account } = activatedSchema.parse((await browser.post('/api/session/activate', { brin: '12AB', code, secret })).body);
		return { browser, loginName, id: account.id };
	}

	async function withFactor(name: string, roles?: Parameters<typeof colleague>[1]) {
		const person = await colleague(name, roles);
		const begun = secondFactorBegunSchema.parse((await person.browser.post('/api/second-factor/begin', { password: secret })).body);
		expect((await person.browser.post('/api/second-factor/confirm', { code: appCode(begun.uri) })).status).toBe(200);
		return { ...person, ...begun };
	}

	const whoIs = async (browser: Browser) => (await browser.get('/api/session')).status;
	const failure = ({ status, body }: Reply) => [status, body.failure];

	it('counts once a code of the app was shown, and is then asked after name and password', async () => {
		const { browser, loginName } = await colleague('Fem Factor');
		expect(failure(await browser.post('/api/second-factor/begin', { password: 'not mine' }))).toEqual([422, 'wrongCredentials']);
		const { uri, backupCodes } = secondFactorBegunSchema.parse((await browser.post('/api/second-factor/begin', { password: secret })).body);
		expect(decodeURIComponent(new URL(uri).pathname)).toContain(`Test College ${loginName}`);
		expect(backupCodes.length).toBeGreaterThanOrEqual(8);
		expect((await signIn(new Browser(), loginName)).body).toHaveProperty('account');
		expect(failure(await browser.post('/api/second-factor/confirm', { code: '000000' }))).toEqual([422, 'wrongSecondFactor']);
		expect((await browser.post('/api/second-factor/confirm', { code: appCode(uri) })).status).toBe(200);
		expect(sessionSchema.parse((await browser.get('/api/session')).body).secondFactor).toEqual({ on: true, required: false });

		const other = new Browser();
		const asked = await signIn(other, loginName);
		expect([asked.status, asked.body]).toEqual([200, { secondFactorAsked: true }]);
		expect(await whoIs(other)).toBe(401);
		expect(failure(await answer(other, '000000'))).toEqual([422, 'wrongSecondFactor']);
		expect(sessionSchema.parse((await answer(other, appCode(uri))).body).account.name).toBe('Fem Factor');
		expect(await whoIs(other)).toBe(200);
	});

	it('is not asked for a wrong password, and answers nothing without the question', async () => {
		const { loginName, uri } = await withFactor('Gijs Gok');
		const browser = new Browser();
		expect(failure(await signIn(browser, loginName, 'not the password'))).toEqual([422, 'wrongCredentials']);
		expect(failure(await answer(browser, appCode(uri)))).toEqual([422, 'secondFactorEnded']);
	});

	it('ends the question after five wrong answers, and locks after ten', async () => {
		const { loginName, uri } = await withFactor('Hans Haast');
		const browser = new Browser();
		for (let round = 0; round < 2; round++) {
			await signIn(browser, loginName);
			for (let n = 0; n < 5; n++) expect(failure(await answer(browser, '000000'))).toEqual([422, 'wrongSecondFactor']);
			if (round === 0) expect(failure(await answer(browser, appCode(uri)))).toEqual([422, 'secondFactorEnded']);
		}
		await signIn(browser, loginName);
		expect(failure(await answer(browser, appCode(uri)))).toEqual([423, 'locked']);
	});

	it('takes each code on paper once, and new paper ends the old', async () => {
		const { browser: own, loginName, backupCodes } = await withFactor('Iris Inkt');
		const [code = '', unused = ''] = backupCodes;
		const browser = new Browser();
		await signIn(browser, loginName);
		expect((await answer(browser, code, { kind: 'paper' })).status).toBe(200);
		await signIn(browser, loginName);
		expect(failure(await answer(browser, code, { kind: 'paper' }))).toEqual([422, 'wrongSecondFactor']);
		const renewed = backupCodesSchema.parse((await own.post('/api/second-factor/codes', { password: secret })).body).backupCodes;
		expect(failure(await answer(browser, unused, { kind: 'paper' }))).toEqual([422, 'wrongSecondFactor']);
		expect((await answer(browser, renewed[0] ?? '', { kind: 'paper' })).status).toBe(200);
	});

	it('is not asked again in a browser that is trusted, for each of two people at one desk', async () => {
		const [one, two] = [await withFactor('Joke Een'), await withFactor('Kees Twee')];
		const desk = new Browser();
		for (const { loginName, uri } of [one, two]) {
			await signIn(desk, loginName);
			expect((await answer(desk, appCode(uri), { trust: true })).status).toBe(200);
		}
		for (const { loginName } of [one, two, one]) expect((await signIn(desk, loginName)).body).toHaveProperty('account');
		expect((await signIn(new Browser(), one.loginName)).body).toEqual({ secondFactorAsked: true });
	});

	it('is asked also of who comes in with a new printed code', async () => {
		const { id, uri } = await withFactor('Loes Leeg');
		const [minted] = await server().app.database.write('mintActivationCodes', { schoolId: 'school-1' as never, receivers: { accountId: id }, expiresAt: Date.now() + 60_000 });
		const browser = new Browser();
		const renewed = await browser.post('/api/session/activate', { brin: '12AB', code: minted?.code ?? '', secret: 'nog een lange zin 3' });
		expect(activateAnswerSchema.parse(renewed.body)).toHaveProperty('secondFactorAsked', true);
		expect(await whoIs(browser)).toBe(401);
		expect((await answer(browser, appCode(uri))).status).toBe(200);
	});

	it('is taken away by an administrator, with every session and every trust, and by nobody else', async () => {
		const person = await withFactor('Mo Kwijt');
		const [librarian, boss] = [await colleague('Nel Mag Niet', ['mediaLibrarian']), await colleague('Olga Baas', ['administrator'])];
		expect(failure(await librarian.browser.post('/api/accounts/second-factor', { accountId: person.id }))).toEqual([403, 'notAllowed']);
		expect(failure(await person.browser.post('/api/accounts/second-factor', { accountId: person.id }))).toEqual([403, 'notAllowed']);
		expect((await boss.browser.post('/api/accounts/second-factor', { accountId: person.id })).status).toBe(200);
		expect(await whoIs(person.browser)).toBe(401);
		expect((await signIn(person.browser, person.loginName)).body).toHaveProperty('account');
	});

	it('can be required of a role: until it is there, a session is good for getting one and for nothing else', async () => {
		const boss = await withFactor('Piet Baas', ['administrator']);
		const late = await colleague('Quinten Later', ['mediaLibrarian']);
		const other = await colleague('Rik Zonder', ['administrator']);
		expect(failure(await late.browser.post('/api/accounts/second-factor/roles', { roles: [] }))).toEqual([403, 'notAllowed']);
		expect(failure(await other.browser.post('/api/accounts/second-factor/roles', { roles: ['administrator'] }))).toEqual([422, 'secondFactorFirst']);
		expect((await boss.browser.post('/api/accounts/second-factor/roles', { roles: ['mediaLibrarian'] })).status).toBe(200);
		const { secondFactorRoles, staff } = accountsSchema.parse((await boss.browser.get('/api/accounts')).body);
		expect(secondFactorRoles).toEqual(['mediaLibrarian']);
		expect(staff.filter(({ name }) => /Baas|Later/.test(name) && name !== 'Olga Baas').map(({ secondFactor }) => secondFactor)).toEqual([true, false]);

		expect((await late.browser.get('/api/accounts')).status).toBe(401);
		const session = sessionSchema.parse((await late.browser.get('/api/session')).body);
		expect(session.secondFactor).toEqual({ on: false, required: true });
		const { uri } = secondFactorBegunSchema.parse((await late.browser.post('/api/second-factor/begin', { password: secret })).body);
		await late.browser.post('/api/second-factor/confirm', { code: appCode(uri) });
		expect((await late.browser.get('/api/accounts')).status).toBe(200);
		expect(failure(await late.browser.post('/api/second-factor/end', { password: secret }))).toEqual([403, 'notAllowed']);
		await boss.browser.post('/api/accounts/second-factor/roles', { roles: [] });
		expect((await late.browser.post('/api/second-factor/end', { password: secret })).status).toBe(200);
		expect((await signIn(new Browser(), late.loginName)).body).toHaveProperty('account');
	});

	it('is not for the demo school, where everybody is the same person', async () => {
		const browser = new Browser();
		await browser.post('/api/session/demo', { role: 'mediaLibrarian' });
		expect(failure(await browser.post('/api/second-factor/begin', { password: '' }))).toEqual([403, 'notAllowed']);
	});
}

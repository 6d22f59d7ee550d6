import { describe, expect, it } from 'vitest';
import { authenticateInstallation } from '#lib/server/auth/installation-key.ts';
import { Browser } from './browser.ts';
import { password, type SchoolServer } from './school-server.ts';
import { activate, librarian, registerDesk, signIn } from './steps.ts';

/** How a session begins, ends and is swept away. */
export function sessionCases(server: () => SchoolServer): void {
	describe('sessions', () => {
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
			await server().app.database.write('sql', { sql: `update login_session set "expiresAt" = '2020-01-01T00:00:00.000Z'`, parameters: [] });
			const expired = await browser.get('/api/session');
			expect([expired.status, expired.body]).toEqual([401, { failure: 'signInNeeded' }]);
			expect(await authenticateInstallation(server().app.database.reader, authorization)).toMatchObject({ installation: { id }, school: { brin: '12AB' } });
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
	});

	describe('the sweep', () => {
		it('takes ended sessions and codes that open nothing away, and leaves the rest', async () => {
			const { write, reader, clock } = server().app.database;
			// Whatever tests before this one have let end.
			await write('sweepSignIn', {});
			const browser = await librarian();
			const ended = await librarian();
			const count = async () => (await reader.selectFrom('login_session').select('id').execute()).length;
			const before = await count();
			const token = decodeURIComponent(ended.cookies.get('__Secure-mediatheek.session_token') ?? '').split('.')[0];
			await write('sql', { sql: `update login_session set "expiresAt" = '2020-01-01T00:00:00.000Z' where token = '${token}'`, parameters: [] });
			const old = await server().mintFor('Oude Code', ['teacher']);
			const fresh = await server().mintFor('Nieuwe Code', ['teacher']);
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
	});
}

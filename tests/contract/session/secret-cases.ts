import { describe, expect, it } from 'vitest';
import { activatedSchema, sessionSchema } from '#lib/protocol/session.ts';
import { Browser } from './browser.ts';
import { password, type SchoolServer } from './school-server.ts';
import { activate, pin, signIn } from './steps.ts';

function failure(code: string) {
	return expect.objectContaining({ failure: code }) as unknown;
}

/** What names, passwords and printed codes promise. */
export function secretCases(server: () => SchoolServer): void {
	describe('name and password', () => {
		it('sign in whoever has both, in whatever case the name is typed', async () => {
			const browser = new Browser();
			const session = sessionSchema.parse((await signIn(browser, ' Marjan ')).body);
			expect(session.account).toEqual({ id: server().librarianId, name: 'marjan', roles: ['mediaLibrarian'] });
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
			const made = server().app.database.write('createAccount', { ...again, schoolId: again.schoolId as never });
			await expect(made).rejects.toMatchObject({ code: 'nameTaken' });
		});

		it('are refused when the account was closed', async () => {
			const { write } = server().app.database;
			const code = await server().mintFor('Ines Vertrekt', ['teacher']);
			const browser = new Browser();
			const { account, loginName } = activatedSchema.parse((await activate(browser, code)).body);
			await write('closeAccount', { schoolId: 'school-1' as never, accountId: account.id });
			expect((await browser.get('/api/session')).status).toBe(401);
			expect((await signIn(new Browser(), loginName, pin)).body).toEqual({ failure: 'wrongCredentials' });
		});
	});

	describe('limits', () => {
		it('lock a name after ten wrong passwords, also for the right one, and leave other names alone', async () => {
			const code = await server().mintFor('Lotte Vergeet', ['teacher']);
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
			await server().app.database.write('sql', { sql: 'update attempt set since = since - 900000, locked_until = locked_until - 900000', parameters: [] });
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
	});

	describe('printed codes', () => {
		it('let a class of thirty behind one address in at the same moment, each by pupil number afterwards', async () => {
			const codes = await server().mintForClass();
			expect(codes).toHaveLength(30);
			const replies = await Promise.all(codes.map(({ code }) => activate(new Browser({ address: '203.0.113.9' }), code)));
			expect(replies.map((reply) => reply.status)).toEqual(codes.map(() => 200));
			const names = replies.map((reply) => activatedSchema.parse(reply.body).loginName);
			expect(names.toSorted()).toEqual(codes.map((_, i) => String(1001 + i)));
			const session = sessionSchema.parse((await signIn(new Browser(), '1001', pin)).body);
			expect(session.account).toMatchObject({ roles: ['pupil'], patronId: 'pupil-0', name: 'Sara van der Meer0' });
		}, 60_000);

		it('work once', async () => {
			const code = await server().mintFor('Daan Eenmaal', ['teacher']);
			const both = await Promise.all([activate(new Browser(), code), activate(new Browser(), code)]);
			expect(both.map((reply) => reply.status).toSorted()).toEqual([200, 422]);
			expect((await activate(new Browser(), code)).body).toEqual({ failure: 'codeUsed' });
		});

		it('may be typed in small letters and without the dash', async () => {
			const code = await server().mintFor('Emma Typt', ['teacher']);
			expect((await activate(new Browser(), ` ${code.toLowerCase().replace('-', ' ')}`)).status).toBe(200);
		});

		it('open nothing in another school, and nothing once they expired', async () => {
			const elsewhere = await server().mintFor('Finn Elders', ['teacher'], 'school-2');
			expect((await activate(new Browser(), elsewhere)).body).toEqual({ failure: 'codeUnknown' });
			const [late] = await server().mintForClass(-1);
			expect((await activate(new Browser(), late?.code ?? '')).body).toEqual({ failure: 'codeUnknown' });
		});

		it('stay good while a PIN is chosen that is too easy', async () => {
			const code = await server().mintFor('Gijs Kiest', ['teacher']);
			for (let n = 0; n < 12; n++) {
				expect((await activate(new Browser(), code, '123456')).body).toEqual({ failure: 'weakSecret', facts: { weakness: 'tooEasy' } });
			}
			expect((await activate(new Browser(), code)).status).toBe(200);
		});

		it('ask staff for a password', async () => {
			const code = await server().mintFor('Hanna Beheert', ['mediaLibrarian']);
			expect((await activate(new Browser(), code)).body).toEqual({ failure: 'weakSecret', facts: { weakness: 'tooShort' } });
			expect((await activate(new Browser(), code, password)).status).toBe(200);
		});

		it('give a pupil who forgot the PIN a new one, under the same name, and end the sessions of the old', async () => {
			const [, first] = await server().mintForClass();
			const before = new Browser();
			const was = activatedSchema.parse((await activate(before, first?.code ?? '')).body);
			const [, second] = await server().mintForClass();
			expect(second?.renews).toBe(true);
			const now = activatedSchema.parse((await activate(new Browser(), second?.code ?? '', '739164')).body);
			expect([now.account, now.loginName]).toEqual([was.account, was.loginName]);
			expect((await before.get('/api/session')).status).toBe(401);
			expect((await signIn(new Browser(), now.loginName, pin)).status).toBe(422);
			expect((await signIn(new Browser(), now.loginName, '739164')).status).toBe(200);
		});

		it('stop working when newer ones are minted for the same people', async () => {
			const [, , older] = await server().mintForClass();
			await server().mintForClass();
			expect((await activate(new Browser(), older?.code ?? '')).body).toEqual({ failure: 'codeUnknown' });
		});

		it('give two people of one name two login names', async () => {
			const codes = [await server().mintFor('Sem de Vries', ['teacher']), await server().mintFor('Sem de Vries', ['teacher'])];
			const replies = await Promise.all(codes.map((code) => activate(new Browser(), code)));
			const names = replies.map((reply) => activatedSchema.parse(reply.body).loginName);
			expect(names.toSorted()).toEqual(['sem.dev', 'sem.devr']);
		});
	});
}

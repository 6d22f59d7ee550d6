import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { activatedSchema, deskPeopleSchema, registeredInstallationSchema } from '#lib/protocol/session.ts';
import { authenticateInstallation } from '#lib/server/auth/installation-key.ts';
import { Browser } from './browser.ts';
import { password, type SchoolServer } from './school-server.ts';
import { activate, librarian, registerDesk, signIn } from './steps.ts';

/** Who may register, join and retire an installation, and bring one back after a restore. */
export function installationCases(server: () => SchoolServer): void {
	describe('installations', () => {
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
			expect(registeredInstallationSchema.parse(own.body).epoch).toBe(server().app.database.epoch);
			const nobody = await new Browser().post('/api/installation/register', { kind: 'account', name: 'Laptop' });
			expect([nobody.status, nobody.body]).toEqual([401, { failure: 'signInNeeded' }]);
		});

		it('know who signed in there', async () => {
			const { authorization } = await registerDesk(await librarian(), 'Balie 3');
			const code = await server().mintFor('Nora Tweede', ['mediaLibrarian']);
			const second = new Browser();
			const { account } = activatedSchema.parse((await activate(second, code, password)).body);
			for (let n = 0; n < 2; n++) expect((await second.post('/api/installation/join', {}, { authorization })).status).toBe(200);
			const { people } = deskPeopleSchema.parse((await new Browser().get('/api/installation/people', { authorization })).body);
			expect(people.map((person) => person.id)).toEqual([server().librarianId, account.id]);
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
			const { reader } = server().app.database;
			expect(await authenticateInstallation(reader, `Installation ${id}.wrong`)).toEqual({ failure: 'unknownInstallation' });
			expect(await authenticateInstallation(reader, null)).toEqual({ failure: 'unknownInstallation' });
			expect((await new Browser().post('/api/installation/retire', {}, { authorization })).body).toEqual({ failure: 'signInNeeded' });
			expect((await browser.post('/api/installation/retire', {}, { authorization })).status).toBe(200);
			expect(await authenticateInstallation(reader, authorization)).toEqual({ failure: 'revokedInstallation' });
			const people = await browser.get('/api/installation/people', { authorization });
			expect([people.status, people.body]).toEqual([403, { failure: 'revokedInstallation' }]);
			await registerDesk(browser, 'Balie 5');
		});
	});

	describe('readmission after a restore', () => {
		const asked = (accounts: readonly string[] = []) => ({ kind: 'desk', name: 'Balie 7', accounts });
		const unknown = () => `Installation ${randomUUID()}.${'k'.repeat(43)}`;

		it('is given by a librarian to a desk that the backup does not know: under its own id, with the people who worked there', async () => {
			const authorization = unknown();
			const browser = await librarian();
			expect((await browser.post('/api/installation/join', {}, { authorization })).body).toEqual({ failure: 'unknownInstallation' });
			const leader = (await server().app.database.reader.selectFrom('account').select('id').where('name', '=', 'directeur').executeTakeFirstOrThrow()).id;
			expect((await browser.post('/api/installation/readmit', asked([server().librarianId, leader, 'nobody']), { authorization })).status).toBe(200);
			const { people } = deskPeopleSchema.parse((await browser.get('/api/installation/people', { authorization })).body);
			expect(people.map((person) => person.id), 'a school leader never lent there').toEqual([server().librarianId]);
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
	});
}

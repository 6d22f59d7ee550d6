import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema, startSchema } from '#lib/protocol/session.ts';
import { Browser } from './browser.ts';
import { installationCases } from './installation-cases.ts';
import { providerCases } from './provider-cases.ts';
import { openSchoolServer, type SchoolServer } from './school-server.ts';
import { secondFactorCases } from './second-factor-cases.ts';
import { secretCases } from './secret-cases.ts';
import { sessionCases } from './session-cases.ts';

/** What sign-in promises, whichever database it stands on. */
export function describeSignIn(environment: () => Promise<Readonly<Record<string, string>>>): void {
	let server: SchoolServer;
	beforeAll(async () => {
		server = await openSchoolServer(await environment());
	}, 60_000);
	afterAll(() => server.stop());

	secretCases(() => server);
	sessionCases(() => server);
	describe('the provider of the school', () => providerCases(() => server));
	describe('a second factor', () => secondFactorCases(() => server));
	installationCases(() => server);
	describe('the demo school and the start', describeStart);
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

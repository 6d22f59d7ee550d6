import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { School } from '#lib/domain/school/school.ts';
import { setUpDoneSchema } from '#lib/protocol/set-up.ts';
import { serverApp, stopServerApp, type ServerApp } from '#lib/server/app.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { run } from '../commands/terminal.ts';
import { Browser, type Reply } from '../session/browser.ts';

const password = 'kruistocht in spijkerbroek';
const christmas = { name: 'Kerstvakantie', from: '2026-12-19', to: '2027-01-03' };
const school = {
	brin: '12AB',
	name: 'Het Noorden',
	scenario: 1,
	locations: [{ name: 'Hoofdgebouw', code: '12AB00' }],
	closurePeriods: [christmas],
	rules: 'rsg'
};
const account = { loginName: 'Marjan', displayName: 'Marjan de Wit', password };

let folder: TempFolder;
let app: ServerApp;
let code: string;

beforeEach(async () => {
	folder = await makeTempFolder('set-up');
	process.env.MEDIATHEEK_DATA = folder.path;
	const said = vi.spyOn(console, 'log').mockImplementation(() => {});
	app = await serverApp();
	// What the server says when it starts without a school.
	code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said.mock.calls.flat().join('\n'))?.[0] ?? '';
}, 60_000);
afterEach(async () => {
	vi.restoreAllMocks();
	await stopServerApp();
	await folder.remove();
});

function setUp(changed: object = {}, schoolChanged: object = {}): Promise<Reply> {
	return new Browser().post('/api/setup', { code, school: { ...school, ...schoolChanged }, account, ...changed });
}

function check(typed: string): Promise<Reply> {
	return new Browser().post('/api/setup/check', { code: typed });
}

async function schools(): Promise<School[]> {
	const rows = await app.database.reader.selectFrom('school').select('body').execute();
	return rows.map((row) => JSON.parse(row.body) as School);
}

describe('the first set-up', { timeout: 60_000 }, () => {
	it('makes the school and a librarian who can sign in and register a desk', async () => {
		const done = setUpDoneSchema.parse((await setUp()).body);
		expect(done).toEqual({ brin: '12AB', loginName: 'marjan' });
		const browser = new Browser();
		const signedIn = await browser.post('/api/session/sign-in', { brin: done.brin, name: done.loginName, secret: password });
		expect(signedIn.body.account).toMatchObject({ name: 'Marjan de Wit', roles: ['mediaLibrarian', 'administrator'] });
		expect((await browser.post('/api/installation/register', { kind: 'desk', name: 'Balie' })).status).toBe(200);
		expect(await schools()).toMatchObject([{ brin: '12AB', closurePeriods: [christmas], rules: { preset: 'rsg' } }]);
	});

	it('takes the code however it is typed, and only once', async () => {
		expect((await check(code.toLowerCase().replace('-', ' '))).status).toBe(200);
		expect((await setUp()).status).toBe(200);
		expect((await setUp({}, { brin: '34CD' })).body).toEqual({ failure: 'codeUsed' });
		expect((await check(code)).body).toEqual({ failure: 'codeUsed' });
		expect(await app.database.write('mintSetUpCode', {})).toBeUndefined();
	});

	it('makes one school when two hold the code at the same moment', async () => {
		const replies = await Promise.all([setUp(), setUp({}, { brin: '34CD' })]);
		expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 422]);
		expect(await schools()).toHaveLength(1);
		expect(await app.database.reader.selectFrom('account').select('id').execute()).toHaveLength(1);
	});

	it('refuses a wrong code, and after ten also the right one for a while', async () => {
		for (let i = 0; i < 10; i++) expect((await check('BBBB-BBBB')).body).toEqual({ failure: 'codeUnknown' });
		expect(await check(code)).toMatchObject({ status: 423, body: { failure: 'locked' } });
		expect((await setUp()).status).toBe(423);
		expect(await schools()).toEqual([]);
	});

	it.each([
		['a BRIN that is none', {}, { brin: '1234' }, { failure: 'badRequest', facts: { field: 'school.brin' } }],
		['a holiday that ends before it begins', {}, { closurePeriods: [{ ...christmas, to: '2026-12-01' }] }, { failure: 'badRequest', facts: { field: 'school.closurePeriods.0.to' } }],
		['a school without a location', {}, { locations: [] }, { failure: 'badRequest', facts: { field: 'school.locations' } }],
		['a weak password', { account: { ...account, password: 'welkom2026' } }, {}, { failure: 'weakSecret', facts: { weakness: 'tooEasy' } }],
		['a login name of blanks', { account: { ...account, loginName: ' ' } }, {}, { failure: 'badRequest', facts: { field: 'account.loginName' } }]
	])('refuses %s, makes nothing, and the code still works', async (_, changed, schoolChanged, answer) => {
		expect((await setUp(changed, schoolChanged)).body).toEqual(answer);
		expect(await schools()).toEqual([]);
		expect((await setUp()).status).toBe(200);
	});

	it('does not take the BRIN of the demo school', async () => {
		const location = { id: 'location', name: 'Demo', code: '99ZZ00' };
		const made = { ...school, id: 'demo', brin: '99ZZ', demo: true, locations: [location], rules: { preset: 'own', cardRequired: false, totalMaximum: 1, terms: [] } };
		await app.database.write('saveSchool', { school: made as unknown as School });
		expect((await setUp({}, { brin: '99ZZ' })).body).toEqual({ failure: 'nameTaken', facts: { field: 'brin' } });
		expect((await setUp()).status).toBe(200);
	});

	it('can be opened with a code from the command line, which ends the one before', async () => {
		const said = await run(folder.path, ['setup-code', '--json']);
		const { code: fresh } = JSON.parse(said.out) as { code: string };
		expect((await check(code)).body).toEqual({ failure: 'codeUnknown' });
		expect((await check(fresh)).status).toBe(200);
		await setUp({ code: fresh });
		expect(await run(folder.path, ['setup-code'])).toMatchObject({ code: 1, error: expect.stringContaining('al een school') as string });
	});
});

describe('create-school', { timeout: 60_000 }, () => {
	it('gives the school the holidays of its region', async () => {
		const made = await run(folder.path, ['create-school', '--brin', '12AB', '--name', 'Het Noorden', '--region', 'Noord']);
		expect(made.code).toBe(0);
		expect((await schools())[0]?.closurePeriods.at(-1)).toEqual({ name: 'Zomervakantie', from: '2028-07-15', to: '2028-08-27' });
	});

	const fixture = (name: string) => path.join(import.meta.dirname, '../../unit/import/fixtures', name);
	const options = ['--brin', '00AA', '--name', 'Het Noorden', '--locations', 'Hoofdgebouw, Dependance', '--json'];

	it('takes in the files it is given, and names its locations', async () => {
		const made = await run(folder.path, ['create-school', ...options, '--roster', fixture('rosters/somtoday-like-invented.csv'), '--catalogue', fixture('marc/made/dutch.xml')]);
		expect(JSON.parse(made.out)).toMatchObject({ brin: '00AA', imported: [{ rows: 54, patrons: 54, skipped: [] }, { rows: 18, titles: 18, copies: 18 }] });
		expect((await schools())[0]?.locations).toMatchObject([{ name: 'Hoofdgebouw', code: '00AA00' }, { name: 'Dependance', code: '00AA01' }]);
	});

	it('makes nothing at all when one of its files cannot be read', async () => {
		const made = await run(folder.path, ['create-school', ...options, '--roster', fixture('rosters/somtoday-like-invented.csv'), '--catalogue', fixture('rosters/somtoday-like-invented.csv')]);
		expect(made).toMatchObject({ code: 1, out: '{"failure":"isRoster"}' });
		expect(await schools()).toEqual([]);
	});

	it('knows three regions', async () => {
		const made = await run(folder.path, ['create-school', '--brin', '12AB', '--name', 'Het Noorden', '--region', 'oost']);
		expect(made).toMatchObject({ code: 2, error: expect.stringContaining('--region klopt niet: oost') as string });
		expect(await schools()).toEqual([]);
	});
});

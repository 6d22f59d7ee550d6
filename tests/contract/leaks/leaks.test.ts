import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { AskAnything, authorizationOf, firstPull } from './ask-anything.ts';
import { ask, listEntrances, type Answered, type Entrance } from './every-endpoint.ts';
import { plantedLeaks } from './planted-leaks.ts';
import { TwoSchools, type Principal } from './two-schools.ts';

/** Requests of one asker at one entrance; `MEDIATHEEK_LEAK_TRIES=200` for longer, `MEDIATHEEK_LEAK_SEED=2` for others. */
const tries = Number(process.env.MEDIATHEEK_LEAK_TRIES ?? 4);
const seed = Number(process.env.MEDIATHEEK_LEAK_SEED ?? 11);

/** What anybody may ask before signing in; an endpoint that is not named here must refuse whoever has no session. */
const beforeSignIn = new Set([
	'/api/health', '/api/start', '/api/setup', '/api/setup/check', '/api/demo', '/api/session', '/api/session/sign-in', '/api/session/sign-out', '/api/session/activate',
	'/api/session/demo', '/api/session/second-factor', '/api/session/provider/start', '/api/session/provider/callback', '/api/session/provider/link'
]);

/** Let in by the key of an installation, whoever is signed in. */
const byKey = new Set(['/api/sync/push', '/api/installation/people', '/api/installation/retire']);

let folder: TempFolder;
let schools: TwoSchools;
let entrances: Entrance[];

beforeAll(async () => {
	// Nothing here may reach for another server.
	vi.stubGlobal('fetch', () => Promise.reject(new Error('no network in this test')));
	vi.spyOn(console, 'error').mockReturnValue(undefined);
	folder = await makeTempFolder('leaks');
	schools = await TwoSchools.open(folder.path);
	entrances = await listEntrances();
}, 120_000);
afterAll(async () => {
	await schools.close();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	await folder.remove();
});

function pull(principal: Principal, installation = principal.installation?.id ?? ''): Promise<Answered> {
	const entrance = entrances.find(({ route }) => route === '/api/sync/pull');
	if (!entrance) throw new Error('there is no pull');
	return ask(entrance, { cookie: principal.cookie, authorization: authorizationOf(principal), body: firstPull(installation) });
}

const principal = (who: string) => {
	const found = schools.principals.find((each) => each.who === who);
	if (!found) throw new Error(`there is no ${who}`);
	return found;
};

describe('what the server answers', () => {
	it('shows each his own, so that a mark that strays would be seen', async () => {
		const seen = async (who: string) => new Set((await pull(principal(who))).text.match(/MARK-[\w-]+/g));
		expect(await seen('librarian of a')).toContain('MARK-a-card-3');
		expect(await seen('librarian of a')).toContain('MARK-a-loan-3');
		expect(await seen('librarian of b')).toContain('MARK-b-attention-1');
		expect([...(await seen('pupil of a'))].sort()).toEqual(['MARK-a-aloud-1', 'MARK-a-also-1', 'MARK-a-loan-1', 'MARK-a-name-1', 'MARK-a-note-1', 'MARK-a-number-1', 'MARK-a-review-1', 'MARK-a-review-2', 'MARK-a-vote-1', 'MARK-a-wish-1', 'MARK-a-wish-2']);
		expect(await seen('teacher of a')).toContain('MARK-a-name-2');
		expect(await seen('teacher of a')).toContain('MARK-a-aloud-2');
		expect(await seen('librarian of a')).toContain('MARK-a-aloud-3');
		// A guardian of the second consented: the library's round may know the name and the book, and nothing else.
		expect([...(await seen('consultant of a'))].sort()).toEqual(['MARK-a-aloud-2', 'MARK-a-name-2']);
		// Of a box its keeper sees who has what now: the name, and neither number nor loan.
		expect([...(await seen('keeper of a'))].sort()).toEqual(['MARK-a-also-1', 'MARK-a-box-1', 'MARK-a-name-3', 'MARK-a-review-2', 'MARK-a-teacher-2', 'MARK-a-wish-2']);
	});

	it('is a refusal to whoever has no session, at every entrance that is not meant for all', async () => {
		const anything = new AskAnything(schools, seed);
		const closed = ['nobody', 'a forged session', 'a closed account', 'only the key of a desk'].map(principal);
		const letIn: string[] = [];
		for (const entrance of entrances.filter(({ route }) => !beforeSignIn.has(route))) {
			for (const asker of closed.filter(({ installation }) => !installation || !byKey.has(entrance.route))) {
				const { status } = await ask(entrance, anything.question(asker, entrance));
				if (![401, 403, 404].includes(status)) letIn.push(`${entrance.method} ${entrance.route} answered ${asker.who} with ${status}`);
			}
		}
		expect(letIn).toEqual([]);
	});

	it('is nothing to whoever pulls for an installation that is not the own, or is revoked', async () => {
		const answered: string[] = [];
		for (const asker of schools.principals) {
			for (const { who, installation, kind, side } of schools.principals) {
				if (!installation || (installation === asker.installation && !who.includes('revoked'))) continue;
				// A desk is everybody's who works at a desk of that school.
				if (kind === 'desk' && asker.kind === 'desk' && side === asker.side) continue;
				if ((await pull(asker, installation.id)).status < 400) answered.push(`${asker.who} pulled for ${who}`);
			}
		}
		expect(answered).toEqual([]);
	});

	it.each([
		'whether anybody is signed in',
		'of which school the asker is',
		'which role the asker has',
		'whether the scope is the asker’s',
		'that a refusal is read by the one refused',
		'what a pupil keeps from everybody'
	])('is found out where an endpoint forgets to ask %s', async (forgotten) => {
		const entrance = plantedLeaks(schools)[forgotten];
		if (!entrance) throw new Error(`nobody planted ${forgotten}`);
		const { leaks } = await new AskAnything(schools, seed).findLeaks(schools.principals, [entrance], tries);
		expect(leaks).not.toEqual([]);
	});

	it('has no mark in it that the asker may not see, whatever is asked, wherever', async () => {
		const { leaks, answered, routes } = await new AskAnything(schools, seed).findLeaks(schools.principals, entrances, tries);
		const count = `${schools.principals.length} askers at ${entrances.length} entrances, ${answered} questions answered at ${routes.size} routes`;
		console.log(`leaks: ${count}, ${leaks.length} leaks`);
		expect(leaks).toEqual([]);
		expect(answered, count).toBeGreaterThan(400);
	}, 600_000);
});

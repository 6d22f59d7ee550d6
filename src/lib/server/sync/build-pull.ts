import type { Kysely } from 'kysely';
import { isOutsider } from '#lib/domain/people/role.ts';
import { isSnapshotScope, type Scope } from '#lib/protocol/scopes.ts';
import { acceptedProtocols, pullLimit, type PullRequest, type PullResponse } from '#lib/protocol/sync.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { Schema } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { refreshContact } from './class-contact.ts';
import { findInstallation } from './installations.ts';
import { pullScopes, requireOwnInstallation } from './pull-scopes.ts';
import { isNews } from './report.ts';
import { toWire } from './wire-row.ts';

type ScopeAnswer = PullResponse['scopes'][number];

/** Every scope gets at least so many rows of an answer, so that a large one cannot hold the others up. */
const leastRows = 200;

/**
 * What changed since the cursors, scope by scope, as of one moment; then keeps what the installation says of itself.
 * @throws RequestFailure `wrongEpoch`, `cursorAhead`, `updateNeeded`, and why the installation may not fetch
 */
export async function buildPull(database: OpenDatabase, session: ServerSession, request: PullRequest): Promise<PullResponse> {
	if (!acceptedProtocols.includes(request.proto)) throw new RequestFailure('updateNeeded');
	if (request.epoch !== null && request.epoch !== database.epoch) {
		throw new RequestFailure('wrongEpoch', { epoch: database.epoch });
	}
	await refreshContact(database, session);
	const { installation, answers } = await readTogether(database, (db) => readScopes(db, session, request));
	const now = database.clock();
	if (isNews(installation, request.report, now)) {
		await database.write('report', { installationId: request.installation, report: request.report, at: now });
	}
	return { epoch: database.epoch, scopes: answers, serverNow: now };
}

async function readScopes(db: Kysely<Schema>, session: ServerSession, request: PullRequest) {
	const installation = requireOwnInstallation(session, await findInstallation(db, request.installation));
	const school = await db.selectFrom('school').select(['seq', 'horizon']).where('id', '=', session.schoolId).executeTakeFirst();
	if (!school) throw new RequestFailure('unknownSchool');
	const { seq, horizon } = school;
	const cursors = (await pullScopes(db, session, installation)).map((scope) => ({ scope, from: request.cursors[scope] ?? null }));
	if (cursors.some(({ from }) => from !== null && from > seq)) throw new RequestFailure('cursorAhead', { seq });
	// Slept so long that what was taken away is forgotten here: its rows go, its outbox stays. Apps know one word for that.
	if (cursors.some(({ from }) => from !== null && from < horizon)) throw new RequestFailure('cursorAhead', { horizon });
	const changed = await changedScopes(db, session.schoolId, cursors);
	const answers: ScopeAnswer[] = [];
	let room: number = pullLimit;
	for (const { scope, from } of cursors) {
		const isSame = from !== null && !changed.has(scope);
		const answer = isSame ? { id: scope, from, rows: [], to: seq, more: false } : await readScope(db, session, scope, from, seq, Math.max(room, leastRows));
		room -= answer.rows.length;
		answers.push(answer);
	}
	return { installation, answers };
}

/** Scopes with anything after the lowest cursor. Most pulls find none, and then one look is all they cost. */
async function changedScopes(db: Kysely<Schema>, schoolId: string, cursors: readonly { scope: Scope; from: number | null }[]): Promise<Set<string>> {
	const held = cursors.flatMap(({ scope, from }) => (from === null ? [] : [{ scope, from }]));
	if (held.length === 0) return new Set();
	const rows = await db
		.selectFrom('feed')
		.select('scope')
		.distinct()
		.where('school_id', '=', schoolId)
		.where('scope', 'in', held.map(({ scope }) => scope))
		.where('seq', '>', Math.min(...held.map(({ from }) => from)))
		.execute();
	return new Set(rows.map((row) => row.scope));
}

async function readScope(
	db: Kysely<Schema>,
	session: ServerSession,
	scope: Scope,
	from: number | null,
	seq: number,
	limit: number
): Promise<ScopeAnswer> {
	if (from === null && isSnapshotScope(scope)) return { id: scope, from, rows: [], to: seq, more: false, snapshot: true };
	const found = await entriesAfter(db, session, scope, from).limit(limit + 1).execute();
	const last = found[limit];
	if (!last) return { id: scope, from, rows: found.map(toWire), to: seq, more: false };
	// Whole changes only: the one that did not fit waits for the next answer, unless it alone is more than fits.
	const whole = found.filter((entry) => entry.seq < last.seq);
	const rows = whole.length > 0 ? whole : await entriesAfter(db, session, scope, from).where('seq', '=', last.seq).execute();
	const to = rows.at(-1)?.seq ?? seq;
	return { id: scope, from, rows: rows.map(toWire), to, more: to < seq };
}

function entriesAfter(db: Kysely<Schema>, session: ServerSession, scope: string, from: number | null) {
	const entries = db
		.selectFrom('feed')
		.select(['kind', 'id', 'seq', 'deleted', 'body'])
		.where('school_id', '=', session.schoolId)
		.where('scope', '=', scope)
		// How many take part may be few: whoever stands outside asks for figures, which leave such groups out.
		.$if(isOutsider(session), (query) => query.where('kind', '!=', 'standing'))
		.orderBy('seq')
		.orderBy('kind')
		.orderBy('id');
	// Who has nothing needs no tombstones.
	return from === null ? entries.where('deleted', '=', 0) : entries.where('seq', '>', from);
}

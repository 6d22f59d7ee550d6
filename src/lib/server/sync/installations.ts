import { createHash, timingSafeEqual } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { InstallationId } from '#lib/domain/shared/ids.ts';
import { RequestFailure } from '../failure.ts';
import type { InstallationTable, Schema } from '../db/schema.ts';

export type InstallationRow = Selectable<InstallationTable>;

/** What stands in the database instead of an installation's key. */
export function hashKey(key: string): string {
	return createHash('sha256').update(key).digest('hex');
}

/** Reads `Authorization: Installation <id>.<key>`; the key has no dot, the id may. */
export function readAuthorization(header: string | null): { id: InstallationId; key: string } | undefined {
	const match = /^Installation (\S+)\.([^.\s]+)$/.exec(header ?? '');
	return match?.[1] && match[2] ? { id: match[1] as InstallationId, key: match[2] } : undefined;
}

/** The installation whose key this is, revoked or not. @throws RequestFailure `unknownInstallation` */
export async function authenticate(db: Kysely<Schema>, header: string | null): Promise<InstallationRow> {
	const given = readAuthorization(header);
	const row = given && (await findInstallation(db, given.id));
	if (!given || !row) throw new RequestFailure('unknownInstallation');
	const [known, hash] = [Buffer.from(row.key_hash), Buffer.from(hashKey(given.key))];
	if (known.length !== hash.length || !timingSafeEqual(known, hash)) throw new RequestFailure('unknownInstallation');
	return row;
}

export async function findInstallation(db: Kysely<Schema>, id: InstallationId): Promise<InstallationRow | undefined> {
	return db.selectFrom('installation').selectAll().where('id', '=', id).executeTakeFirst();
}

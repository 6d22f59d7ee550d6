import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { School } from '#lib/domain/school/school.ts';
import type { Failure } from '#lib/protocol/failures.ts';
import { parseBody } from '../db/body.ts';
import type { Schema } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { authenticate, type InstallationRow } from '../sync/installations.ts';

export interface AuthenticatedInstallation {
	readonly installation: InstallationRow;
	readonly school: School;
}

/** 256 bits, without a dot; travels to the device once. */
export function newInstallationKey(): string {
	return randomBytes(32).toString('base64url');
}

/**
 * Who sends, by `Authorization: Installation <id>.<key>`. The key holds also after every session expired,
 * until the installation is revoked: a device must be able to hand in what it recorded.
 * Answers `unknownInstallation` (also for a wrong key) or `revokedInstallation` (only with the right key).
 */
export async function authenticateInstallation(
	reader: Kysely<Schema>,
	header: string | null
): Promise<AuthenticatedInstallation | Failure> {
	try {
		return await requireInstallation(reader, header);
	} catch (error) {
		if (error instanceof RequestFailure) return { failure: error.code };
		throw error;
	}
}

/** The same for callers that only go on with a good key. @throws RequestFailure `unknownInstallation`, `revokedInstallation` */
export async function requireInstallation(reader: Kysely<Schema>, header: string | null): Promise<AuthenticatedInstallation> {
	const installation = await authenticate(reader, header);
	if (installation.revoked_at !== null) throw new RequestFailure('revokedInstallation');
	const school = await reader.selectFrom('school').select('body').where('id', '=', installation.school_id).executeTakeFirstOrThrow();
	return { installation, school: parseBody<School>(school.body) };
}

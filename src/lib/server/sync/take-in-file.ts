import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ClockReading } from '#lib/domain/shared/corrected-time.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import {
	outboxContentSchema,
	outboxFileFormat,
	outboxFileSchema,
	outboxFileVersion,
	type OutboxContent,
	type OutboxFileTrouble,
	type TakeInAnswer
} from '#lib/protocol/outbox-file.ts';
import { pushLimit } from '#lib/protocol/sync.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { chunks } from './feed.ts';
import { findInstallation, type InstallationRow } from './installations.ts';

/** A file that is not taken in; nothing was changed. */
class NotTakenIn extends Error {
	readonly trouble: OutboxFileTrouble;

	constructor(trouble: OutboxFileTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/**
 * Takes in the work of an installation from a file, as if it had sent it: under its own name, in its own order, each
 * operation once. Whoever brings the file adds nothing to it; its proof stands for the installation's key.
 * @param schoolId of who brings it; absent where the server's own administrator does
 */
export async function takeInFile(database: OpenDatabase, text: string, schoolId?: SchoolId): Promise<TakeInAnswer> {
	try {
		const { content, installation } = await readProved(database, text, schoolId);
		return await takeInOperations(database, content, installation);
	} catch (error) {
		if (error instanceof NotTakenIn) return { trouble: error.trouble };
		if (error instanceof RequestFailure && error.code === 'operationChanged') return { trouble: 'operationChanged' };
		throw error;
	}
}

async function readProved(database: OpenDatabase, text: string, schoolId: SchoolId | undefined): Promise<{ content: OutboxContent; installation: InstallationRow }> {
	const { content: proved, proof } = readFile(text);
	const content = outboxContentSchema.safeParse(parse(proved));
	if (!content.success) throw new NotTakenIn('damaged');
	if (schoolId !== undefined && content.data.schoolId !== schoolId) throw new NotTakenIn('otherSchool');
	const installation = await findInstallation(database.reader, content.data.installation);
	if (!installation) throw new NotTakenIn('unknownInstallation');
	const expected = createHmac('sha256', installation.key_hash).update(proved).digest();
	if (!timingSafeEqual(expected, Buffer.from(proof, 'hex'))) throw new NotTakenIn('damaged');
	if (installation.school_id !== content.data.schoolId) throw new NotTakenIn('otherSchool');
	return { content: content.data, installation };
}

function readFile(text: string) {
	const file = outboxFileSchema.safeParse(parse(text));
	if (!file.success) throw new NotTakenIn(text.slice(0, 200).includes(outboxFileFormat) ? 'damaged' : 'notOurFile');
	if (file.data.v > outboxFileVersion) throw new NotTakenIn('newerFile');
	return file.data;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function takeInOperations(database: OpenDatabase, { operations, sent }: OutboxContent, installation: InstallationRow): Promise<TakeInAnswer> {
	const { id, name, last_n } = installation;
	const oldestN = operations[0]?.n;
	const receivedAt = database.clock();
	// Known ones too, and first: a copied device that went its own way is found out before anything of it is stored.
	for (const part of chunks(operations, pushLimit.operations)) {
		const request = { ...asSentThen(part, sent), ...(oldestN !== undefined && { oldestN }) };
		const sentAt = sent.offset === undefined ? receivedAt : Math.min(receivedAt, sent.wall + sent.offset);
		const { failure } = await database.write('push', { installationId: id as never, schoolId: installation.school_id as SchoolId, request, receivedAt, sentAt });
		// A blocked installation's work is taken in and set aside.
		if (failure && failure.code !== 'revokedInstallation') throw new RequestFailure(failure.code, failure.facts);
	}
	const taken = operations.filter(({ n }) => n > last_n).length;
	const { waiting } = await database.reader
		.selectFrom('set_aside')
		.select((eb) => eb.fn.countAll<number>().as('waiting'))
		.where('installation_id', '=', id)
		.where('n', '>', last_n)
		.executeTakeFirstOrThrow();
	return { name, taken, known: operations.length - taken, setAside: Number(waiting) };
}

/** A device that never measured its clock says nothing about when the file was made: then no time in it is certain. */
function asSentThen(operations: readonly Operation[], sent: ClockReading): { sent: ClockReading; operations: Operation[] } {
	if (sent.offset !== undefined) return { sent, operations: [...operations] };
	const unmeasured = operations.map((each) => ({ ...each, clock: { wall: each.clock.wall, monotonic: 0, session: 'never measured' } }));
	return { sent, operations: unmeasured };
}

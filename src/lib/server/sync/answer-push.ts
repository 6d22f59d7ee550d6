import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { acceptedProtocols, pushLimit, pushRequestSchema, type PushResponse } from '#lib/protocol/sync.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';
import { readBody } from '../read-request.ts';
import { authenticate } from './installations.ts';

/**
 * Takes in a push. The installation's own key is enough: what happened at a desk must arrive
 * also when everybody's session is over.
 * @throws RequestFailure with the code that tells the sender what to do next (sync.md, Push)
 */
export async function answerPush(database: OpenDatabase, request: Request): Promise<PushResponse> {
	const receivedAt = database.clock();
	const installation = await authenticate(database.reader, request.headers.get('authorization'));
	const push = await readBody(request, pushRequestSchema, pushLimit.bytes);
	if (!acceptedProtocols.includes(push.proto)) throw new RequestFailure('updateNeeded');
	if (push.installation !== installation.id) throw new RequestFailure('unknownInstallation');
	if (push.epoch !== database.epoch) throw new RequestFailure('wrongEpoch', { epoch: database.epoch });
	const { lastN, failure } = await database.write('push', {
		installationId: push.installation,
		schoolId: installation.school_id as SchoolId,
		request: { sent: push.sent, operations: push.operations, oldestN: push.oldestN, maxN: push.maxN, build: push.build },
		receivedAt
	});
	if (failure) throw new RequestFailure(failure.code, failure.facts);
	return { epoch: database.epoch, lastN, serverNow: database.clock() };
}

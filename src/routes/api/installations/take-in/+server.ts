import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { mayUseDesk } from '#lib/server/auth/installations.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import { readText, requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';
import { takeInFile } from '#lib/server/sync/take-in-file.ts';
import { largestOutboxFile } from '#lib/protocol/outbox-file.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals);
		if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
		return jsonResponse(await takeInFile(database, await readText(request, largestOutboxFile), session.schoolId));
	});

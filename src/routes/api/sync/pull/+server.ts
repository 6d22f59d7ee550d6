import type { RequestHandler } from '@sveltejs/kit';
import { pullRequestSchema } from '#lib/protocol/sync.ts';
import { serverApp } from '#lib/server/app.ts';
import { readBody, requireSession } from '#lib/server/read-request.ts';
import { largeJsonResponse, respond } from '#lib/server/respond.ts';
import { buildPull } from '#lib/server/sync/build-pull.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals);
		const answer = await buildPull(database, session, await readBody(request, pullRequestSchema));
		return largeJsonResponse(answer, request.headers.get('accept-encoding'));
	});

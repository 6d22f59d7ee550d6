import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';
import { answerPush } from '#lib/server/sync/answer-push.ts';

export const POST: RequestHandler = ({ request }) =>
	respond(async () => {
		const { database } = await serverApp();
		return jsonResponse(await answerPush(database, request));
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { askRetention, retainNow } from '#lib/server/privacy/privacy-requests.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return jsonResponse(await askRetention(database, requireSession(locals)));
	});

export const POST: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return jsonResponse(await retainNow(database, requireSession(locals)));
	});

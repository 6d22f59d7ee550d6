import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { readOwn } from '#lib/server/privacy/privacy-requests.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return jsonResponse(await readOwn(database, requireSession(locals)));
	});

import type { RequestHandler } from '@sveltejs/kit';
import { aboutPatronSchema } from '#lib/protocol/privacy.ts';
import { serverApp } from '#lib/server/app.ts';
import { forget } from '#lib/server/privacy/privacy-requests.ts';
import { readBody, requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database, journal } = await serverApp();
		const session = requireSession(locals);
		const { patronId } = await readBody(request, aboutPatronSchema);
		await forget(database, journal, session, patronId);
		return jsonResponse({});
	});

import { nothingAskedSchema } from '#lib/protocol/session.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { join } from '#lib/server/auth/installation-requests.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		await readJson(request, nothingAskedSchema);
		await join(database, requireSession(locals.session), request.headers.get('authorization'));
		return { body: {} };
	});

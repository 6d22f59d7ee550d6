import type { RequestHandler } from '@sveltejs/kit';
import { endAskedSchema } from '#lib/protocol/installations.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { end } from '#lib/server/auth/manage-installations.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await end(database, session, await readJson(request, endAskedSchema));
		return { body: {} };
	});

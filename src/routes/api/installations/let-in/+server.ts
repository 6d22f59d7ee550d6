import type { RequestHandler } from '@sveltejs/kit';
import { letInAskedSchema } from '#lib/protocol/installations.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { letIn } from '#lib/server/auth/manage-installations.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await letIn(database, session, await readJson(request, letInAskedSchema));
		return { body: {} };
	});

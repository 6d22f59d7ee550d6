import type { RequestHandler } from '@sveltejs/kit';
import { renameAskedSchema } from '#lib/protocol/installations.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { rename } from '#lib/server/auth/manage-installations.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await rename(database, session, await readJson(request, renameAskedSchema));
		return { body: {} };
	});

import { nothingAskedSchema } from '#lib/protocol/session.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { removeProvider } from '#lib/server/auth/provider/settings.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await readJson(request, nothingAskedSchema);
		await removeProvider(database, session);
		return { body: {} };
	});

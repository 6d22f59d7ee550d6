import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { nothingAskedSchema } from '#lib/protocol/session.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const { accountId } = requireSession(locals.session);
		await readJson(request, nothingAskedSchema);
		await database.write('unlinkAccount', { accountId });
		return { body: {} };
	});

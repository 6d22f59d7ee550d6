import { readmitInstallationSchema } from '#lib/protocol/session.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { readmit } from '#lib/server/auth/installation-requests.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		const asked = await readJson(request, readmitInstallationSchema);
		await readmit(database, session, request.headers.get('authorization'), asked);
		return { body: {} };
	});

import { passwordAskedSchema } from '#lib/protocol/accounts.ts';
import { serverApp } from '#lib/server/app.ts';
import { changePassword } from '#lib/server/auth/change-password.ts';
import { readJson, requireSession, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const session = requireSession(event.locals.session);
		const cookies = await changePassword(auth, session, await readJson(event.request, passwordAskedSchema), visitOf(event));
		return { body: {}, cookies };
	});

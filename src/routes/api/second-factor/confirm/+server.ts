import { secondFactorConfirmSchema } from '#lib/protocol/second-factor.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { confirmSecondFactor } from '#lib/server/auth/second-factor.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		requireSession(event.locals.session);
		const { code } = await readJson(event.request, secondFactorConfirmSchema);
		return { body: {}, cookies: await confirmSecondFactor(auth, code, visitOf(event)) };
	});

import { secondFactorPasswordSchema } from '#lib/protocol/second-factor.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { renewBackupCodes } from '#lib/server/auth/second-factor.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const session = requireSession(event.locals.session);
		const { password } = await readJson(event.request, secondFactorPasswordSchema);
		return { body: { backupCodes: await renewBackupCodes(auth, session, password, visitOf(event)) } };
	});

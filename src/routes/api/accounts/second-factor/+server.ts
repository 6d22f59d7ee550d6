import { secondFactorResetSchema } from '#lib/protocol/second-factor.ts';
import { serverApp } from '#lib/server/app.ts';
import { takeSecondFactorAway } from '#lib/server/auth/account-requests.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await takeSecondFactorAway(database, session, (await readJson(request, secondFactorResetSchema)).accountId);
		return { body: {} };
	});

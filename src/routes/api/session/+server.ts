import { serverApp } from '#lib/server/app.ts';
import { describeSession } from '#lib/server/auth/accounts.ts';
import { requireSession, respond } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const { accountId, expiresAt } = requireSession(locals.session);
		return { body: await describeSession(database.reader, accountId, expiresAt) };
	});

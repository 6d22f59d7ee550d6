import { serverApp } from '#lib/server/app.ts';
import { readAccounts } from '#lib/server/auth/account-requests.ts';
import { requireSession, respond } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await readAccounts(database, requireSession(locals.session)) };
	});

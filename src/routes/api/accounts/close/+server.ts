import { closeAskedSchema } from '#lib/protocol/accounts.ts';
import { serverApp } from '#lib/server/app.ts';
import { endAccount } from '#lib/server/auth/account-requests.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		const { accountId } = await readJson(request, closeAskedSchema);
		await endAccount(database, session, accountId);
		return { body: {} };
	});

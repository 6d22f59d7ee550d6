import { providerAskedSchema } from '#lib/protocol/provider.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { chooseProvider, describeProvider } from '#lib/server/auth/provider/settings.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ url, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await describeProvider(database, requireSession(locals.session), url.origin) };
	});

export const POST: RequestHandler = ({ request, url, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals.session);
		await chooseProvider(database, session, await readJson(request, providerAskedSchema), url.origin);
		return { body: {} };
	});

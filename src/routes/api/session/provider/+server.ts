import { serverApp } from '#lib/server/app.ts';
import { requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { describeOwnLink } from '#lib/server/auth/provider/link.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { auth } = await serverApp();
		return { body: await describeOwnLink(auth, requireSession(locals.session)) };
	});

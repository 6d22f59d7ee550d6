import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { listInstallations } from '#lib/server/auth/manage-installations.ts';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await listInstallations(database, requireSession(locals.session)) };
	});

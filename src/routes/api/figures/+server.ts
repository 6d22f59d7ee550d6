import { serverApp } from '#lib/server/app.ts';
import { requireSession, respond } from '#lib/server/auth/endpoint.ts';
import { readFigures } from '#lib/server/figures/school-figures.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await readFigures(database, requireSession(locals.session)) };
	});

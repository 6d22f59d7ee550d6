import { serverApp } from '#lib/server/app.ts';
import { respond } from '#lib/server/auth/endpoint.ts';
import { readStart } from '#lib/server/auth/start.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = () =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await readStart(database) };
	});

import { setUpSchema } from '#lib/protocol/set-up.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, respond } from '#lib/server/auth/endpoint.ts';
import { setUp } from '#lib/server/setup/set-up.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request }) =>
	respond(async () => {
		const { database } = await serverApp();
		return { body: await setUp(database, await readJson(request, setUpSchema)) };
	});

import { activateSchema } from '#lib/protocol/session.ts';
import { serverApp } from '#lib/server/app.ts';
import { activate } from '#lib/server/auth/activate.ts';
import { readJson, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const { answer, cookies } = await activate(auth, await readJson(event.request, activateSchema), visitOf(event));
		return { body: answer, cookies };
	});

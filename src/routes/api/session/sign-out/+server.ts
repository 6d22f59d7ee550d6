import { serverApp } from '#lib/server/app.ts';
import { nothingAskedSchema } from '#lib/protocol/session.ts';
import { readJson, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { signOut } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		await readJson(event.request, nothingAskedSchema);
		return { body: {}, cookies: await signOut(auth, visitOf(event)) };
	});

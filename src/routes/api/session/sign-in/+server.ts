import { signInSchema } from '#lib/protocol/session.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { bodyOf, signIn } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const entered = await signIn(auth, await readJson(event.request, signInSchema), visitOf(event));
		return { body: bodyOf(entered), cookies: entered.cookies };
	});

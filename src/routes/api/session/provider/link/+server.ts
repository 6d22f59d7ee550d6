import { linkAskedSchema } from '#lib/protocol/provider.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { linkByCode } from '#lib/server/auth/provider/link.ts';
import { bodyOf } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const { code } = await readJson(event.request, linkAskedSchema);
		const entered = await linkByCode(auth, code, visitOf(event));
		return { body: bodyOf(entered), cookies: entered.cookies };
	});

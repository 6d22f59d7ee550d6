import { secondFactorAnswerSchema } from '#lib/protocol/second-factor.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, respond, visitOf } from '#lib/server/auth/endpoint.ts';
import { answerSecondFactor } from '#lib/server/auth/sign-in.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = (event) =>
	respond(async () => {
		const { auth } = await serverApp();
		const { session, cookies } = await answerSecondFactor(auth, await readJson(event.request, secondFactorAnswerSchema), visitOf(event));
		return { body: session, cookies };
	});

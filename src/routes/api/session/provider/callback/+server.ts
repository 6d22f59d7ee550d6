import { serverApp } from '#lib/server/app.ts';
import { redirecting, visitOf } from '#lib/server/auth/endpoint.ts';
import { comeBack } from '#lib/server/auth/provider/return.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = (event) =>
	redirecting(async () => {
		const { auth } = await serverApp();
		return comeBack(auth, event.url, visitOf(event));
	});

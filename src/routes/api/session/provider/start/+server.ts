import { serverApp } from '#lib/server/app.ts';
import { redirecting, visitOf } from '#lib/server/auth/endpoint.ts';
import { depart } from '#lib/server/auth/provider/depart.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = (event) =>
	redirecting(async () => {
		const { auth } = await serverApp();
		const brin = event.url.searchParams.get('school') ?? '';
		try {
			return await depart(auth, brin, event.url.origin, visitOf(event));
		} catch (error) {
			if (!(error instanceof RequestFailure) || !error.code.startsWith('provider')) throw error;
			return { location: `/sign-in?school=${encodeURIComponent(brin)}&trouble=unreachable`, cookies: [] };
		}
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { respond } from '#lib/server/respond.ts';
import { pokeStream } from '#lib/server/sync/pokes.ts';

const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

export const GET: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { pokes } = await serverApp();
		const { schoolId } = requireSession(locals);
		return new Response(pokeStream(pokes, schoolId, request.signal), { headers });
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { respond } from '#lib/server/respond.ts';

/** No content-encoding: the device keeps the compressed bytes as they are. */
const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'private, max-age=31536000, immutable' };

export const GET: RequestHandler = ({ locals, params }) =>
	respond(async () => {
		const { snapshots, firstLoads } = await serverApp();
		const session = requireSession(locals);
		const content = await firstLoads.pass(() => snapshots.page(session, params.hash ?? ''));
		return new Response(new Uint8Array(content), { headers });
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ request, locals, params }) =>
	respond(async () => {
		const { snapshots, firstLoads } = await serverApp();
		const session = requireSession(locals);
		const { tag, ...manifest } = await firstLoads.pass(() => snapshots.manifest(session, params.scope ?? ''));
		const headers = { etag: tag, 'cache-control': 'private, no-cache' };
		if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
		return Response.json(manifest, { headers });
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import { linksOfSchool } from '#lib/server/links/school-links.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { respond } from '#lib/server/respond.ts';

/** A cover says nothing about who looks at it, but only who belongs to the school may have it fetched. */
export const GET: RequestHandler = ({ locals, params }) =>
	respond(async () => {
		const { covers, database } = await serverApp();
		const { coverAddress } = await linksOfSchool(database, requireSession(locals).schoolId);
		const cover = coverAddress === undefined ? undefined : await covers.find(coverAddress, params.isbn ?? '');
		if (!cover) throw new RequestFailure('notFound');
		return new Response(new Uint8Array(cover.bytes), { headers: { 'content-type': cover.type, 'cache-control': 'private, max-age=2592000' } });
	});

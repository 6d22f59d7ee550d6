import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { lookUp, requireLookUp } from '#lib/server/links/look-up.ts';
import { linksOfSchool } from '#lib/server/links/school-links.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ locals, params }) =>
	respond(async () => {
		const { config, database } = await serverApp();
		const session = requireSession(locals);
		const isbn = requireLookUp(session, params.isbn ?? '');
		const { lookUpSources } = await linksOfSchool(database, session.schoolId);
		return jsonResponse(await lookUp(lookUpSources, isbn, config.linkHosts));
	});

import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { requireImporter } from '#lib/server/import/import-requests.ts';
import { listImports } from '#lib/server/import/list-imports.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = ({ locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireImporter(requireSession(locals));
		return jsonResponse({ imports: await listImports(database, session.schoolId) });
	});

import type { RequestHandler } from '@sveltejs/kit';
import { undoAskedSchema } from '#lib/protocol/imports.ts';
import { serverApp } from '#lib/server/app.ts';
import { undoImport } from '#lib/server/import/apply-import.ts';
import { requireImporter } from '#lib/server/import/import-requests.ts';
import { readBody, requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireImporter(requireSession(locals));
		const { importId } = await readBody(request, undoAskedSchema);
		return jsonResponse(await undoImport(database, session.schoolId, importId));
	});

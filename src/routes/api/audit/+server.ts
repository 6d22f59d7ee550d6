import type { RequestHandler } from '@sveltejs/kit';
import { auditAskedSchema } from '#lib/protocol/audit.ts';
import { serverApp } from '#lib/server/app.ts';
import { readAudit } from '#lib/server/audit/read-audit.ts';
import { readBody, requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireSession(locals);
		return jsonResponse(await readAudit(database, session, await readBody(request, auditAskedSchema)));
	});

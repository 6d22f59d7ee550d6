import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { answerPlan, requireImporter } from '#lib/server/import/import-requests.ts';
import { requireSession } from '#lib/server/read-request.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const POST: RequestHandler = ({ request, locals }) =>
	respond(async () => {
		const { database } = await serverApp();
		const session = requireImporter(requireSession(locals));
		return jsonResponse(await answerPlan(database, session, request));
	});

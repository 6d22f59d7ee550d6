import type { RequestHandler } from '@sveltejs/kit';
import { serverApp } from '#lib/server/app.ts';
import { jsonResponse, respond } from '#lib/server/respond.ts';

export const GET: RequestHandler = () =>
	respond(async () => {
		const { database } = await serverApp();
		await database.reader.selectFrom('meta').select('name').limit(1).execute();
		return jsonResponse({ ok: true, database: database.dialect, epoch: database.epoch });
	});

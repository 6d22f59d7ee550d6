import { setUpCheckSchema } from '#lib/protocol/set-up.ts';
import { serverApp } from '#lib/server/app.ts';
import { readJson, respond } from '#lib/server/auth/endpoint.ts';
import { checkSetUpCode } from '#lib/server/setup/set-up.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const POST: RequestHandler = ({ request }) =>
	respond(async () => {
		const { database } = await serverApp();
		const { code } = await readJson(request, setUpCheckSchema);
		await checkSetUpCode(database, code);
		return { body: {} };
	});

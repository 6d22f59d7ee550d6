import { serverApp } from '#lib/server/app.ts';
import { respond } from '#lib/server/auth/endpoint.ts';
import { requireInstallation } from '#lib/server/auth/installation-key.ts';
import { listDeskPeople } from '#lib/server/auth/installations.ts';
import type { RequestHandler } from '@sveltejs/kit';

export const GET: RequestHandler = ({ request }) =>
	respond(async () => {
		const { database } = await serverApp();
		const { installation } = await requireInstallation(database.reader, request.headers.get('authorization'));
		return { body: { people: await listDeskPeople(database.reader, installation.id) } };
	});

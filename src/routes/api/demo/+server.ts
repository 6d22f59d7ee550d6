import { serverApp } from '#lib/server/app.ts';
import { respond } from '#lib/server/auth/endpoint.ts';
import { ensureDemoSchool } from '#lib/server/demo/ensure-demo-school.ts';
import type { RequestHandler } from '@sveltejs/kit';

/** The start page's demo door: makes the demo school, unless the server has a real school and no demo school. */
export const POST: RequestHandler = () =>
	respond(async () => {
		const { school, made } = await ensureDemoSchool(await serverApp());
		return { body: { brin: school.brin, name: school.name, made } };
	});

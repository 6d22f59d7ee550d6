import type { Start } from '#lib/protocol/session.ts';
import type { OpenDatabase } from '../db/open.ts';
import { listSchools } from './accounts.ts';
import { listDemoAccounts } from './demo-accounts.ts';
import { findProvider } from './provider/settings.ts';

/** What a browser that knows nothing may know: which schools are here, and who can be tried in the demo school. */
export async function readStart({ reader, clock }: OpenDatabase): Promise<Start> {
	const schools = await Promise.all(
		(await listSchools(reader)).map(async ({ id, brin, name, demo }) => {
			const provider = await findProvider(reader, id);
			return { brin, name, demo, ...(provider && { provider: provider.settings.preset }) };
		})
	);
	const demo = (await listDemoAccounts(reader)).map(({ role, name }) => ({ role, name }));
	return { schools, ...(demo.length > 0 && { demo }), serverNow: clock() };
}

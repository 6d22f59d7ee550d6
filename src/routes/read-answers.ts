import type { App } from '#lib/client/app.ts';
import { outcomeText } from '#lib/i18n/codes.ts';
import { namesFrom } from '#lib/i18n/names.ts';

interface Reader {
	readonly app: App | undefined;
	read<T>(ask: (queries: App['queries']) => T): T;
}

/** What the server answered to own operations and nobody has marked as seen, in sentences; newest first. */
export function readAnswers(session: Reader) {
	if (!session.app) return [];
	return session.read((queries) =>
		queries
			.outcomes()
			.toReversed()
			.map((outcome) => ({ ...outcome, text: outcomeText(outcome, namesFrom(queries)) }))
	);
}

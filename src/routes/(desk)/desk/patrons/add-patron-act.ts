import type { Patron } from '#lib/domain/people/patron.ts';
import type { HomeClassId, PatronId } from '#lib/domain/shared/ids.ts';
import type { App } from '#lib/client/app.ts';
import type { FilledPatron } from '#lib/ui/patrons/filled-patron.ts';
import { cardNumberOf } from '../desk-acts.ts';

/** The act that adds a patron from a filled form, and the patron as it will be known. */
export function addPatronAct(app: App, filled: FilledPatron) {
	const { givenName, infix, familyName, category, homeClassId, pupilNumber, cardNumber } = filled;
	const patron: Patron = {
		id: app.newId<PatronId>(),
		givenName,
		...(infix === '' ? {} : { infix }),
		familyName,
		category,
		...(homeClassId === '' ? {} : { homeClassId: homeClassId as HomeClassId }),
		...(pupilNumber === '' ? {} : { pupilNumber })
	};
	const input = { patron, ...(cardNumber === '' ? {} : { cardNumber: cardNumberOf(app, cardNumber) }) };
	return { act: { type: 'add-patron', input } as const, patron };
}

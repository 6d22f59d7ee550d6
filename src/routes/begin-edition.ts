import type { ProgrammeQueries } from '#lib/client/view/programme-queries.ts';
import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';
import { nextEdition } from '#lib/domain/programmes/next-edition.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { firstYearOf } from '#lib/domain/shared/school-year.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { blankEdition } from '#lib/ui/programmes/new-edition.ts';

/** With what the form begins; `before` is absent for an edition that is not there yet. */
export interface Begin {
	readonly before?: Edition | undefined;
	readonly edition: Edition;
}

/**
 * Reads what the address asks for: change one, make one like another, from an example, or from nothing.
 * @returns undefined where it names an edition that is not here
 */
export function beginEdition(asked: URLSearchParams, programmes: ProgrammeQueries, today: CalendarDate, newId: () => EditionId): Begin | undefined {
	const [id, like, example] = [asked.get('id'), asked.get('like'), asked.get('example')];
	if (id !== null) {
		const before = programmes.edition(id as EditionId);
		return before && { before, edition: before };
	}
	if (like !== null) {
		const model = programmes.edition(like as EditionId);
		return model && { edition: nextEdition(model, newId()) };
	}
	if (example !== null) {
		const edition = foundingEditions(firstYearOf(today), newId).find((each) => each.programmeId === example);
		return edition && { edition };
	}
	const own = newId();
	return { edition: blankEdition(own, `own-${own.slice(0, 8)}`, m.programmes_new_own(), today) };
}

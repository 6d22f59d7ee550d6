import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import { formatDateTime } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A place in the queue, and until when it is known: it moves while a phone is not connected. */
export function placeText(place: number, asOf: Instant | undefined): string {
	if (asOf === undefined) return place === 1 ? m.my_hold_place_first() : m.my_hold_place({ place });
	const when = formatDateTime(asOf);
	return place === 1 ? m.lending_hold_first({ when }) : m.lending_hold_place({ place, when });
}

import { formatDateTime, formatTime, schoolDateOf } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** "vandaag 9:12", "ma 14 dec 16:20": until when a pupil's own records are here. */
export function asOfText(asOf: number | undefined, now: number): string {
	if (asOf === undefined) return m.classes_as_of_never();
	if (schoolDateOf(asOf) === schoolDateOf(now)) return m.classes_as_of_today({ time: formatTime(asOf) });
	return formatDateTime(asOf);
}

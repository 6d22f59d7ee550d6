import { takeOver } from '#lib/domain/people/patron-merge.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { PatronField } from '#lib/domain/people/editable-fields.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import { patronFieldWords } from '#lib/i18n/field-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { MergeFace } from '#lib/ui/patrons/merge-face.ts';
import { choiceOf } from '../../patron-face.ts';

export function mergeFaceOf(patron: Patron, queries: Queries): MergeFace {
	const counts = [
		[queries.loansOf(patron.id).length, m.people_loans_count],
		[queries.holdsOf(patron.id).length, m.people_holds_count],
		[queries.finesOf(patron.id).length, m.people_fines_count],
		[queries.cardsOf(patron.id).length, m.people_cards_count]
	] as const;
	return { ...choiceOf(patron, queries), holdings: counts.flatMap(([count, words]) => (count > 0 ? [words({ count })] : [])) };
}

/** What the one who stays takes over, as people read it. */
export function takesOf(stays: Patron, goes: Patron, queries: Queries): { key: string; label: string; text: string }[] {
	return Object.entries(takeOver(stays, goes).change).flatMap(([field, value]) => {
		if (!(field in patronFieldWords) || typeof value !== 'string') return [];
		const text = field === 'homeClassId' ? (queries.homeClass(value)?.name ?? value) : value;
		return [{ key: field, label: patronFieldWords[field as PatronField](), text }];
	});
}

export function warningsOf(stays: Patron, goes: Patron, queries: Queries): string[] {
	const held = (patron: Patron) => new Map(queries.holdsOf(patron.id).map(({ hold, title }) => [hold.titleId, title?.title ?? '']));
	const others = held(goes);
	return [...held(stays)].flatMap(([id, title]) => (others.has(id) ? [m.people_merge_both_hold({ title })] : []));
}

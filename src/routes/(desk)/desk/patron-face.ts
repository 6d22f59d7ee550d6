import { spokenForm } from '#lib/domain/catalogue/author-name.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { HoldLine, LoanLine, Queries } from '#lib/client/view/queries.ts';
import { cardStatusWords, patronCategoryWords } from '#lib/i18n/codes.ts';
import { formatDate, formatMoney, personName } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PatronChoice } from '#lib/ui/desk/choices.ts';
import type { FlagFace, HoldFace, LoanFace, PatronFace } from '#lib/ui/desk/patron-face.ts';

export function patronFaceOf(patron: Patron, queries: Queries): PatronFace {
	return {
		name: personName(patron),
		group: groupOf(patron, queries),
		photoUrl: queries.photoOf(patron.id),
		pageHref: `/desk/patrons/patron?id=${encodeURIComponent(patron.id)}`
	};
}

export function loanFaceOf({ loan, title, daysLate, pending }: LoanLine): LoanFace {
	return {
		id: loan.id,
		title: title?.title ?? m.desk_unknown_title(),
		authors: title?.authors.map(spokenForm) ?? [],
		genre: title?.genre,
		isbns: title?.isbns,
		dueOn: loan.dueOn,
		daysLate,
		pending
	};
}

export function holdFaceOf({ hold, title, place }: HoldLine): HoldFace {
	return { id: hold.id, title: title?.title ?? m.desk_unknown_title(), ready: hold.status === 'onShelf', place };
}

/** What must be said or seen when this patron comes, the gravest first. */
export function flagsOf(patron: Patron, cardNumber: string | undefined, queries: Queries): FlagFace[] {
	const flags: (FlagFace | undefined)[] = [
		flag('refused', 'blocked', patron.blocked && m.desk_flag_blocked({ reason: patron.blocked })),
		flag('refused', 'left', leftText(patron, queries)),
		flag('attention', 'attention', patron.attention),
		flag('attention', 'fine', fineText(queries.openFineCents(patron.id))),
		flag('attention', 'card', cardText(cardNumber, queries)),
		flag('neutral', 'provisional', patron.provisional && m.desk_flag_provisional())
	];
	return flags.filter((each) => each !== undefined);
}

/** A patron as a line to choose from; the number tells namesakes apart. */
export function choiceOf(patron: Patron, queries: Queries): PatronChoice {
	const detail = [groupOf(patron, queries), patron.pupilNumber].filter(Boolean).join(' · ');
	return { id: patron.id, name: personName(patron), detail, photoUrl: queries.photoOf(patron.id) };
}

function groupOf(patron: Patron, queries: Queries): string {
	return queries.homeClass(patron.homeClassId)?.name ?? patronCategoryWords[patron.category]();
}

function flag(tone: FlagFace['tone'], key: string, text: string | false | undefined): FlagFace | undefined {
	return text ? { key, tone, text } : undefined;
}

function leftText(patron: Patron, queries: Queries): string | undefined {
	const left = patron.leftOn !== undefined && patron.leftOn <= queries.today;
	return left && patron.leftOn ? m.desk_flag_left({ date: formatDate(patron.leftOn) }) : undefined;
}

function fineText(cents: number): string | undefined {
	return cents > 0 ? m.desk_flag_fine({ amount: formatMoney(cents) }) : undefined;
}

function cardText(cardNumber: string | undefined, queries: Queries): string | undefined {
	if (cardNumber === undefined) return queries.school().rules.cardRequired ? m.desk_flag_no_card() : undefined;
	const status = queries.card(cardNumber)?.status ?? 'active';
	return status === 'active' ? undefined : m.desk_flag_card({ status: cardStatusWords[status]() });
}

import { spokenForm } from '#lib/domain/catalogue/author-name.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { DeskOutcome } from '#lib/client/desk/outcome.ts';
import type { SoundName } from '#lib/client/device/sounds.ts';
import { copyStatusWords, findingText, refusalText } from '#lib/i18n/codes.ts';
import { formatDate, formatMoney } from '#lib/i18n/format.ts';
import type { Names } from '#lib/i18n/names.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { outcomeWord, type Outcome } from '#lib/ui/primitives/outcome.ts';
import type { OutcomeFace } from '#lib/ui/desk/outcome-face.ts';

type Of<K extends DeskOutcome['kind']> = Extract<DeskOutcome, { kind: K }>;
type Faces = { [K in DeskOutcome['kind']]: (outcome: Of<K>, names: Names) => OutcomeFace };

const faces: Faces = {
	patronOpened: ({ patron, findings }, names) =>
		face(findings.length > 0 ? 'attention' : 'neutral', m.desk_word_opened(), names.patron(patron.id), [
			m.desk_opened_hint(),
			...textsOf(findings, names)
		]),
	patronClosed: () => face('neutral', m.desk_word_closed(), m.desk_ready_title(), [m.desk_ready_text()]),
	returnMode: ({ on }) =>
		face('neutral', m.desk_word_mode(), m.desk_return_mode(), [on ? m.desk_mode_on() : m.desk_mode_off()]),
	lent: ({ title, patron, loan, findings }, names) => ({
		...about(title, 'lent', outcomeWord('lent'), [
			m.desk_lent_due({ date: formatDate(loan.dueOn) }),
			m.desk_lent_to({ name: names.patron(patron.id) }),
			...textsOf(findings.filter((finding) => finding.severity === 'warn'), names)
		])
	}),
	renewed: ({ title, patron, loan }, names) =>
		about(title, 'lent', m.desk_word_renewed(), [
			m.desk_lent_due({ date: formatDate(loan.dueOn) }),
			m.desk_lent_to({ name: names.patron(patron.id) })
		]),
	returned: ({ title, copy, patron, daysLate, fineCents }, names) =>
		about(title, 'returned', outcomeWord('returned'), [
			patron ? m.desk_returned_from({ name: names.patron(patron.id) }) : m.desk_returned_nobody(),
			...lateness(daysLate, fineCents),
			...parts(copy)
		]),
	putAside: ({ title, copy, hold, holdPatron, daysLate }, names) => ({
		...about(title, 'hold', outcomeWord('hold'), [
			title?.title ?? m.desk_unknown_title(),
			...(hold.shelvedUntil ? [m.desk_aside_until({ date: formatDate(hold.shelvedUntil) })] : []),
			...lateness(daysLate, 0),
			...parts(copy)
		]),
		headline: m.desk_aside_for({ name: names.patron(holdPatron?.id ?? hold.patronId) }),
		urgent: true
	}),
	shown: ({ title, copy }) => about(title, 'neutral', m.desk_word_shown(), shownLines(copy)),
	advice: ({ title, findings }, names) => ({
		...about(title, 'refused', adviceWord(findings), textsOf(findings, names)),
		urgent: true
	}),
	refused: ({ code, facts }, names) => ({
		...face('refused', outcomeWord('refused'), refusalText(code, facts, names), []),
		urgent: true
	}),
	unknownCard: ({ number }) => unknown(m.desk_word_unknown_card(), m.desk_unknown_card_line({ text: number })),
	unknownCopy: ({ barcode }) => unknown(m.desk_word_unknown_copy(), m.desk_unknown_copy_line({ text: barcode })),
	unknown: ({ text }) => unknown(m.desk_word_unknown(), m.desk_unknown_line({ text })),
	isbn: ({ isbn, title, copies }) => {
		if (!title) return face('attention', m.desk_word_isbn(), isbn, [m.desk_isbn_unknown()]);
		const line = copies.length > 0 ? m.desk_isbn_line() : m.desk_isbn_no_copies();
		return about(title, 'attention', m.desk_word_isbn(), [line]);
	},
	undone: ({ title }) => about(title, 'neutral', m.desk_word_undone(), [m.common_undone()]),
	moved: ({ count, patron }, names) =>
		face('lent', m.desk_word_moved(), m.desk_moved_line({ count, name: names.patron(patron.id) }), []),
	nothingToUndo: () => face('neutral', m.desk_word_nothing(), m.desk_nothing_line(), []),
	notRecorded: ({ reason }) => ({
		...face('refused', m.desk_word_not_recorded(), notRecordedText(reason), []),
		urgent: true
	})
};

const soundsOf: Record<DeskOutcome['kind'], SoundName> = {
	patronOpened: 'opened',
	patronClosed: 'opened',
	returnMode: 'opened',
	lent: 'lent',
	renewed: 'lent',
	returned: 'returned',
	putAside: 'putAside',
	shown: 'attention',
	advice: 'refused',
	refused: 'refused',
	unknownCard: 'unknown',
	unknownCopy: 'unknown',
	unknown: 'unknown',
	isbn: 'attention',
	undone: 'returned',
	moved: 'lent',
	nothingToUndo: 'attention',
	notRecorded: 'refused'
};

/** How an outcome looks and reads. */
export function faceOf(outcome: DeskOutcome, names: Names): OutcomeFace {
	const make = faces[outcome.kind] as (outcome: DeskOutcome, names: Names) => OutcomeFace;
	return make(outcome, names);
}

export function soundOf(outcome: DeskOutcome): SoundName {
	const warns = outcome.kind === 'patronOpened' && outcome.findings.length > 0;
	return warns ? 'attention' : soundsOf[outcome.kind];
}

/** On whose name it was, for the log; only where a copy was concerned. */
export function patronOf(outcome: DeskOutcome): Patron | undefined {
	return 'copy' in outcome && 'patron' in outcome ? outcome.patron : undefined;
}

function face(tone: Outcome, word: string, headline: string, lines: readonly string[]): OutcomeFace {
	return { tone, word, headline, lines };
}

function about(title: Title | undefined, tone: Outcome, word: string, lines: readonly string[]): OutcomeFace {
	const cover = title && { title: title.title, authors: title.authors.map(spokenForm), genre: title.genre, isbns: title.isbns };
	return { tone, word, headline: title?.title ?? m.desk_unknown_title(), lines, title: cover };
}

function unknown(word: string, line: string): OutcomeFace {
	return { ...face('attention', word, line, []), urgent: true };
}

function textsOf(findings: readonly PolicyFinding[], names: Names): string[] {
	return findings.map((finding) => findingText(finding, names));
}

function adviceWord(findings: readonly PolicyFinding[]): string {
	const asked = findings.filter((finding) => finding.severity === 'ask');
	return asked.every((finding) => finding.code === 'onLoanToOther') ? m.desk_word_taken() : m.desk_word_advice();
}

function lateness(daysLate: number, fineCents: number): string[] {
	return [
		...(daysLate > 0 ? [m.common_days_late({ count: daysLate })] : []),
		...(fineCents > 0 ? [m.desk_returned_fine({ amount: formatMoney(fineCents) })] : [])
	];
}

function parts(copy: Copy): string[] {
	return copy.looseParts?.length ? [m.desk_returned_parts({ parts: copy.looseParts.join(', ') })] : [];
}

function shownLines(copy: Copy): string[] {
	const where = copy.shelf ? [m.desk_shown_where({ shelf: copy.shelf })] : [];
	if (copy.status === 'inService') return [...where, m.desk_shown_hint()];
	return [...where, m.desk_shown_status({ status: copyStatusWords[copy.status]() })];
}

function notRecordedText(reason: 'storageFull' | 'storageFailed'): string {
	return reason === 'storageFull' ? m.desk_not_recorded_full() : m.desk_not_recorded_failed();
}

import type { CollectionType, Material, LoanType, WithdrawReason, copyStatuses } from '#lib/domain/catalogue/title.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { Ending } from '#lib/domain/circulation/loan.ts';
import type { PolicyCode, PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Card, PatronCategory } from '#lib/domain/people/patron.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { NoticeCode, RefusalCode } from '#lib/operations/definition.ts';
import type { Outcome } from '#lib/protocol/rows.ts';
import { clashText } from './clash-text.ts';
import { formatDate, formatMoney } from './format.ts';
import { noNames, type Names } from './names.ts';
import { m } from './paraglide/messages.js';

type Facts = Readonly<Record<string, string | number>>;
/** A word or a sentence in the language of the screen. */
type Words = () => string;
type Sentence = (facts: Facts, names: Names) => string;
export type CopyStatus = (typeof copyStatuses)[number];

// Each map is a Record over its union: a code without words does not compile.

export const materialWords: Record<Material, Words> = {
	book: m.codes_material_book,
	comic: m.codes_material_comic,
	dvd: m.codes_material_dvd,
	magazine: m.codes_material_magazine,
	audiobook: m.codes_material_audiobook,
	game: m.codes_material_game,
	other: m.codes_material_other
};

export const copyStatusWords: Record<CopyStatus, Words> = {
	inService: m.codes_copy_status_in_service,
	lost: m.codes_copy_status_lost,
	withdrawn: m.codes_copy_status_withdrawn,
	repair: m.codes_copy_status_repair
};

export const loanTypeWords: Record<LoanType, Words> = {
	normal: m.codes_loan_type_normal,
	short: m.codes_loan_type_short,
	classSet: m.codes_loan_type_class_set,
	reference: m.codes_loan_type_reference
};

export const collectionWords: Record<CollectionType, Words> = {
	own: m.codes_collection_own,
	rotating: m.codes_collection_rotating,
	project: m.codes_collection_project,
	libraryBox: m.codes_collection_library_box
};

export const withdrawReasonWords: Record<WithdrawReason, Words> = {
	damaged: m.codes_withdraw_reason_damaged,
	outdated: m.codes_withdraw_reason_outdated,
	surplus: m.codes_withdraw_reason_surplus,
	missing: m.codes_withdraw_reason_missing,
	other: m.codes_withdraw_reason_other
};

export const holdStatusWords: Record<Hold['status'], Words> = {
	waiting: m.codes_hold_status_waiting,
	onShelf: m.codes_hold_status_on_shelf,
	fulfilled: m.codes_hold_status_fulfilled,
	cancelled: m.codes_hold_status_cancelled
};

export const cardStatusWords: Record<Card['status'], Words> = {
	active: m.codes_card_status_active,
	lost: m.codes_card_status_lost,
	replaced: m.codes_card_status_replaced
};

export const endingWords: Record<Ending, Words> = {
	returned: m.codes_ending_returned,
	implied: m.codes_ending_implied,
	settled: m.codes_ending_settled
};

export const patronCategoryWords: Record<PatronCategory, Words> = {
	pupil: m.codes_patron_category_pupil,
	teacher: m.codes_patron_category_teacher,
	staff: m.codes_patron_category_staff
};

export const roleWords: Record<Role, Words> = {
	mediaLibrarian: m.codes_role_media_librarian,
	teacher: m.codes_role_teacher,
	pupil: m.codes_role_pupil,
	consultant: m.codes_role_consultant,
	schoolLeader: m.codes_role_school_leader,
	administrator: m.codes_role_administrator
};

export const outcomeStatusWords: Record<Outcome['status'], Words> = {
	refused: m.codes_status_refused,
	quarantined: m.codes_status_quarantined,
	noticed: m.codes_status_noticed
};

/** Fields whose values are codes. */
const valueWords = { material: materialWords, status: copyStatusWords, loanType: loanTypeWords, collection: collectionWords, category: patronCategoryWords };

const findings: Record<PolicyCode, Sentence> = {
	notForLoan: () => m.codes_policy_not_for_loan(),
	inSchoolOnly: () => m.codes_policy_in_school_only(),
	outOfService: ({ status }) => m.codes_policy_out_of_service({ status: wordOf(copyStatusWords, status) }),
	onLoanToOther: ({ patronId }, names) => m.codes_policy_on_loan_to_other({ name: names.patron(patronId) }),
	onLoanToPatron: () => m.codes_policy_on_loan_to_patron(),
	heldForOther: ({ patronId }, names) => m.codes_policy_held_for_other({ name: names.patron(patronId) }),
	patronBlocked: ({ reason = '' }) => m.codes_policy_patron_blocked({ reason }),
	patronLeft: ({ leftOn }) => m.codes_policy_patron_left({ date: leftOn ? formatDate(String(leftOn)) : '?' }),
	cardRequired: () => m.codes_policy_card_required(),
	cardNotActive: ({ status }) =>
		status === 'lost' ? m.codes_policy_card_not_active_lost() : m.codes_policy_card_not_active_replaced(),
	totalMaximum: (facts) => m.codes_policy_total_maximum(counts(facts)),
	categoryMaximum: (facts) => m.codes_policy_category_maximum(counts(facts)),
	subjectMaximum: (facts) => m.codes_policy_subject_maximum({ ...counts(facts), subject: facts.of ?? '?' }),
	materialMaximum: (facts) =>
		m.codes_policy_material_maximum({ ...counts(facts), material: wordOf(materialWords, facts.of) }),
	openFine: ({ cents }) => m.codes_policy_open_fine({ amount: formatMoney(Number(cents ?? 0)) }),
	overdueAtHome: ({ count = 1 }) => m.codes_policy_overdue_at_home({ count }),
	attention: ({ text = '' }) => m.codes_policy_attention({ text }),
	looseParts: ({ parts = '' }) => m.codes_policy_loose_parts({ parts }),
	renewalsUsedUp: ({ allowed, used = 0 }) =>
		allowed === 0 ? m.codes_policy_renewals_none() : m.codes_policy_renewals_used_up({ used }),
	renewalHeld: () => m.codes_policy_renewal_held(),
	notOnLoan: () => m.codes_policy_not_on_loan()
};

const refusals: Record<RefusalCode, Sentence> = {
	notPermitted: () => m.codes_refusal_not_permitted(),
	unknownOperation: () => m.codes_refusal_unknown_operation(),
	invalidPayload: () => m.codes_refusal_invalid_payload(),
	unknownCopy: () => m.codes_refusal_unknown_copy(),
	unknownTitle: () => m.codes_refusal_unknown_title(),
	unknownPatron: () => m.codes_refusal_unknown_patron(),
	forgottenPatron: () => m.privacy_refusal_forgotten(),
	unknownHold: () => m.codes_refusal_unknown_hold(),
	unknownIncident: () => m.codes_refusal_unknown_incident(),
	unknownLoan: () => m.codes_refusal_unknown_loan(),
	unknownCard: () => m.codes_refusal_unknown_card(),
	unknownHomeClass: () => m.codes_refusal_unknown_home_class(),
	unknownMerge: () => m.people_refusal_unknown_merge(),
	samePatron: () => m.people_refusal_same_patron(),
	unknownReading: () => m.reading_refusal_reading(),
	unknownReview: () => m.reviews_refusal_unknown(),
	unknownWish: () => m.wishes_refusal_unknown(),
	wishAnswered: () => m.wishes_refusal_answered(),
	unknownListedTitle: () => m.reading_refusal_listed(),
	notYourPupil: () => m.reading_refusal_pupil(),
	unknownTeachingGroup: () => m.classes_refusal_unknown_group(),
	unknownEdition: () => m.programmes_refusal_unknown_edition(),
	unknownTitleList: () => m.lists_refusal_unknown(),
	notYourList: () => m.lists_refusal_not_yours(),
	listFull: ({ most = 100 }) => m.lists_refusal_full({ most }),
	unknownBox: () => m.boxes_refusal_unknown(),
	unknownStep: () => m.programmes_refusal_unknown_step(),
	editionClosed: () => m.programmes_refusal_edition_closed(),
	targetIsFixed: () => m.programmes_refusal_target_is_fixed(),
	voteNotOpen: () => m.programmes_refusal_vote_not_open(),
	tooManyVotes: () => m.programmes_refusal_too_many_votes(),
	consentMissing: () => m.programmes_refusal_consent_missing(),
	unknownClassAct: () => m.classes_refusal_unknown_act(),
	notYourGroup: () => m.classes_refusal_not_your_group(),
	lendsAtDesk: () => m.lending_refusal_at_desk(),
	needsAnswer: () => m.codes_refusal_needs_answer(),
	alreadyHeld: () => m.codes_refusal_already_held(),
	alreadyOnLoanToPatron: () => m.codes_refusal_already_on_loan_to_patron(),
	holdMaximum: ({ maximum = '?' }) => m.codes_refusal_hold_maximum({ maximum }),
	holdNotActive: () => m.codes_refusal_hold_not_active(),
	cardTaken: ({ patronId }, names) => m.codes_refusal_card_taken({ name: names.patron(patronId) }),
	barcodeTaken: () => m.codes_refusal_barcode_taken(),
	copyOnLoan: () => m.codes_refusal_copy_on_loan(),
	looksLikeIsbn: () => m.codes_refusal_looks_like_isbn(),
	unlikelyCode: () => m.codes_refusal_unlikely_code(),
	sameTitle: () => m.codes_refusal_same_title(),
	titleMerged: () => m.codes_refusal_title_merged(),
	leftOut: () => m.codes_refusal_left_out()
};

const notices: Record<NoticeCode, Sentence> = {
	rulesBroken: () => m.codes_notice_rules_broken(),
	uncertainTime: () => m.codes_notice_uncertain_time(),
	mergedWithKnownCopy: () => m.codes_notice_merged_with_known_copy(),
	cardStaysWithOther: () => m.codes_notice_card_stays_with_other(),
	holdFulfilled: () => m.codes_notice_hold_fulfilled(),
	editClash: (facts, names) => m.codes_notice_edit_clash(clashText(facts, names, valueWords))
};

/** What one lending rule has to say, with the names in it. */
export function findingText(finding: PolicyFinding, names: Names = noNames): string {
	return findings[finding.code](finding.facts ?? {}, names);
}

export function refusalText(code: RefusalCode, facts: Facts = {}, names: Names = noNames): string {
	return refusals[code](facts, names);
}

export function noticeText(code: NoticeCode, facts: Facts = {}, names: Names = noNames): string {
	return notices[code](facts, names);
}

/** Each code that an outcome of the server can carry: a refusal, a notice or a policy. */
export function codeText(code: string, facts: Facts = {}, names: Names = noNames): string {
	if (Object.hasOwn(refusals, code)) return refusals[code as RefusalCode](facts, names);
	if (Object.hasOwn(notices, code)) return notices[code as NoticeCode](facts, names);
	if (Object.hasOwn(findings, code)) return findings[code as PolicyCode](facts, names);
	return code;
}

/** What the server made of one operation, as a sentence. */
export function outcomeText(outcome: Outcome, names: Names = noNames): string {
	const reasons = outcome.codes.map((code) => codeText(code, outcome.facts, names)).join(' ');
	if (outcome.status === 'quarantined') return outcome.codes.includes('unknownRecord') ? m.codes_status_text_waiting() : m.codes_status_text_quarantined();
	if (outcome.status === 'refused') return m.codes_status_text_refused({ reasons });
	return m.codes_status_text_noticed({ reasons });
}

function counts(facts: Facts): { count: string | number; maximum: string | number } {
	return { count: facts.count ?? '?', maximum: facts.maximum ?? '?' };
}

/** The word of a value that came as text over the wire. */
function wordOf(words: Readonly<Record<string, Words>>, value: string | number | undefined): string {
	return words[String(value)]?.() ?? '?';
}

import type { ImportFailureCode, Planned, SkipReason, WarningReason } from '#lib/protocol/imports.ts';
import { formatCount, formatList } from './format.ts';
import { m } from './paraglide/messages.js';

type Words = () => string;

const skips: Readonly<Record<SkipReason, Words>> = {
	titleMissing: m.import_reason_title_missing,
	barcodeTwice: m.import_reason_barcode_twice,
	barcodeOfOtherTitle: m.import_reason_barcode_of_other_title,
	barcodeKnown: m.import_reason_barcode_known,
	barcodeTooLong: m.import_reason_barcode_too_long,
	numberMissing: m.import_reason_number_missing,
	numberDamaged: m.import_reason_number_damaged,
	numberTooLong: m.import_reason_number_too_long,
	numberOfTwoPeople: m.import_reason_number_of_two_people,
	numberReused: m.import_reason_number_reused,
	nameMissing: m.import_reason_name_missing,
	sameRowTwice: m.import_reason_same_row_twice,
	totalLine: m.import_reason_total_line,
	recordBroken: m.import_reason_record_broken,
	recordCut: m.import_reason_record_cut,
	personEnded: m.import_reason_person_ended,
	otherRole: m.import_reason_other_role
};

const warnings: Readonly<Record<WarningReason, Words>> = {
	isbnDamaged: m.import_reason_isbn_damaged,
	isbnCheckDigit: m.import_reason_isbn_check_digit,
	notAnIsbn: m.import_reason_not_an_isbn,
	isbnOfOtherTitle: m.import_reason_isbn_of_other_title,
	isbnTwice: m.import_reason_isbn_twice,
	yearUnreadable: m.import_reason_year_unreadable,
	barcodeMissing: m.import_reason_barcode_missing,
	locationUnknown: m.import_reason_location_unknown,
	classDamaged: m.import_reason_class_damaged,
	classTooLong: m.import_reason_class_too_long,
	classUnknown: m.import_reason_class_unknown,
	cardOfTwoPatrons: m.import_reason_card_of_two_patrons,
	cardTooLong: m.import_reason_card_too_long,
	cardCut: m.import_reason_card_cut,
	emailUnreadable: m.import_reason_email_unreadable,
	familyNameMissing: m.import_reason_family_name_missing,
	nameCut: m.import_reason_name_cut,
	nameHasQuestionMarks: m.import_reason_name_has_question_marks,
	looksLikeFormula: m.import_reason_looks_like_formula,
	tooManyCells: m.import_reason_too_many_cells,
	tooFewCells: m.import_reason_too_few_cells,
	leadingZerosLost: m.import_reason_leading_zeros_lost,
	otherSchool: m.import_reason_other_school,
	passwordIgnored: m.import_reason_password_ignored,
	lettersGuessed: m.import_reason_letters_guessed,
	lettersLost: m.import_reason_letters_lost
};

const failures: Readonly<Record<ImportFailureCode, Words>> = {
	notText: m.import_failure_not_text,
	empty: m.import_failure_empty,
	noHeader: m.import_failure_no_header,
	isRoster: m.import_failure_is_roster,
	isCatalogue: m.import_failure_is_catalogue,
	unknownXml: m.import_failure_unknown_xml,
	unclosedQuote: m.import_failure_unclosed_quote,
	noRecords: m.import_failure_no_records,
	badArchive: m.import_failure_bad_archive,
	tooLarge: m.import_failure_too_large,
	otherSchool: m.import_failure_other_school
};

/** Columns of files; what a record calls its fields is the same where it is shown. */
const fields: Readonly<Record<string, Words>> = {
	title: m.import_field_title,
	subtitle: m.import_field_subtitle,
	authors: m.import_field_authors,
	moreAuthors: m.import_field_more_authors,
	authorGiven: m.import_field_author_given,
	authorInfix: m.import_field_author_infix,
	authorFamily: m.import_field_author_family,
	isbn13: m.import_field_isbn_13,
	isbn: m.import_field_isbn,
	publisher: m.import_field_publisher,
	year: m.import_field_year,
	language: m.import_field_language,
	originalLanguage: m.import_field_original_language,
	pages: m.import_field_pages,
	genre: m.import_field_genre,
	subject: m.import_field_subject,
	series: m.import_field_series,
	seriesNumber: m.import_field_series_number,
	material: m.import_field_material,
	audience: m.import_field_audience,
	siso: m.import_field_siso,
	nur: m.import_field_nur,
	summary: m.import_field_summary,
	barcode: m.import_field_barcode,
	count: m.import_field_count,
	location: m.import_field_location,
	shelf: m.import_field_shelf,
	status: m.import_field_status,
	loanType: m.import_field_loan_type,
	looseParts: m.import_field_loose_parts,
	acquiredOn: m.import_field_acquired_on,
	price: m.import_field_price,
	owner: m.editing_field_owner,
	collection: m.editing_field_collection,
	backOn: m.editing_field_back_on,
	inSchoolOnly: m.editing_field_in_school_only,
	groups: m.import_field_groups,
	mentorOf: m.import_field_mentor_of,
	number: m.import_field_number,
	given: m.import_field_given,
	initials: m.import_field_initials,
	infix: m.import_field_infix,
	family: m.import_field_family,
	name: m.import_field_name,
	homeClass: m.import_field_home_class,
	yearLayer: m.import_field_year_layer,
	study: m.import_field_study,
	card: m.import_field_card,
	schoolYear: m.import_field_school_year,
	guardianName: m.import_field_guardian_name,
	guardianEmail: m.import_field_guardian_email,
	guardianStreet: m.import_field_guardian_street,
	guardianPostcode: m.import_field_guardian_postcode,
	guardianCity: m.import_field_guardian_city,
	givenName: m.import_field_given,
	familyName: m.import_field_family,
	pupilNumber: m.import_field_number,
	homeClassId: m.import_field_home_class,
	isbns: m.import_field_isbn,
	priceCents: m.import_field_price,
	locationId: m.import_field_location
};

/** Why a row was left out, or what to look at in it. */
export function importReasonText(reason: SkipReason | WarningReason): string {
	const words: Readonly<Record<string, Words>> = { ...skips, ...warnings };
	return words[reason]?.() ?? reason;
}

/** Why a whole file cannot be taken in. */
export function importFailureText(code: ImportFailureCode): string {
	return failures[code]();
}

export function importFieldText(field: string): string {
	return fields[field]?.() ?? field;
}

/** Records that an import makes, by their kind. */
const kinds: Readonly<Record<string, Words>> = {
	homeClass: m.import_kind_of_home_class,
	teachingGroup: m.import_kind_of_teaching_group,
	title: m.import_kind_of_title,
	copy: m.import_kind_of_copy,
	patron: m.import_kind_of_patron,
	card: m.import_kind_of_card,
	groupPlace: m.import_kind_of_group_place,
	teaching: m.import_kind_of_teaching
};

export function importKindText(kind: string): string {
	return kinds[kind]?.() ?? kind;
}

/** A total, and of which kinds of records it is the sum. */
export function createdText(total: number, ofKind: Readonly<Record<string, number>>): string {
	const parts = Object.entries(ofKind).map(([kind, count]) => m.import_created_of_kind({ kind: importKindText(kind), count: formatCount(count) }));
	return parts.length === 0 ? formatCount(total) : m.import_created_of({ total: formatCount(total), kinds: formatList(parts) });
}

const signs: Readonly<Record<string, Words>> = { ';': m.import_format_semicolon, ',': m.import_format_comma, '|': m.import_format_pipe, tab: m.import_format_tab };

const encodings: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'windows-1252': 'Windows-1252' };

/** How a file was read, in words: the server writes `CSV ; windows-1252` or the name of a form of MARC. */
export function importFormatText(format: string): string {
	const csv = /^CSV (\S+) (\S+)$/.exec(format);
	if (csv) return m.import_format_csv({ sign: signs[csv[1] ?? '']?.() ?? csv[1] ?? '', encoding: encodings[csv[2] ?? ''] ?? csv[2] ?? '' });
	if (format === 'marcxml') return m.import_format_marcxml();
	return format === 'iso2709' ? m.import_format_iso2709() : format;
}

const questions: Readonly<Record<Planned['proposals'][number]['kind'], (names: { from: string; to: string }) => string>> = {
	sameTitle: m.import_question_same_title,
	barcodeMoved: m.import_question_barcode_moved,
	numberChanged: m.import_question_number_changed,
	numberReused: m.import_question_number_reused,
	classRenamed: m.import_question_class_renamed,
	left: m.import_question_left
};

/** What a file suggests, as a sentence that is true or not, and what to know before answering. */
export function proposalText({ kind, from, to, count, others = 0 }: Planned['proposals'][number]): { text: string; hint: string | undefined } {
	const text = questions[kind]({ from, to });
	if (kind === 'classRenamed') return { text, hint: m.import_hint_class({ count, others }) };
	return { text, hint: kind !== 'sameTitle' && kind !== 'barcodeMoved' && count > 0 ? m.import_hint_loans({ count }) : undefined };
}

import { csvOf } from '#lib/domain/shared/csv.ts';
import { actWord } from '#lib/i18n/act-words.ts';
import { cardStatusWords, copyStatusWords, holdStatusWords, outcomeStatusWords, patronCategoryWords } from '#lib/i18n/codes.ts';
import { formatDate, formatDateTime, formatMoney } from '#lib/i18n/format.ts';
import { incidentKindWords } from '#lib/i18n/incident-text.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Value = string | number | boolean | null;
export type KnownRow = Readonly<Record<string, Value>>;
export interface KnownPart {
	readonly kind: string;
	readonly rows: readonly KnownRow[];
}

type Words = Readonly<Record<string, () => string>>;

const parts: Words = {
	patron: m.privacy_part_patron,
	card: m.privacy_part_card,
	account: m.privacy_part_account,
	loan: m.privacy_part_loan,
	hold: m.privacy_part_hold,
	fine: m.privacy_part_fine,
	review: m.reviews_title,
	wish: m.wishes_title,
	wishVote: m.wishes_act_vote,
	operation: m.privacy_part_operation,
	incident: m.privacy_part_incident,
	import: m.privacy_part_import
};

const fields: Words = {
	id: m.privacy_field_id,
	givenName: m.privacy_field_given_name,
	infix: m.privacy_field_infix,
	familyName: m.privacy_field_family_name,
	category: m.privacy_field_category,
	pupilNumber: m.privacy_field_pupil_number,
	homeClass: m.privacy_field_home_class,
	blocked: m.privacy_field_blocked,
	attention: m.privacy_field_attention,
	leftOn: m.privacy_field_left_on,
	provisional: m.privacy_field_provisional,
	photo: m.privacy_field_photo,
	number: m.privacy_field_number,
	status: m.privacy_field_status,
	loginName: m.privacy_field_login_name,
	name: m.privacy_field_name,
	createdAt: m.privacy_field_created_at,
	installation: m.privacy_field_installation,
	registeredAt: m.privacy_field_registered_at,
	lastContactAt: m.privacy_field_last_contact_at,
	title: m.privacy_field_title,
	barcode: m.privacy_field_barcode,
	lentAt: m.privacy_field_lent_at,
	dueOn: m.privacy_field_due_on,
	returnedAt: m.privacy_field_returned_at,
	renewals: m.privacy_field_renewals,
	placedAt: m.privacy_field_placed_at,
	cents: m.privacy_field_cents,
	settledCents: m.privacy_field_settled_cents,
	act: m.privacy_field_act,
	happenedAt: m.privacy_field_happened_at,
	contents: m.privacy_field_contents,
	incident: m.privacy_field_incident,
	raisedAt: m.privacy_field_raised_at,
	settled: m.privacy_field_settled,
	file: m.privacy_field_file,
	importedAt: m.privacy_field_imported_at,
	record: m.privacy_field_record
};

const statuses: Words = { ...copyStatusWords, ...cardStatusWords, ...holdStatusWords, ...outcomeStatusWords, accepted: m.privacy_status_accepted };

export function partWord(kind: string): string {
	return parts[kind]?.() ?? m.privacy_part_other({ kind });
}

/** A field of a later version has no words here yet; its own name is better than nothing. */
export function knownFieldWord(field: string): string {
	return fields[field]?.() ?? field;
}

export function knownText(field: string, value: Value | undefined): string {
	if (value === undefined || value === null || value === '') return '';
	if (typeof value === 'boolean') return value ? m.privacy_yes() : m.privacy_no();
	if (typeof value === 'number') return numberText(field, value);
	if (field === 'act') return actWord(value);
	if (field === 'category') return wordOf(patronCategoryWords, value);
	if (field === 'status') return wordOf(statuses, value);
	if (field === 'incident') return wordOf(incidentKindWords, value);
	if (field === 'record') return wordOf(parts, value);
	return /On$/.test(field) && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value;
}

function numberText(field: string, value: number): string {
	if (/At$/.test(field)) return formatDateTime(value);
	return /cents$/i.test(field) ? formatMoney(value) : String(value);
}

function wordOf(words: Words, code: string): string {
	return words[code]?.() ?? code;
}

/** Names and contents of machine records say nothing on a screen; they stand in the files. */
const onlyInFiles = new Set(['id', 'contents', 'photo', 'patronId']);

/** The fields of a part that a person reads, in the order in which they first come. */
export function shownFields({ rows }: KnownPart): string[] {
	return [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((field) => !onlyInFiles.has(field));
}

/** One line for each field: part, number of the row, field, value. */
export function knownCsv(known: readonly KnownPart[]): string {
	return csvOf(
		known.flatMap(({ kind, rows }) =>
			rows.flatMap((row, i) => Object.entries(row).map(([field, value]) => [partWord(kind), String(i + 1), knownFieldWord(field), knownText(field, value)]))
		)
	);
}

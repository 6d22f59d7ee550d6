import type { CopyField, TitleField } from '#lib/domain/catalogue/editable-fields.ts';
import type { HomeClassField, PatronField, TeachingGroupField } from '#lib/domain/people/editable-fields.ts';
import type { BoxField } from '#lib/domain/stock/box.ts';
import type { EditionField } from '#lib/domain/programmes/edition.ts';
import type { TitleListField } from '#lib/domain/reading/title-list.ts';
import type { SchoolField } from '#lib/domain/school/editable-fields.ts';
import { m } from './paraglide/messages.js';

type Words = () => string;

// A field without words does not compile: forms label it with them, and a clash names it with them.

export const titleFieldWords: Record<TitleField, Words> = {
	title: m.editing_field_title,
	subtitle: m.editing_field_subtitle,
	authors: m.editing_field_authors,
	isbns: m.editing_field_isbns,
	publisher: m.editing_field_publisher,
	year: m.editing_field_year,
	language: m.editing_field_language,
	originalLanguage: m.editing_field_original_language,
	pages: m.editing_field_pages,
	genre: m.editing_field_genre,
	subject: m.editing_field_subject,
	series: m.editing_field_series,
	seriesNumber: m.editing_field_series_number,
	material: m.editing_field_material,
	audience: m.editing_field_audience,
	levelLower: m.reading_field_level_lower,
	levelUpper: m.reading_field_level_upper,
	siso: m.editing_field_siso,
	nur: m.editing_field_nur,
	summary: m.editing_field_summary
};

export const copyFieldWords: Record<CopyField, Words> = {
	titleId: m.editing_field_title_id,
	barcode: m.editing_field_barcode,
	locationId: m.editing_field_location,
	shelf: m.editing_field_shelf,
	status: m.editing_field_status,
	loanType: m.editing_field_loan_type,
	looseParts: m.editing_field_loose_parts,
	acquiredOn: m.editing_field_acquired_on,
	priceCents: m.editing_field_price,
	owner: m.editing_field_owner,
	collection: m.editing_field_collection,
	backOn: m.editing_field_back_on,
	inSchoolOnly: m.editing_field_in_school_only,
	provisional: m.editing_field_provisional
};

export const patronFieldWords: Record<PatronField, Words> = {
	givenName: m.editing_field_given_name,
	infix: m.editing_field_infix,
	familyName: m.editing_field_family_name,
	category: m.editing_field_category,
	pupilNumber: m.editing_field_pupil_number,
	homeClassId: m.editing_field_home_class,
	blocked: m.editing_field_blocked,
	attention: m.editing_field_attention,
	leftOn: m.editing_field_left_on,
	guardianName: m.people_guardian_name,
	guardianStreet: m.people_guardian_street,
	guardianPostcode: m.people_guardian_postcode,
	guardianCity: m.people_guardian_city,
	guardianEmail: m.people_guardian_email
};

export const homeClassFieldWords: Record<HomeClassField, Words> = {
	name: m.editing_field_name,
	yearLayer: m.editing_field_year_layer,
	tracks: m.editing_field_tracks,
	schoolYear: m.editing_field_school_year
};

export const teachingGroupFieldWords: Record<TeachingGroupField, Words> = { ...homeClassFieldWords, subject: m.classes_field_subject };

export const schoolFieldWords: Record<SchoolField, Words> = {
	name: m.editing_field_name,
	scenario: m.editing_field_scenario,
	locations: m.editing_field_locations,
	closurePeriods: m.editing_field_closure_periods,
	openWeekdays: m.editing_field_open_weekdays,
	retentionDays: m.privacy_retention_days,
	idleSeconds: m.editing_field_idle_seconds,
	leaseDays: m.installations_field_lease_days,
	cardNormalisation: m.editing_field_card_normalisation,
	scanning: m.editing_field_scanning,
	lookUpSources: m.editing_field_look_up_sources,
	coverAddress: m.editing_field_cover_address,
	listRules: m.reading_field_list_rules,
	'rules.preset': m.editing_field_rule_preset,
	'rules.cardRequired': m.editing_field_rule_card_required,
	'rules.totalMaximum': m.editing_field_rule_total_maximum,
	'rules.perSubjectMaximum': m.editing_field_rule_per_subject_maximum,
	'rules.perMaterialMaximum': m.editing_field_rule_per_material_maximum,
	'rules.perPatronCategoryMaximum': m.editing_field_rule_per_category_maximum,
	'rules.terms': m.editing_field_rule_terms,
	'rules.renewWhenHeld': m.editing_field_rule_renew_when_held,
	'rules.overdueBlocksAfterDays': m.editing_field_rule_overdue_blocks,
	'rules.fine': m.editing_field_rule_fine,
	'rules.lostCardCents': m.editing_field_rule_lost_card,
	'rules.finalReturnDates': m.editing_field_rule_final_return_dates,
	'rules.holdShelfDays': m.editing_field_rule_hold_shelf_days,
	'rules.holdMaximum': m.editing_field_rule_hold_maximum,
	'rules.reminderLadder': m.editing_field_rule_reminder_ladder
};

export const editionFieldWords: Record<EditionField, Words> = {
	name: m.programmes_field_name,
	label: m.programmes_field_label,
	pillar: m.programmes_field_pillar,
	from: m.programmes_field_from,
	to: m.programmes_field_to,
	about: m.programmes_field_about,
	link: m.programmes_field_link,
	audience: m.programmes_section_who,
	joining: m.programmes_joining,
	steps: m.programmes_section_steps,
	eligible: m.programmes_section_titles,
	target: m.programmes_part_target_titles,
	vote: m.programmes_part_vote,
	rounds: m.programmes_part_rounds,
	packs: m.programmes_part_packs,
	collectionLabel: m.programmes_part_label,
	chooser: m.programmes_part_chooser,
	chosenOnly: m.programmes_part_chosen_only,
	classGoal: m.programmes_part_class_goal,
	consentNeeded: m.programmes_part_consent,
	certificate: m.programmes_certificate,
	stuckAfterDays: m.programmes_part_stuck,
	closed: m.programmes_close_edition,
	results: m.programmes_results
};

export const boxFieldWords: Record<BoxField, Words> = {
	name: m.editing_field_name,
	collection: m.editing_field_collection,
	owner: m.boxes_field_owner,
	receivedOn: m.boxes_field_received_on,
	backOn: m.boxes_field_back_on,
	keeperId: m.boxes_field_keeper
};

export const titleListFieldWords: Record<TitleListField, Words> = {
	name: m.lists_field_name,
	text: m.lists_field_text,
	groupIds: m.lists_field_groups
};

const byKind: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
	title: titleFieldWords,
	copy: copyFieldWords,
	patron: patronFieldWords,
	homeClass: homeClassFieldWords,
	teachingGroup: teachingGroupFieldWords,
	edition: editionFieldWords,
	titleList: titleListFieldWords,
	box: boxFieldWords,
	school: schoolFieldWords
};

/** The words of a field that came as text over the wire; a field of another version keeps its own name. */
export function fieldWord(kind: string, field: string): string {
	return byKind[kind]?.[field]?.() ?? field;
}

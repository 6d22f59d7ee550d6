import type { ColumnType, Transaction } from 'kysely';
import type { AuthTables } from './auth-tables.ts';
import type { InstallationGapTable, SeqMarkTable, SetAsideMissingTable, SetAsideTable } from './installation-tables.ts';
import type { ImportColumnsTable, ImportRowTable, ImportRunTable } from './import-tables.ts';

/** 0 or 1: both databases keep truth values as integers, so that one query serves both. */
export type Flag = number;
/** A whole record as JSON text; the columns beside it are its keys. */
export type Body = string;
type Initially<T> = ColumnType<T, T | undefined, T>;

export interface MetaTable {
	name: string;
	value: string;
}

export interface SchoolTable {
	id: string;
	brin: string;
	/** Number of the last change; each operation takes the next. */
	seq: Initially<number>;
	/** Tombstones up to here are gone: a cursor before it must load anew. */
	horizon: Initially<number>;
	body: Body;
}

export interface LocationTable {
	school_id: string;
	id: string;
	name: string;
	code: string;
}

export interface InstallationTable {
	id: string;
	school_id: string;
	name: string;
	kind: 'desk' | 'account';
	/** The account it belongs to; `null` for a desk. */
	account_id: string | null;
	/** SHA-256 of its key, hexadecimal. */
	key_hash: string;
	last_n: Initially<number>;
	reported_pending: Initially<number>;
	reported_max_n: Initially<number>;
	/** Server minus device clock at the last push, milliseconds. */
	clock_offset: number | null;
	oldest_pending: number | null;
	last_contact: number | null;
	persisted: Flag | null;
	quota: number | null;
	registered_at: number;
	revoked_at: number | null;
	/** Version of the app, as last told. */
	build: Initially<string | null>;
	/** Why it was ended: `lost` or `retired`. */
	ended_why: Initially<string | null>;
}

/** Who signed in where: only they can be the actor of an operation of that installation. */
export interface InstallationAccountTable {
	installation_id: string;
	account_id: string;
	first_at: number;
}

/** What an account was allowed from `since` on; permission follows the role at the time of an operation. */
export interface ActorRoleTable {
	school_id: string;
	account_id: string;
	since: number;
	/** JSON array of roles. */
	roles: string;
	patron_id: string | null;
}

export type OperationStatus = 'accepted' | 'refused' | 'quarantined';

export interface OperationTable {
	installation_id: string;
	n: number;
	school_id: string;
	seq: number;
	actor_id: string;
	type: string;
	v: number;
	/** `null` once retention has blanked it. */
	payload: string | null;
	payload_hash: string | null;
	device_at: number;
	corrected_at: number;
	certain: Flag;
	received_at: number;
	status: OperationStatus;
	/** JSON array: refusal code or notices. */
	codes: string;
	group_id: string | null;
}

/** Operations that threw, so that a bad one is set aside after the third time. */
export interface OperationThrowTable {
	installation_id: string;
	n: number;
	times: number;
	message: string;
	last_at: number;
}

interface Owned {
	school_id: string;
	id: string;
	body: Body;
}

export type TitleTable = Owned;
export interface CopyTable extends Owned {
	title_id: string;
	barcode: string;
	status: string;
}
export interface PatronTable extends Owned {
	home_class_id: string | null;
	pupil_number: string | null;
}
export interface HomeClassTable extends Owned {
	name: string;
}
export type EditionTable = Owned;
export interface ParticipationTable extends Owned {
	edition_id: string;
	patron_id: string;
}
/** What belongs to a class, or to the whole school, in one edition. */
export interface OfClassTable extends Owned {
	edition_id: string;
	group_id: string;
}
/** A rotating collection or box of a library. */
export interface BoxTable extends Owned {
	keeper_id: string | null;
}
export interface BoxCopyTable extends Owned {
	box_id: string;
	copy_id: string;
}
/** How far each patron is in each edition, worked out from the rest. */
export interface ProgrammeProgressTable {
	school_id: string;
	edition_id: string;
	patron_id: string;
	home_class_id: string | null;
	state: string;
	titles: number;
	/** JSON array of titles; `null`: no vote. Apart, so that counting a school reads only those who voted. */
	votes: Body | null;
	/** What the pupil's teachers see of it. */
	shared: Body;
}
/** Schools of which an edition changed: everybody is counted again, part by part. */
export interface ProgressToCountTable {
	school_id: string;
	/** Last one counted, in order of id. */
	after_patron_id: string;
}
/** When a school's lists of what is also read were last worked out. */
export interface AlsoReadTable {
	school_id: string;
	worked_out_at: number;
}

export interface TeachingGroupTable extends Owned {
	name: string;
}
/** Those who sit in a teaching group; `active` 0: did so once. */
export interface GroupPlaceTable extends Owned {
	group_id: string;
	patron_id: string;
	active: Flag;
}
export interface TeachingTable extends Owned {
	/** A home class or a teaching group. */
	group_id: string;
	/** A patron or an account. */
	teacher_id: string;
	active: Flag;
}
/** What the feed shows the teachers of a group; kept so that it is known what a pupil leaves behind. */
export interface ClassPupilTable extends Owned {
	group_id: string;
	patron_id: string;
}
/** When a pupil left a group; forgotten again once it explains nothing. */
export interface PartedPupilTable {
	school_id: string;
	group_id: string;
	patron_id: string;
	parted_at: number;
}
/** What a class or group did together on one day. */
export interface ClassActTable extends Owned {
	group_id: string;
	held_on: string;
	active: Flag;
}
export interface ReadingSessionPupilTable {
	school_id: string;
	session_id: string;
	patron_id: string;
}
export interface CardTable extends Owned {
	patron_id: string;
	status: string;
}

/** Append-only history of each copy: the truth that `loan`, `copy_state` and folded incidents are derived from. */
export interface CopyFactTable {
	school_id: string;
	copy_id: string;
	operation_id: string;
	/** Facts of one operation about one copy, in order. */
	place: number;
	type: string;
	at: number;
	body: Body;
}

export interface CopyStateTable {
	school_id: string;
	copy_id: string;
	/** Of the open loan. */
	loan_id: string | null;
	patron_id: string | null;
	due_on: string | null;
	body: Body;
}

export interface LoanTable extends Owned {
	copy_id: string;
	/** `null` once retention has taken the patron off. */
	patron_id: string | null;
	lent_at: number;
	due_on: string;
	returned_at: number | null;
}

export interface HoldTable extends Owned {
	title_id: string;
	patron_id: string;
	status: string;
	copy_id: string | null;
	placed_at: number;
}

export interface FineTable extends Owned {
	patron_id: string;
	cents: number;
	settled_cents: number;
}

/** What belongs to one patron alone. */
export interface OfPatronTable extends Owned {
	patron_id: string;
}

export interface ReadingEntryTable extends OfPatronTable {
	/** How the reading ended, `null` while it goes on. */
	ended: 'finished' | 'stopped' | null;
	ended_on: string | null;
}

export interface ReadingProgressTable extends OfPatronTable {
	entry_id: string;
}

export interface ListMessageTable extends OfPatronTable {
	listed_title_id: string;
}

export interface ReviewTable extends OfPatronTable {
	title_id: string;
}

export interface WishTable extends Owned {
	patron_id: string | null;
}

export interface WishVoteTable extends OfPatronTable {
	wish_id: string;
}

export interface IncidentTable extends Owned {
	copy_id: string | null;
	kind: string;
	/** `fold`: replaced by each new fold of its copy; `rule`: raised by an operation and settled by an answer. */
	origin: 'fold' | 'rule';
	settled: Flag;
	raised_at: number;
}

export interface AliasTable {
	school_id: string;
	kind: 'copy' | 'patron';
	id: string;
	to_id: string;
}

export interface PhotoTable extends Owned {
	patron_id: string;
}

/** Who was said to be whom; what follows from all of them stands in `alias`. */
export interface PatronMergeTable extends Owned {
	from_id: string;
	into_id: string;
	undone: number;
}

export interface OutcomeTable extends Owned {
	installation_id: string;
}

/** The latest projection of each row for each scope: what pull hands out. */
export interface FeedTable {
	school_id: string;
	scope: string;
	kind: string;
	id: string;
	seq: number;
	deleted: Flag;
	body: Body | null;
	/** 0…65535 from the hash of the id, where rows are handed out as snapshot pages; else `null`. */
	bucket: number | null;
}

export interface SnapshotTable {
	school_id: string;
	scope: string;
	/** Every page holds at least all changes up to here. */
	seq: number;
	built_at: number;
	/** JSON array of `{hash, rows, bytes}` in order of bucket. */
	pages: string;
}

export interface PageTable {
	school_id: string;
	hash: string;
	scope: string;
	rows: number;
	/** gzip of newline-separated wire rows. */
	content: Uint8Array;
	built_at: number;
}

/** A person who was forgotten, by a hash of the id that named them. */
export interface ForgottenTable {
	school_id: string;
	/** SHA-256 of school and id, hexadecimal (`privacy/forgotten.ts`). */
	hash: string;
	at: number;
	/** `null`: by the journal, after a restore. */
	by_account: string | null;
	/** `null` while it is not done everywhere yet. */
	finished_at: number | null;
}

/** Which operations are about a copy or a patron. */
export interface OperationSubjectTable {
	school_id: string;
	kind: 'copy' | 'patron';
	subject_id: string;
	seq: number;
	installation_id: string;
	n: number;
}

/** Every table of the database, by its name there. Each part adds its own tables here, next to its migration. */
export interface Schema extends AuthTables {
	meta: MetaTable;
	school: SchoolTable;
	location: LocationTable;
	installation: InstallationTable;
	installation_account: InstallationAccountTable;
	actor_role: ActorRoleTable;
	operation: OperationTable;
	operation_throw: OperationThrowTable;
	title: TitleTable;
	copy: CopyTable;
	patron: PatronTable;
	home_class: HomeClassTable;
	teaching_group: TeachingGroupTable;
	group_place: GroupPlaceTable;
	teaching: TeachingTable;
	class_pupil: ClassPupilTable;
	parted_pupil: PartedPupilTable;
	edition: EditionTable;
	participation: ParticipationTable;
	read_aloud_round: OfClassTable;
	class_pack: OfClassTable;
	title_list: Owned;
	box: BoxTable;
	box_copy: BoxCopyTable;
	programme_progress: ProgrammeProgressTable;
	progress_to_count: ProgressToCountTable;
	also_read: AlsoReadTable;
	lesson: ClassActTable;
	reading_session: ClassActTable;
	reading_session_pupil: ReadingSessionPupilTable;
	card: CardTable;
	copy_fact: CopyFactTable;
	copy_state: CopyStateTable;
	loan: LoanTable;
	hold: HoldTable;
	fine: FineTable;
	reading_entry: ReadingEntryTable;
	reading_progress: ReadingProgressTable;
	reading_profile: OfPatronTable;
	listed_title: OfPatronTable;
	list_message: ListMessageTable;
	review: ReviewTable;
	wish: WishTable;
	wish_vote: WishVoteTable;
	reading_level: OfPatronTable;
	incident: IncidentTable;
	alias: AliasTable;
	patron_merge: PatronMergeTable;
	photo: PhotoTable;
	outcome: OutcomeTable;
	feed: FeedTable;
	snapshot: SnapshotTable;
	page: PageTable;
	forgotten: ForgottenTable;
	seq_mark: SeqMarkTable;
	installation_gap: InstallationGapTable;
	set_aside: SetAsideTable;
	set_aside_missing: SetAsideMissingTable;
	operation_subject: OperationSubjectTable;
	import_run: ImportRunTable;
	import_row: ImportRowTable;
	import_columns: ImportColumnsTable;
}

/** A running transaction of the one writer. */
export type Tx = Transaction<Schema>;
export type DialectName = 'sqlite' | 'postgres';

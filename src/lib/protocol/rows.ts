import type { Availability } from '#lib/domain/circulation/availability.ts';
import type { Fine } from '#lib/domain/circulation/fine-record.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { ClosedLoan, CopyState } from '#lib/domain/circulation/loan.ts';
import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import type { ReadingSession } from '#lib/domain/classroom/reading-session.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { ShownWish, Wish, WishVote } from '#lib/domain/catalogue/wish.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { Photo } from '#lib/domain/people/photo.ts';
import type { PatronMerge } from '#lib/domain/people/patron-merge.ts';
import type { AlsoRead } from '#lib/domain/reading/also-read.ts';
import type { ListedTitle, ListMessage, ReadingLevel } from '#lib/domain/reading/listed-title.ts';
import type { ReadingProgress } from '#lib/domain/reading/progress.ts';
import type { ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import type { Review, ShownReview } from '#lib/domain/reading/review.ts';
import type { ReadingProfile } from '#lib/domain/reading/reading-profile.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { GroupPlace, Teaching, TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { ClassPack } from '#lib/domain/programmes/class-pack.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { Participation } from '#lib/domain/programmes/participation.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { Standing } from '#lib/domain/programmes/standing.ts';
import type { TitleList } from '#lib/domain/reading/title-list.ts';
import type { Box, BoxCopy, BoxLoan } from '#lib/domain/stock/box.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, CopyId, InstallationId, OperationId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Forgotten } from './forgotten.ts';

/** Staff by name, so that a desk can say who did what. */
export interface StaffAccount {
	readonly id: AccountId;
	readonly name: string;
	readonly roles: readonly Role[];
}

export interface InstallationName {
	readonly id: InstallationId;
	readonly name: string;
	readonly kind: 'desk' | 'account';
}

/** What the server made of one operation, when it was more than plain acceptance. Stays until dismissed. */
export interface Outcome {
	readonly id: OperationId;
	readonly n: number;
	readonly type: string;
	readonly status: 'refused' | 'quarantined' | 'noticed';
	readonly codes: readonly string[];
	readonly facts?: Readonly<Record<string, string | number>> | undefined;
	readonly at: Instant;
}

export const setAsideReasons = ['unknownRecord', 'revokedInstallation', 'unknownOperation', 'serverFailed'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** An operation that was stored whole and not carried out: it waits for records that are missing here, or for a person. */
export interface SetAside {
	readonly id: OperationId;
	readonly type: string;
	readonly installationId: InstallationId;
	readonly accountId: AccountId;
	/** When it happened. */
	readonly at: Instant;
	readonly reason: SetAsideReason;
	/** With these it carries itself out. */
	readonly missing: readonly { readonly kind: string; readonly id: string }[];
	/** What it is about, as far as its payload says. */
	readonly copyId?: CopyId | undefined;
	readonly patronId?: PatronId | undefined;
}

/** How far the server has got with one installation's operations. */
export interface InstallationProgress {
	readonly id: InstallationId;
	readonly lastN: number;
	readonly name: string;
}

/** Another name of a record: a copy minted on a device that the server knew already, or a patron merged into another. */
export interface Alias {
	readonly id: CopyId | PatronId;
	readonly kind: 'copy' | 'patron';
	readonly to: CopyId | PatronId;
}

/** Every kind of row that crosses the wire, by its name there. */
export interface Rows {
	school: School;
	title: Title;
	copy: Copy;
	availability: Availability;
	patron: Patron;
	homeClass: HomeClass;
	teachingGroup: TeachingGroup;
	groupPlace: GroupPlace;
	teaching: Teaching;
	/** For the teachers of a group; worked out by the server, never written by anybody. */
	classPupil: ClassPupil;
	edition: Edition;
	participation: Participation;
	readAloudRound: ReadAloudRound;
	classPack: ClassPack;
	titleList: TitleList;
	box: Box;
	boxCopy: BoxCopy;
	/** For the teacher who keeps a box; worked out by the server, never written by anybody. */
	boxLoan: BoxLoan;
	/** How a class or the school is doing in an edition; worked out by the server. */
	standing: Standing;
	lesson: Lesson;
	readingSession: ReadingSession;
	card: Card;
	copyState: CopyState & { readonly id: CopyId };
	/** A loan that ended, for its patron only. */
	loan: ClosedLoan;
	hold: Hold;
	fine: Fine;
	readingEntry: ReadingEntry;
	readingProgress: ReadingProgress;
	readingProfile: ReadingProfile;
	listedTitle: ListedTitle;
	listMessage: ListMessage;
	readingLevel: ReadingLevel;
	review: Review;
	/** What may be read of a review by everybody at school; worked out by the server. */
	shownReview: ShownReview;
	wish: Wish;
	wishVote: WishVote;
	/** What may be read of a wish by everybody at school, with how many want it; worked out by the server. */
	shownWish: ShownWish;
	/** Worked out by the server once a week. */
	alsoRead: AlsoRead;
	incident: Incident;
	staff: StaffAccount;
	installation: InstallationName;
	outcome: Outcome;
	progress: InstallationProgress;
	alias: Alias;
	forgotten: Forgotten;
	/** For desks alone. */
	photo: Photo;
	/** Two patrons that are one person, or were thought to be. */
	patronMerge: PatronMerge;
	setAside: SetAside;
}
export type RowKind = keyof Rows;

export const rowKinds = [
	'school',
	'title',
	'copy',
	'availability',
	'patron',
	'homeClass',
	'teachingGroup',
	'groupPlace',
	'teaching',
	'classPupil',
	'edition',
	'participation',
	'readAloudRound',
	'classPack',
	'titleList',
	'box',
	'boxCopy',
	'boxLoan',
	'standing',
	'lesson',
	'readingSession',
	'card',
	'copyState',
	'loan',
	'hold',
	'fine',
	'readingEntry',
	'readingProgress',
	'readingProfile',
	'listedTitle',
	'listMessage',
	'readingLevel',
	'review',
	'shownReview',
	'wish',
	'wishVote',
	'shownWish',
	'alsoRead',
	'incident',
	'staff',
	'installation',
	'outcome',
	'progress',
	'alias',
	'forgotten',
	'photo',
	'patronMerge',
	'setAside'
] as const satisfies readonly RowKind[];

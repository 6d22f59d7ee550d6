import type { Fine } from '#lib/domain/circulation/fine-record.ts';
import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { CopyState, Loan } from '#lib/domain/circulation/loan.ts';
import type { LoanOfPatron } from '#lib/domain/circulation/policy.ts';
import type { Lesson, LessonId } from '#lib/domain/classroom/lesson.ts';
import type { ReadingSession, ReadingSessionId } from '#lib/domain/classroom/reading-session.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Wish, WishId, WishVote, WishVoteId } from '#lib/domain/catalogue/wish.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { Photo } from '#lib/domain/people/photo.ts';
import type { PatronMerge } from '#lib/domain/people/patron-merge.ts';
import type { GroupPlace, Teaching, TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { ClassPack } from '#lib/domain/programmes/class-pack.ts';
import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import type { Participation } from '#lib/domain/programmes/participation.ts';
import type { ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Box, BoxCopy } from '#lib/domain/stock/box.ts';
import type { BoxId, CopyId, GroupId, HoldId, HomeClassId, IncidentId, ListedTitleId, OperationId, PatronId, ReadingEntryId, ReadingProgressId, TeacherId, TeachingGroupId, TitleId, TitleListId } from '#lib/domain/shared/ids.ts';
import type { ListedTitle } from '#lib/domain/reading/listed-title.ts';
import type { ReadingProgress } from '#lib/domain/reading/progress.ts';
import type { ReadingEntry } from '#lib/domain/reading/reading-entry.ts';
import type { Review, ReviewId } from '#lib/domain/reading/review.ts';
import type { ReadingProfile } from '#lib/domain/reading/reading-profile.ts';
import type { TitleList } from '#lib/domain/reading/title-list.ts';
import type { SetAside } from '#lib/protocol/rows.ts';

type Awaitable<T> = T | Promise<T>;

/** A pupil and a teacher in one group. */
export interface Tie {
	readonly groupId: GroupId;
	/** Since when one of the two is there no longer; absent: both are. */
	readonly partedAt?: Instant | undefined;
}

/**
 * Where decisions get their facts: the device's view (confirmed + pending) or the server's tables.
 * Copies and patrons are found under any alias, titles by whatever they were merged into. `undefined` means: not known here.
 */
export interface FactStore {
	school(): Awaitable<School>;
	patron(id: PatronId): Awaitable<Patron | undefined>;
	homeClass(id: HomeClassId): Awaitable<HomeClass | undefined>;
	teachingGroup(id: TeachingGroupId): Awaitable<TeachingGroup | undefined>;
	/** By `teachingId`, ended ones included. */
	teaching(id: string): Awaitable<Teaching | undefined>;
	/** By `groupPlaceId`, ended ones included. */
	groupPlace(id: string): Awaitable<GroupPlace | undefined>;
	/** Whether the pupil sits in this home class or teaching group now. */
	isInGroup(group: GroupId, patron: PatronId): Awaitable<boolean>;
	/** The id under which a pupil is known here, also where no more than a row of a class is held. */
	pupilId(id: PatronId): Awaitable<PatronId | undefined>;
	edition(id: EditionId): Awaitable<Edition | undefined>;
	/** By `participationId`; a teacher's device holds the part that is shared with teachers. */
	participation(id: string): Awaitable<Participation | undefined>;
	/** By `readAloudRoundId`. */
	readAloudRound(id: string): Awaitable<ReadAloudRound | undefined>;
	/** By `classPackId`. */
	classPack(id: string): Awaitable<ClassPack | undefined>;
	titleList(id: TitleListId): Awaitable<TitleList | undefined>;
	box(id: BoxId): Awaitable<Box | undefined>;
	/** By `boxCopyId`. */
	boxCopy(id: string): Awaitable<BoxCopy | undefined>;
	lesson(id: LessonId): Awaitable<Lesson | undefined>;
	readingSession(id: ReadingSessionId): Awaitable<ReadingSession | undefined>;
	/** By number as normalised by the school. */
	card(number: string): Awaitable<Card | undefined>;
	/** Follows a merged title to the one that was kept. */
	title(id: TitleId): Awaitable<Title | undefined>;
	/** The record itself, which may be a signpost to another title. */
	titleRecord(id: TitleId): Awaitable<Title | undefined>;
	copiesOfTitle(id: TitleId): Awaitable<readonly Copy[]>;
	copy(id: CopyId): Awaitable<Copy | undefined>;
	copyByBarcode(barcode: string): Awaitable<Copy | undefined>;
	/** The state of a copy without history is the empty one. */
	copyState(id: CopyId): Awaitable<CopyState>;
	/** Loans of this copy by this patron, open or as far back as is known here. */
	loansOnCopy(copy: CopyId, patron: PatronId): Awaitable<readonly Loan[]>;
	openLoansOf(patron: PatronId): Awaitable<readonly LoanOfPatron[]>;
	hold(id: HoldId): Awaitable<Hold | undefined>;
	/** Active holds only. */
	holdsOnTitle(title: TitleId): Awaitable<readonly Hold[]>;
	/** Active holds only. */
	holdsOf(patron: PatronId): Awaitable<readonly Hold[]>;
	finesOf(patron: PatronId): Awaitable<readonly Fine[]>;
	photo(id: PatronId): Awaitable<Photo | undefined>;
	patronMerge(id: OperationId): Awaitable<PatronMerge | undefined>;
	incident(id: IncidentId): Awaitable<Incident | undefined>;
	readingEntry(id: ReadingEntryId): Awaitable<ReadingEntry | undefined>;
	readingProgress(id: ReadingProgressId): Awaitable<ReadingProgress | undefined>;
	progressOf(entry: ReadingEntryId): Awaitable<readonly ReadingProgress[]>;
	readingProfile(patron: PatronId): Awaitable<ReadingProfile | undefined>;
	readingLogOf(patron: PatronId): Awaitable<{ readonly entries: readonly ReadingEntry[]; readonly steps: readonly ReadingProgress[] }>;
	review(id: ReviewId): Awaitable<Review | undefined>;
	/** On a device: its own patron's, or at a desk anybody's. */
	wish(id: WishId): Awaitable<Wish | undefined>;
	/** Whether everybody at school may read it, and so vote for it. */
	isWishShown(id: WishId): Awaitable<boolean>;
	wishVote(id: WishVoteId): Awaitable<WishVote | undefined>;
	/** The pupil's own, or for a teacher what was handed in. */
	listedTitle(id: ListedTitleId): Awaitable<ListedTitle | undefined>;
	/** The home classes and teaching groups in which this teacher has the pupil, or had it until not long ago. */
	tiesOf(patron: PatronId, teacher: TeacherId): Awaitable<readonly Tie[]>;
	setAside(id: OperationId): Awaitable<SetAside | undefined>;
}

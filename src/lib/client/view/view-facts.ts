import { followMerges, longestTrail } from '#lib/domain/catalogue/follow-merges.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { Availability } from '#lib/domain/circulation/availability.ts';
import { emptyCopyState, type CopyState, type Loan, type OpenLoan } from '#lib/domain/circulation/loan.ts';
import { isActive, type Hold } from '#lib/domain/circulation/hold.ts';
import type { ListedTitle } from '#lib/domain/reading/listed-title.ts';
import type { School } from '#lib/domain/school/school.ts';
import { classPupilId } from '#lib/domain/people/class-pupil.ts';
import { groupPlaceId } from '#lib/domain/people/teaching.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, CopyId, GroupId, HoldId, InstallationId, ListedTitleId, LoanId, OperationId, PatronId, TeachingGroupId, TitleId } from '#lib/domain/shared/ids.ts';
import type { FactStore } from '#lib/operations/fact-store.ts';
import { survivorOf } from './apply-merge.ts';
import { participationIn } from './participations.ts';
import type { Records } from './records.ts';

/** The device's own facts for deciding: the view it shows. */
export function viewFacts(records: Records, ownPatronId: PatronId | undefined): FactStore {
	const patronOf = (id: PatronId) => records.get('patron', survivorOf(records, id));
	const copyOf = (id: CopyId) => records.get('copy', survivorOf(records, id));
	return {
		school: () => schoolOf(records),
		patron: patronOf,
		homeClass: (id) => records.get('homeClass', id),
		teachingGroup: (id) => records.get('teachingGroup', id),
		teaching: (id) => records.get('teaching', id),
		groupPlace: (id) => records.get('groupPlace', id),
		isInGroup: (group, id) => isInGroup(records, group, id),
		pupilId: (id) => patronOf(id)?.id ?? records.find('classPupilsOfPatron', id)[0]?.patronId,
		edition: (id) => records.get('edition', id),
		participation: (id) => participationIn(records, id),
		readAloudRound: (id) => records.get('readAloudRound', id),
		classPack: (id) => records.get('classPack', id),
		titleList: (id) => records.get('titleList', id),
		box: (id) => records.get('box', id),
		boxCopy: (id) => records.get('boxCopy', id),
		lesson: (id) => records.get('lesson', id),
		readingSession: (id) => records.get('readingSession', id),
		card: (number) => records.get('card', number),
		title: (id) => titleOf(records, id),
		titleRecord: (id) => records.get('title', id),
		copiesOfTitle: (id) => records.find('copiesOfTitle', id),
		copy: copyOf,
		copyByBarcode: (barcode) => records.find('copyByBarcode', barcode)[0],
		copyState: (id) => copyStateIn(records, survivorOf<CopyId>(records, id), ownPatronId),
		loansOnCopy: (id, patron) => loansOnCopy(records, survivorOf<CopyId>(records, id), survivorOf<PatronId>(records, patron)),
		openLoansOf: (id) =>
			records.find('lentToPatron', survivorOf(records, id)).flatMap((state) => {
				const copy = copyOf(state.copyId);
				return state.open ? [{ loan: state.open, copy, title: copy && titleOf(records, copy.titleId) }] : [];
			}),
		hold: (id) => records.get('hold', id),
		holdsOnTitle: (id) => holdsOnTitle(records, id, ownPatronId),
		holdsOf: (id) => records.find('holdsOfPatron', survivorOf(records, id)).filter(isActive),
		finesOf: (id) => records.find('finesOfPatron', survivorOf(records, id)),
		photo: (id) => records.get('photo', id),
		patronMerge: (id) => records.get('patronMerge', id),
		incident: (id) => records.get('incident', id),
		readingEntry: (id) => records.get('readingEntry', id),
		readingProgress: (id) => records.get('readingProgress', id),
		progressOf: (id) => records.find('progressOfEntry', id),
		readingProfile: (id) => records.get('readingProfile', id),
		readingLogOf: (id) => {
			const entries = records.find('readingsOfPatron', id);
			return { entries, steps: [...records.all('readingProgress')].filter((step) => step.patronId === id) };
		},
		listedTitle: (id) => listedTitleIn(records, id),
		review: (id) => records.get('review', id),
		wish: (id) => records.get('wish', id),
		isWishShown: (id) => records.get('shownWish', id) !== undefined,
		wishVote: (id) => records.get('wishVote', id),
		// A teacher's device holds the rows of its own pupils and no others; a pupil's holds its own.
		tiesOf: (id, teacher) => (teacher === id ? [] : records.find('classPupilsOfPatron', id).map(({ groupId }) => ({ groupId }))),
		setAside: (id) => records.get('setAside', id)
	};
}

/** A teacher's device knows who sits where by the rows of the class, a desk by the patron and the places. */
function isInGroup(records: Records, group: GroupId, id: PatronId): boolean {
	if (records.get('classPupil', classPupilId(group, id))) return true;
	const patron = records.get('patron', id);
	return patron?.homeClassId === group || (records.get('groupPlace', groupPlaceId(group as TeachingGroupId, id))?.active ?? false);
}

/** The pupil's own row, or what a teacher got of it with what this device has since made of it. */
function listedTitleIn(records: Records, id: ListedTitleId): ListedTitle | undefined {
	const own = records.get('listedTitle', id);
	return own ?? records.find('rowsWithListed', id)[0]?.reading?.titles.find((title) => title.id === id);
}

/** @throws before the first pull has brought the school */
export function schoolOf(records: Records): School {
	for (const school of records.all('school')) return school;
	throw new Error('the school has not arrived yet');
}

/** Where a title's copies and holds stand: itself, or what it was merged into. */
export function titleOf(records: Records, id: TitleId): Title | undefined {
	return followMerges(id, (each) => records.get('title', each));
}

/** A title and those that were merged into it: what was said under any of these names is said of it. */
export function namesOfTitle(records: Records, id: TitleId, left = longestTrail): TitleId[] {
	const merged = left === 0 ? [] : records.find('mergedInto', id);
	return [id, ...merged.flatMap((title) => namesOfTitle(records, title.id, left - 1))];
}

/** A phone has the state of copies that its patron has; of others it hears that they are out, not with whom. */
function copyStateIn(records: Records, id: CopyId, ownPatronId: PatronId | undefined): CopyState {
	const known = records.get('copyState', id);
	if (known) return known;
	const copy = ownPatronId === undefined ? undefined : records.get('copy', id);
	const told = copy && records.get('availability', copy.titleId);
	return told?.outCopies?.includes(id) ? { copyId: id, at: 0, open: namelessLoan(id, told) } : emptyCopyState(id);
}

function namelessLoan(copyId: CopyId, { nextDueOn = '9999-12-31' as CalendarDate }: Availability): OpenLoan {
	const unknown = `unknown.${copyId}`;
	const source = { operationId: unknown as OperationId, installationId: unknown as InstallationId, accountId: unknown as AccountId };
	return { id: unknown as LoanId, copyId, patronId: null, lentAt: 0, dueOn: nextDueOn, renewals: 0, certain: true, source };
}

function loansOnCopy(records: Records, copyId: CopyId, patronId: PatronId): Loan[] {
	const { open, lastClosed } = records.get('copyState', copyId) ?? emptyCopyState(copyId);
	const ended = [...records.all('loan')].filter((loan) => loan.copyId === copyId);
	return [open, lastClosed, ...ended].filter((loan) => loan !== undefined).filter((loan) => loan.patronId === patronId);
}

/**
 * A phone knows only its own holds and how many others wait; that many nameless ones stand for the rest,
 * so that the renewal rule reads the same facts everywhere.
 */
function holdsOnTitle(records: Records, title: TitleId, ownPatronId: PatronId | undefined): Hold[] {
	const known = records.find('holdsOnTitle', title).filter(isActive);
	if (ownPatronId === undefined) return known;
	const waiting = records.get('availability', title)?.waiting ?? 0;
	const unnamed = Math.max(0, waiting - known.filter((hold) => hold.status === 'waiting').length);
	const shelved = (records.get('availability', title)?.heldCopies ?? []).filter((copy) => !known.some((hold) => hold.copyId === copy));
	return [...known, ...shelved.map((copy, i) => shelvedHold(title, copy, unnamed + i)), ...Array.from({ length: unnamed }, (_, i) => namelessHold(title, i))];
}

function shelvedHold(titleId: TitleId, copyId: CopyId, i: number): Hold {
	return { ...namelessHold(titleId, i), status: 'onShelf', copyId };
}

function namelessHold(titleId: TitleId, i: number): Hold {
	const id = `unknown.${titleId}.${i}`;
	return { id: id as HoldId, titleId, patronId: id as unknown as PatronId, placedAt: 0, priority: 0, status: 'waiting' };
}

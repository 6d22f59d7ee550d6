import { normaliseCardNumber } from '#lib/domain/people/card-number.ts';
import { withoutLeadingZeros } from '#lib/domain/people/pupil-number.ts';
import { daysBetween, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { dueMovesOf, type DueMove } from '#lib/domain/circulation/due-moves.ts';
import type { Availability } from '#lib/domain/circulation/availability.ts';
import { openCents, type Fine } from '#lib/domain/circulation/fine-record.ts';
import { compareHolds, isActive, isShelfTimeOver, nextWaiting, queuePlace, type Hold } from '#lib/domain/circulation/hold.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { ClosedLoan, CopyState, OpenLoan } from '#lib/domain/circulation/loan.ts';
import { serialOfMinted } from '#lib/domain/catalogue/barcode.ts';
import { nextInSeries, seriesKey } from '#lib/domain/catalogue/next-in-series.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import { toldApart } from '#lib/domain/shared/apart.ts';
import { likelyDuplicates, type LikelyDuplicate } from '#lib/domain/people/likely-duplicates.ts';
import { pairOf, standingMerges, type PatronMerge } from '#lib/domain/people/patron-merge.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CopyId, LocationId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import type { Outcome, SetAside } from '#lib/protocol/rows.ts';
import { survivorOf } from './apply-merge.ts';
import { BoxQueries } from './box-queries.ts';
import { ClassQueries } from './class-queries.ts';
import { ProgrammeQueries } from './programme-queries.ts';
import { ReadingQueries } from './reading-queries.ts';
import { ReviewQueries } from './review-queries.ts';
import type { Records } from './records.ts';
import { TitleListQueries } from './title-list-queries.ts';
import { namesOfTitle, schoolOf, titleOf } from './view-facts.ts';
import { WishQueries } from './wish-queries.ts';

export interface LoanLine {
	readonly loan: OpenLoan;
	readonly copy: Copy | undefined;
	readonly title: Title | undefined;
	/** Whole days past the due date; 0 or less: not late. */
	readonly daysLate: number;
	/** Rests on something the server has not confirmed. */
	readonly pending: boolean;
}

export interface HoldLine {
	readonly hold: Hold;
	readonly title: Title | undefined;
	readonly patron: Patron | undefined;
	readonly copy: Copy | undefined;
	readonly place: number | undefined;
	readonly shelfTimeOver: boolean;
	readonly pending: boolean;
}

export interface CopyLine {
	readonly copy: Copy;
	readonly title: Title | undefined;
	readonly state: CopyState | undefined;
	readonly patron: Patron | undefined;
	/** The hold it is put aside for. */
	readonly heldFor: Hold | undefined;
}

/** Questions that pages ask of the view. Every answer is drawn from indexes; none waits. */
export class Queries {
	readonly #records: Records;
	readonly #today: () => CalendarDate;
	/** Who teaches whom. */
	readonly classes: ClassQueries;
	readonly boxes: BoxQueries;
	readonly programmes: ProgrammeQueries;
	readonly reading: ReadingQueries;
	readonly lists: TitleListQueries;
	readonly reviews: ReviewQueries;
	readonly wishes: WishQueries;

	constructor(records: Records, today: () => CalendarDate) {
		this.#records = records;
		this.#today = today;
		this.classes = new ClassQueries(records);
		this.boxes = new BoxQueries(records, today);
		this.programmes = new ProgrammeQueries(records, today);
		this.lists = new TitleListQueries(records);
		this.reading = new ReadingQueries(records, today);
		this.reviews = new ReviewQueries(records);
		this.wishes = new WishQueries(records);
	}

	get today(): CalendarDate {
		return this.#today();
	}

	/** True at a desk; an account's installation holds one patron at most. */
	get #knowsEverybody(): boolean {
		return this.#records.count('patron') > 1;
	}

	/** False until the first pull brought the school. */
	get ready(): boolean {
		return this.#records.count('school') > 0;
	}

	school(): School {
		return schoolOf(this.#records);
	}

	patron(id: PatronId): Patron | undefined {
		return this.#records.get('patron', this.#alias(id));
	}

	homeClass(id: string | undefined): HomeClass | undefined {
		return id === undefined ? undefined : this.#records.get('homeClass', id);
	}

	homeClasses(): HomeClass[] {
		return [...this.#records.all('homeClass')].toSorted((a, b) => a.name.localeCompare(b.name, 'nl', { numeric: true }));
	}

	patronsOfClass(id: string): Patron[] {
		return this.#records.find('patronsOfClass', id);
	}

	card(number: string): Card | undefined {
		return this.#records.get('card', number);
	}

	/**
	 * The card that a scanned or typed text means. Where the school does not look at leading zeros, cards from before it
	 * decided so are still found, as long as only one is meant.
	 */
	findCard(text: string): Card | undefined {
		const whole = normaliseCardNumber(text, { cardNormalisation: { stripLeadingZeros: false } });
		const exact = this.card(whole);
		if (exact || !this.school().cardNormalisation.stripLeadingZeros) return exact;
		const short = withoutLeadingZeros(whole);
		const alike = this.#records.find('cardByShortNumber', short);
		return alike.length === 1 ? alike[0] : this.card(short);
	}

	cardsOf(id: PatronId): Card[] {
		return this.#records.find('cardsOfPatron', this.#alias(id));
	}

	title(id: TitleId): Title | undefined {
		return titleOf(this.#records, id);
	}

	titleByIsbn(isbn: string): Title | undefined {
		const [found] = this.#records.find('titleByIsbn', isbn);
		return found && titleOf(this.#records, found.id);
	}

	/** B9: what comes after this title in its series, as far as the school has it. */
	nextInSeries(title: Title): Title | undefined {
		const series = seriesKey(title);
		return series === undefined ? undefined : nextInSeries(title, this.#records.find('titlesOfSeries', series));
	}

	/** What readers of this title also had, as far as the school still has a copy; a title that was merged stands for itself no longer. */
	alsoRead({ id }: Title): Title[] {
		const told = namesOfTitle(this.#records, id).flatMap((name) => this.#records.get('alsoRead', name)?.titleIds ?? []);
		const found = told.flatMap((each) => this.title(each) ?? []);
		const others = new Map(found.map((title) => [title.id, title]));
		others.delete(id);
		return [...others.values()].filter((title) => this.availability(title.id).copies > 0);
	}

	copyByBarcode(barcode: string): Copy | undefined {
		return this.#records.find('copyByBarcode', barcode)[0];
	}

	copy(id: CopyId): Copy | undefined {
		return this.#records.get('copy', this.#alias(id));
	}

	copyState(id: CopyId): CopyState | undefined {
		return this.#records.get('copyState', this.#alias(id));
	}

	copyLine(id: CopyId): CopyLine | undefined {
		const copy = this.copy(id);
		if (!copy) return undefined;
		const state = this.copyState(copy.id);
		const patronId = state?.open?.patronId;
		return {
			copy,
			title: this.title(copy.titleId),
			state,
			patron: patronId ? this.patron(patronId) : undefined,
			heldFor: this.#records.find('holdOnCopy', copy.id)[0]
		};
	}

	copiesOf(id: TitleId): CopyLine[] {
		return this.#records
			.find('copiesOfTitle', id)
			.toSorted((a, b) => (a.barcode < b.barcode ? -1 : 1))
			.flatMap((copy) => this.copyLine(copy.id) ?? []);
	}

	/** The patron's loans, most urgent first. */
	loansOf(id: PatronId): LoanLine[] {
		return this.#records
			.find('lentToPatron', this.#alias(id))
			.flatMap((state) => (state.open ? [this.#loanLine(state.open)] : []))
			.toSorted((a, b) => (a.loan.dueOn < b.loan.dueOn ? -1 : a.loan.dueOn > b.loan.dueOn ? 1 : a.loan.lentAt - b.loan.lentAt));
	}

	/** Loans that ended, as far as this installation may know them; newest first. */
	endedLoansOf(id: PatronId): { loan: ClosedLoan; title: Title | undefined }[] {
		const fromCopies = this.#records.find('lastLentToPatron', this.#alias(id)).flatMap((state) => state.lastClosed ?? []);
		const own = [...this.#records.all('loan')].filter((loan) => loan.patronId === this.#alias(id));
		const byId = new Map([...own, ...fromCopies].map((loan) => [loan.id, loan]));
		return [...byId.values()]
			.toSorted((a, b) => b.returnedAt - a.returnedAt)
			.map((loan) => {
				const copy = this.copy(loan.copyId);
				return { loan, title: copy && this.title(copy.titleId) };
			});
	}

	holdsOf(id: PatronId): HoldLine[] {
		return this.#records.find('holdsOfPatron', this.#alias(id)).filter(isActive).map((hold) => this.#holdLine(hold));
	}

	/** The queue of one title, first in line first. */
	holdsOn(id: TitleId): HoldLine[] {
		return this.#records
			.find('holdsOnTitle', id)
			.filter(isActive)
			.toSorted(compareHolds)
			.map((hold) => this.#holdLine(hold));
	}

	/** Whom a returned copy of this title is to be put aside for. */
	nextHoldFor(copy: Copy): Hold | undefined {
		if (copy.status !== 'inService' || copy.loanType === 'reference') return undefined;
		return nextWaiting(this.#records.find('holdsOnTitle', copy.titleId));
	}

	finesOf(id: PatronId): readonly Fine[] {
		return this.#records.find('finesOfPatron', this.#alias(id));
	}

	openFineCents(id: PatronId): number {
		return openCents(this.finesOf(id));
	}

	/** What is out, held and waited for: counted from the desk's own rows where it has them, else as the server told. */
	availability(id: TitleId): Availability & { copies: number; onShelf: number } {
		const copies = this.#records.find('copiesOfTitle', id).filter((copy) => copy.status === 'inService');
		const told = this.#records.get('availability', id);
		const counted = this.#knowsEverybody ? this.#countAvailability(id, copies) : told;
		const { out = 0, held = 0, waiting = 0, nextDueOn } = counted ?? {};
		const lendable = copies.filter((copy) => copy.loanType !== 'reference').length;
		return { id, out, held, waiting, nextDueOn, copies: copies.length, onShelf: Math.max(0, lendable - out - held) };
	}

	#countAvailability(id: TitleId, copies: readonly Copy[]): Availability {
		const loans = copies.flatMap((copy) => this.#records.get('copyState', copy.id)?.open ?? []);
		const holds = this.#records.find('holdsOnTitle', id).filter(isActive);
		const nextDueOn = loans.map((loan) => loan.dueOn).toSorted()[0];
		const held = holds.filter((hold) => hold.status === 'onShelf').length;
		return { id, out: loans.length, held, waiting: holds.length - held, nextDueOn };
	}

	/** Loans past their due date, longest first. Linear in open loans: for pages, not for scans. */
	overdueLoans(): (LoanLine & { patron: Patron | undefined })[] {
		return this.#openLoans((loan) => loan.dueOn < this.today);
	}

	loansDueOn(date: CalendarDate): (LoanLine & { patron: Patron | undefined })[] {
		return this.#openLoans((loan) => loan.dueOn === date);
	}

	/** Open loans whose due date a calendar does not allow, with the day they would get. Linear in open loans. */
	dueMoves(school: School): (DueMove & { title: Title | undefined; patron: Patron | undefined })[] {
		const subjects = this.#openLoans(() => true).flatMap(({ loan, copy, title, patron }) =>
			copy && title && patron ? [{ loan, subject: { school, copy, title, patron, homeClass: this.homeClass(patron.homeClassId) } }] : []
		);
		return dueMovesOf(subjects, this.today).map((move) => {
			const copy = this.copy(move.loan.copyId);
			return { ...move, title: copy && this.title(copy.titleId), patron: move.loan.patronId ? this.patron(move.loan.patronId) : undefined };
		});
	}

	/** How many copies have their place at a location. Linear in copies. */
	countCopiesAt(locationId: LocationId): number {
		let count = 0;
		for (const copy of this.#records.all('copy')) if (copy.locationId === locationId) count++;
		return count;
	}

	/** Copies whose number was given here, in the order of those numbers: their labels are to be printed. Linear in copies. */
	copiesNumberedHere(): Copy[] {
		const numbered = [...this.#records.all('copy')].filter(({ barcode, status }) => status === 'inService' && serialOfMinted(barcode) !== undefined);
		return numbered.toSorted((a, b) => (a.barcode < b.barcode ? -1 : 1));
	}

	#openLoans(wanted: (loan: OpenLoan) => boolean): (LoanLine & { patron: Patron | undefined })[] {
		const lines = [];
		for (const state of this.#records.all('copyState')) {
			if (!state.open || !wanted(state.open)) continue;
			const { patronId } = state.open;
			lines.push({ ...this.#loanLine(state.open), patron: patronId ? this.patron(patronId) : undefined });
		}
		return lines.toSorted((a, b) => b.daysLate - a.daysLate);
	}

	/** Holds whose copy lies on the hold shelf. */
	holdShelf(): HoldLine[] {
		return this.#holds((hold) => hold.status === 'onShelf');
	}

	/** H4: waiting holds for which a copy stands on the shelf now. */
	pullList(): HoldLine[] {
		return this.#holds((hold) => hold.status === 'waiting').filter(
			({ hold, place }) => (place ?? Infinity) <= this.availability(hold.titleId).onShelf
		);
	}

	#holds(wanted: (hold: Hold) => boolean): HoldLine[] {
		return [...this.#records.all('hold')]
			.filter(wanted)
			.toSorted(compareHolds)
			.map((hold) => this.#holdLine(hold));
	}

	/** Questions nobody has answered yet, oldest first. */
	openIncidents(): Incident[] {
		return this.incidents().filter((incident) => !incident.settled);
	}

	incidents(): Incident[] {
		return [...this.#records.all('incident')].toSorted((a, b) => a.raisedAt - b.raisedAt);
	}

	/** What the server keeps without carrying it out, in the order in which it happened. */
	setAside(): SetAside[] {
		return [...this.#records.all('setAside')].toSorted((a, b) => a.at - b.at);
	}

	/** What was refused or needs saying, until its sender has dismissed it. */
	outcomes(): Outcome[] {
		return [...this.#records.all('outcome')].toSorted((a, b) => a.at - b.at);
	}

	staffName(accountId: string): string | undefined {
		return this.#records.get('staff', accountId)?.name;
	}

	installationName(id: string): string | undefined {
		return this.#records.get('installation', id)?.name;
	}

	/** A face to compare with: the patron's own, or that of another name of the same person. */
	photoOf(id: PatronId): string | undefined {
		const patronId = this.#alias(id);
		const own = this.#records.get('photo', patronId)?.picture;
		if (own) return own;
		const merged = this.patronMerges().filter((merge) => this.#alias(merge.from) === patronId);
		return merged.flatMap(({ patron }) => this.#records.get('photo', patron.id)?.picture ?? [])[0];
	}

	/** Pairs of patrons that may be one person. Linear in patrons: for a page. */
	likelyDuplicates(): LikelyDuplicate[] {
		return likelyDuplicates(this.#records.all('patron'));
	}

	/** Pairs of patrons that look alike and of which somebody said that they are two. */
	patronsToldApart(): (readonly [Patron, Patron])[] {
		return toldApart(this.#records.all('patron'));
	}

	/** Merges that stand, newest first; two desks that merged the same two are one. */
	patronMerges(): PatronMerge[] {
		const pairs = Map.groupBy(standingMerges(this.#records.all('patronMerge')), pairOf);
		const one = [...pairs.values()].flatMap((same) => same.find(({ from, patron }) => patron.id === from) ?? same.slice(0, 1));
		return one.toSorted((a, b) => b.at - a.at);
	}

	/** P: by name, class or number; every word must begin a word. At most `limit`. */
	searchPatrons(text: string, limit = 20): Patron[] {
		const words = fold(text).split(/\s+/).filter(Boolean);
		if (words.length === 0) return [];
		const found: Patron[] = [];
		for (const patron of this.#records.all('patron')) {
			const name = fold(this.#patronText(patron)).split(/[\s-]+/);
			if (words.every((word) => name.some((part) => part.startsWith(word)))) found.push(patron);
			if (found.length >= limit) break;
		}
		return found;
	}

	#patronText(patron: Patron): string {
		const { givenName, infix = '', familyName, pupilNumber = '' } = patron;
		return `${givenName} ${infix} ${familyName} ${pupilNumber} ${this.homeClass(patron.homeClassId)?.name ?? ''}`;
	}

	#loanLine(loan: OpenLoan): LoanLine {
		const copy = this.copy(loan.copyId);
		return {
			loan,
			copy,
			title: copy && this.title(copy.titleId),
			daysLate: daysBetween(loan.dueOn, this.today),
			pending: this.#records.isPending('copyState', loan.copyId)
		};
	}

	#holdLine(hold: Hold): HoldLine {
		return {
			hold,
			title: this.title(hold.titleId),
			patron: this.patron(hold.patronId),
			copy: hold.copyId && this.copy(hold.copyId),
			// A phone holds nobody else's holds: its place is what the server last told.
			place: this.#knowsEverybody ? queuePlace(hold, this.#records.find('holdsOnTitle', hold.titleId)) : placeTold(hold),
			shelfTimeOver: isShelfTimeOver(hold, this.today),
			pending: this.#records.isPending('hold', hold.id)
		};
	}

	#alias<T extends CopyId | PatronId>(id: T): T {
		return survivorOf(this.#records, id);
	}
}

function placeTold(hold: Hold): number | undefined {
	return hold.status === 'waiting' ? hold.place : undefined;
}

/** Lower case without accents, for comparing what people type. */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase();
}

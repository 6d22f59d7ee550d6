import { isShelfTimeOver, nextWaiting, trapped, type Hold } from '#lib/domain/circulation/hold.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { openDayFrom, openDayUntil } from '#lib/domain/school/calendar.ts';
import { addDays, daysBetween, type CalendarDate, type Instant } from '#lib/domain/shared/calendar-date.ts';
import type { CopyId, HoldId, PatronId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';
import { deskTime, openDays, schoolYearOf } from './generate-days.ts';
import { Shelves, type ShelvesInput } from './generate-shelves.ts';
import { WeightedPick } from './generate-weighted-pick.ts';
import type { SeededRandom } from './random.ts';

export interface LendingInput extends ShelvesInput {
	readonly today: CalendarDate;
	readonly random: SeededRandom;
	/** Left out of the made-up lending, to be given a story of their own. */
	readonly reserved: { readonly patrons: ReadonlySet<PatronId>; readonly copies: ReadonlySet<CopyId> };
}

/** Days of history. */
const historyDays = 730;
/** Loans on an ordinary school day: about eight for each pupil and year of a school that reads. */
const loansADay = { fewest: 8, most: 22 };

/** Two years at the desk, up to the day before `today`: loans, returns, renewals and holds, day by day. */
export function generateLending(input: LendingInput): Shelves {
	const shelves = new Shelves(input);
	const days = openDays(input.school, addDays(input.today, -historyDays), input.today);
	const desk = new Desk(input, shelves);
	for (const day of days) desk.workOn(day);
	return shelves;
}

class Desk {
	readonly #input: LendingInput;
	readonly #shelves: Shelves;
	readonly #random: SeededRandom;
	readonly #readers: WeightedPick<Patron>;
	readonly #titles: WeightedPick<Title>;
	readonly #patrons: ReadonlyMap<PatronId, Patron>;
	readonly #copies: ReadonlyMap<CopyId, Copy>;
	readonly #firstYear: ReadonlyMap<PatronId, number>;
	readonly #returning = new Map<CalendarDate, CopyId[]>();
	readonly #renewing = new Map<CalendarDate, CopyId[]>();
	readonly #fetching = new Map<CalendarDate, Hold[]>();
	#at: Instant = 0;

	constructor(input: LendingInput, shelves: Shelves) {
		this.#input = input;
		this.#shelves = shelves;
		this.#random = input.random;
		const patrons = input.patrons.filter((patron) => !input.reserved.patrons.has(patron.id));
		this.#readers = new WeightedPick(patrons, () => appetite(this.#random));
		this.#titles = new WeightedPick(input.titles, () => (1 - this.#random.next()) ** -0.6);
		this.#patrons = new Map(patrons.map((patron) => [patron.id, patron]));
		this.#copies = new Map(input.copies.map((copy) => [copy.id, copy]));
		this.#firstYear = firstYears(input);
	}

	workOn(day: CalendarDate): void {
		this.#at = deskTime(this.#input.school, day, 8.5);
		for (const id of this.#returning.get(day) ?? []) this.#takeIn(id, day);
		this.#releaseForgotten(day);
		for (const id of this.#renewing.get(day) ?? []) this.#renew(id, day);
		for (const hold of this.#fetching.get(day) ?? []) this.#handOut(hold, day);
		const loans = this.#random.int(loansADay.fewest, loansADay.most);
		for (let left = loans; left > 0; left--) this.#lendOne(day);
	}

	#tick(): Instant {
		this.#at += this.#random.int(25, 240) * 1000;
		return this.#at;
	}

	#lendOne(day: CalendarDate): void {
		const patron = this.#readers.next(this.#random);
		if ((this.#firstYear.get(patron.id) ?? 0) > schoolYearOf(day)) return;
		const title = this.#titles.next(this.#random);
		const copy = this.#shelves.copiesOf(title.id).find((each) => this.#isFree(each));
		if (copy) this.#lend(copy, patron, day);
		else if (this.#random.chance(0.5)) this.#placeHold(title, patron);
	}

	#isFree(copy: Copy): boolean {
		return this.#shelves.isOnShelf(copy) && !this.#input.reserved.copies.has(copy.id);
	}

	#lend(copy: Copy, patron: Patron, day: CalendarDate): void {
		const loan = this.#shelves.lend(copy, patron, day, this.#tick());
		if (loan) this.#plan(loan, day);
	}

	/** When it comes back: mostly in time, sometimes late, and one in six asks for more time first. */
	#plan(loan: OpenLoan, day: CalendarDate): void {
		if (this.#random.chance(0.17)) {
			const eve = openDayUntil(this.#input.school, addDays(loan.dueOn, -1));
			if (eve > day) return add(this.#renewing, eve, loan.copyId);
		}
		const term = Math.max(2, daysBetween(day, loan.dueOn));
		const late = this.#random.chance(0.12) ? this.#random.int(1, this.#random.chance(0.15) ? 60 : 12) : 0;
		const wanted = late > 0 ? addDays(loan.dueOn, late) : addDays(day, this.#random.int(Math.min(4, term), term));
		const back = openDayFrom(this.#input.school, wanted);
		add(this.#returning, late === 0 && back > loan.dueOn ? loan.dueOn : back, loan.copyId);
	}

	#takeIn(id: CopyId, day: CalendarDate): void {
		const loan = this.#shelves.openLoan(id);
		const copy = this.#copies.get(id);
		if (!loan || !copy) return;
		this.#shelves.takeIn(loan, this.#tick());
		this.#putAside(copy, day);
	}

	#renew(id: CopyId, day: CalendarDate): void {
		const loan = this.#shelves.openLoan(id);
		const patron = loan?.patronId ? this.#patrons.get(loan.patronId) : undefined;
		if (!loan || !patron) return;
		const renewed = this.#shelves.renew(loan, patron, day, this.#tick());
		this.#plan(renewed ?? loan, day);
	}

	#placeHold(title: Title, patron: Patron): void {
		const own = this.#shelves.openLoansOf(patron.id).some((loan) => this.#copies.get(loan.copyId)?.titleId === title.id);
		const queue = this.#shelves.holdsOn(title.id);
		if (own || queue.length >= 3 || queue.some((hold) => hold.patronId === patron.id)) return;
		const id = naturalId<HoldId>('hold', title.id, patron.id, String(this.#at));
		this.#shelves.putHold({ id, titleId: title.id, patronId: patron.id, placedAt: this.#tick(), priority: 0, status: 'waiting' });
	}

	#putAside(copy: Copy, day: CalendarDate): void {
		const next = nextWaiting(this.#shelves.holdsOn(copy.titleId));
		if (!next || copy.loanType === 'reference') return;
		const hold = trapped(next, copy.id, this.#input.school, day);
		this.#shelves.putHold(hold);
		if (this.#random.chance(0.15)) return;
		add(this.#fetching, openDayFrom(this.#input.school, addDays(day, this.#random.int(1, 4))), hold);
	}

	#handOut(hold: Hold, day: CalendarDate): void {
		const now = this.#shelves.holds.get(hold.id);
		const patron = this.#patrons.get(hold.patronId);
		const copy = now?.copyId ? this.#copies.get(now.copyId) : undefined;
		if (now?.status === 'onShelf' && patron && copy) this.#lend(copy, patron, day);
	}

	/** Put aside and never fetched: the hold ends and the copy goes to the next in the queue. */
	#releaseForgotten(day: CalendarDate): void {
		for (const hold of [...this.#shelves.holds.values()]) {
			if (!isShelfTimeOver(hold, day)) continue;
			const { copyId, shelvedUntil: _until, ...rest } = hold;
			this.#shelves.putHold({ ...rest, status: 'cancelled' });
			const copy = copyId && this.#copies.get(copyId);
			if (copy) this.#putAside(copy, day);
		}
	}
}

/** Some never come, most come now and then, a few read everything. */
function appetite(random: SeededRandom): number {
	const point = random.next();
	if (point < 0.25) return 0.05;
	if (point < 0.7) return 1;
	return point < 0.95 ? 3 : 9;
}

/** Who is in the third year now was not at school four years ago. */
function firstYears({ patrons, homeClasses, today }: LendingInput): Map<PatronId, number> {
	const layers = new Map(homeClasses.map((homeClass) => [homeClass.id, homeClass.yearLayer ?? 6]));
	const now = schoolYearOf(today);
	return new Map(patrons.map((patron) => [patron.id, now + 1 - (patron.homeClassId ? (layers.get(patron.homeClassId) ?? 6) : 6)]));
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const known = map.get(key);
	if (known) known.push(value);
	else map.set(key, [value]);
}

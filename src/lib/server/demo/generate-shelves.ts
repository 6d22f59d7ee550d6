import { checkOutPolicies } from '#lib/domain/circulation/check-out-policies.ts';
import { dueOnForCheckOut, dueOnForRenewal } from '#lib/domain/circulation/due-date.ts';
import { isActive, type Hold } from '#lib/domain/circulation/hold.ts';
import type { CopyFact, CopyFactBody, OpenLoan } from '#lib/domain/circulation/loan.ts';
import { findingsOf, type LendingFacts, type Policy } from '#lib/domain/circulation/policy.ts';
import { renewPolicies } from '#lib/domain/circulation/renew-policies.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CalendarDate, Instant } from '#lib/domain/shared/calendar-date.ts';
import { operationId, type AccountId, type CopyId, type InstallationId, type LoanId, type PatronId, type TitleId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';

export interface ShelvesInput {
	readonly school: School;
	readonly titles: readonly Title[];
	readonly copies: readonly Copy[];
	readonly patrons: readonly Patron[];
	readonly homeClasses: readonly HomeClass[];
	readonly desk: { readonly installationId: InstallationId; readonly accountId: AccountId };
}

/** What stands where while a history is made up: every step asks the same rules as a desk and leaves the same facts. */
export class Shelves {
	readonly facts: CopyFact[] = [];
	readonly holds = new Map<string, Hold>();
	readonly #input: ShelvesInput;
	readonly #titles: ReadonlyMap<TitleId, Title>;
	readonly #copies: ReadonlyMap<CopyId, Copy>;
	readonly #homeClasses: ReadonlyMap<string, HomeClass>;
	readonly #copiesOf = new Map<TitleId, Copy[]>();
	readonly #open = new Map<CopyId, OpenLoan>();
	readonly #openOf = new Map<PatronId, OpenLoan[]>();
	readonly #holdsOn = new Map<TitleId, Hold[]>();
	#operations = 0;

	constructor(input: ShelvesInput) {
		this.#input = input;
		this.#titles = new Map(input.titles.map((title) => [title.id, title]));
		this.#copies = new Map(input.copies.map((copy) => [copy.id, copy]));
		this.#homeClasses = new Map(input.homeClasses.map((homeClass) => [homeClass.id, homeClass]));
		for (const copy of input.copies) this.#copiesOf.set(copy.titleId, [...(this.#copiesOf.get(copy.titleId) ?? []), copy]);
	}

	get operations(): number {
		return this.#operations;
	}

	openLoan(copyId: CopyId): OpenLoan | undefined {
		return this.#open.get(copyId);
	}

	openLoansOf(patron: PatronId): readonly OpenLoan[] {
		return this.#openOf.get(patron) ?? [];
	}

	holdsOn(title: TitleId): readonly Hold[] {
		return (this.#holdsOn.get(title) ?? []).filter(isActive);
	}

	copiesOf(title: TitleId): readonly Copy[] {
		return this.#copiesOf.get(title) ?? [];
	}

	/** On its place, may be lent, and not put aside. */
	isOnShelf(copy: Copy): boolean {
		const aside = this.holdsOn(copy.titleId).some((hold) => hold.copyId === copy.id);
		return copy.status === 'inService' && copy.loanType !== 'reference' && !this.#open.has(copy.id) && !aside;
	}

	/** The day a copy lent on `day` would be due. */
	dueOn(copy: Copy, patron: Patron, day: CalendarDate): CalendarDate {
		return dueOnForCheckOut(this.#factsFor(copy, patron, day), day);
	}

	/** `undefined` when a rule asks for an override: the made-up librarian then keeps to the rules. */
	lend(copy: Copy, patron: Patron, day: CalendarDate, at: Instant): OpenLoan | undefined {
		const facts = this.#factsFor(copy, patron, day);
		if (this.#isAsked(checkOutPolicies, facts)) return undefined;
		const id = naturalId<LoanId>('loan', this.#input.school.id, String(this.#operations + 1));
		const dueOn = dueOnForCheckOut(facts, day);
		const { source } = this.#record(copy.id, { type: 'lent', loanId: id, patronId: patron.id, dueOn }, at);
		const own = facts.holds.find((hold) => hold.patronId === patron.id);
		if (own) this.putHold({ ...own, status: 'fulfilled', copyId: copy.id });
		return this.#stand({ id, copyId: copy.id, patronId: patron.id, lentAt: at, dueOn, renewals: 0, certain: true, source });
	}

	renew(loan: OpenLoan, patron: Patron, day: CalendarDate, at: Instant): OpenLoan | undefined {
		const copy = this.#copies.get(loan.copyId);
		if (!copy) return undefined;
		const facts = this.#factsFor(copy, patron, day);
		if (this.#isAsked(renewPolicies, facts)) return undefined;
		const dueOn = dueOnForRenewal(facts, day, loan.dueOn);
		this.#record(copy.id, { type: 'renewed', loanId: loan.id, dueOn }, at);
		return this.#stand({ ...loan, dueOn, renewals: loan.renewals + 1 });
	}

	takeIn(loan: OpenLoan, at: Instant): void {
		this.#record(loan.copyId, { type: 'returned' }, at);
		this.#open.delete(loan.copyId);
		if (loan.patronId) this.#setOpenOf(loan.patronId, (other) => other.copyId !== loan.copyId);
	}

	putHold(hold: Hold): void {
		this.holds.set(hold.id, hold);
		const others = (this.#holdsOn.get(hold.titleId) ?? []).filter((other) => other.id !== hold.id);
		this.#holdsOn.set(hold.titleId, isActive(hold) ? [...others, hold] : others);
	}

	#stand(loan: OpenLoan): OpenLoan {
		this.#open.set(loan.copyId, loan);
		if (loan.patronId) this.#setOpenOf(loan.patronId, (other) => other.copyId !== loan.copyId, loan);
		return loan;
	}

	#setOpenOf(patron: PatronId, keep: (loan: OpenLoan) => boolean, ...added: OpenLoan[]): void {
		this.#openOf.set(patron, [...this.openLoansOf(patron).filter(keep), ...added]);
	}

	#isAsked(policies: readonly Policy[], facts: LendingFacts): boolean {
		return findingsOf(policies, facts).some((finding) => finding.severity === 'ask');
	}

	#factsFor(copy: Copy, patron: Patron, today: CalendarDate): LendingFacts {
		const title = this.#titles.get(copy.titleId);
		if (!title) throw new Error(`copy ${copy.barcode} without title`);
		return {
			school: this.#input.school,
			today,
			patron,
			homeClass: patron.homeClassId ? this.#homeClasses.get(patron.homeClassId) : undefined,
			title,
			copy,
			copyState: { copyId: copy.id, open: this.#open.get(copy.id), at: 0 },
			openLoans: this.openLoansOf(patron.id).map((loan) => ({ loan })),
			openFineCents: 0,
			holds: this.holdsOn(title.id)
		};
	}

	#record(copyId: CopyId, body: CopyFactBody, at: Instant): CopyFact {
		this.#operations++;
		const { installationId, accountId } = this.#input.desk;
		const source = { operationId: operationId(installationId, this.#operations), installationId, accountId };
		const fact = { ...body, copyId, at, certain: true, source };
		this.facts.push(fact);
		return fact;
	}
}

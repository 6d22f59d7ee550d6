import { fineCents } from '#lib/domain/circulation/fine.ts';
import { daysBetween } from '#lib/domain/shared/calendar-date.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { HoldId, LoanId, OperationId } from '#lib/domain/shared/ids.ts';
import type { Act } from '#lib/operations/registry.ts';
import { NotRecorded, type App, type Performed } from '../app.ts';
import type { DeskOutcome } from './outcome.ts';

export interface Done {
	readonly outcome: DeskOutcome;
	readonly operationIds: readonly OperationId[];
	/** The acts that would compensate it, in order; absent: cannot be undone. */
	readonly compensation?: readonly Act[] | undefined;
}

type CheckOutInput = Extract<Act, { type: 'check-out' }>['input'];

/** What the desk does with copies and patrons: acts, what they came to, and what would undo them. */
export class DeskWork {
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	async lend(copy: Copy, patron: Patron, options: Pick<CheckOutInput, 'cardNumber' | 'override'>, returnFirst = false): Promise<Done> {
		const loanId = this.#app.newId<LoanId>();
		const checkOut: Act = { type: 'check-out', input: { loanId, copyId: copy.id, patronId: patron.id, ...options } };
		const acts: Act[] = returnFirst ? [{ type: 'check-in', input: { copyId: copy.id } }, checkOut] : [checkOut];
		const fulfilled = this.#app.queries.holdsOf(patron.id).find((line) => line.hold.titleId === copy.titleId)?.hold.id;
		const performed = await this.#perform(acts);
		if (!('ok' in performed)) return { outcome: performed, operationIds: [] };
		if (!performed.ok) return this.#advice(performed, copy, patron, acts, checkOut);
		const title = this.#app.queries.title(copy.titleId);
		const loan = this.#app.queries.copyState(copy.id)?.open;
		const last = performed.operations.at(-1);
		if (!loan || !last) return { outcome: { kind: 'refused', code: 'unknownLoan' }, operationIds: [] };
		return {
			outcome: { kind: 'lent', copy, title, patron, loan, findings: last.decision.findings },
			operationIds: performed.operations.map((operation) => operation.id),
			compensation: this.#undoOf(performed, copy, fulfilled)
		};
	}

	#undoOf(performed: Extract<Performed, { ok: true }>, copy: Copy, holdId?: HoldId, fineId?: LoanId): Act[] {
		return performed.operations
			.map(({ id }, i): Act => ({ type: 'undo', input: { target: id, copyId: copy.id, ...(i === performed.operations.length - 1 && holdId ? { holdId } : {}), ...(fineId ? { fineId } : {}) } }))
			.toReversed();
	}

	#advice(performed: Extract<Performed, { ok: false }>, copy: Copy, patron: Patron, acts: readonly Act[], checkOut: Extract<Act, { type: 'check-out' }>): Done {
		if (performed.code !== 'needsAnswer') {
			return { outcome: { kind: 'refused', code: performed.code, facts: performed.facts }, operationIds: [] };
		}
		const codes = performed.findings.filter((finding) => finding.severity === 'ask').map((finding) => finding.code);
		const override = { codes: [...(checkOut.input.override?.codes ?? []), ...codes] };
		const again: Act = { ...checkOut, input: { ...checkOut.input, loanId: this.#app.newId<LoanId>(), override } };
		const retry = [...acts.slice(0, -1), again];
		const title = this.#app.queries.title(copy.titleId);
		return { outcome: { kind: 'advice', copy, title, patron, findings: performed.findings, retry }, operationIds: [] };
	}

	/** Takes a copy in, whoever had it; puts it aside when somebody waits for the title. */
	async takeIn(copy: Copy): Promise<Done> {
		const { queries } = this.#app;
		const title = queries.title(copy.titleId);
		const before = queries.copyState(copy.id)?.open;
		const alreadyAside = queries.copyLine(copy.id)?.heldFor;
		const hold = alreadyAside ? undefined : queries.nextHoldFor(copy);
		const onShelf = !before && copy.status === 'inService';
		if (onShelf && !hold && !alreadyAside) return { outcome: { kind: 'shown', copy, title }, operationIds: [] };
		// Fetched from the shelf for the pull list: nothing came back, it is only put aside.
		const acts: Act[] = onShelf ? [] : [{ type: 'check-in', input: { copyId: copy.id } }];
		if (hold) acts.push({ type: 'trap-hold', input: { holdId: hold.id, copyId: copy.id } });
		const performed = await this.#perform(acts);
		if (!('ok' in performed)) return { outcome: performed, operationIds: [] };
		if (!performed.ok) return { outcome: { kind: 'refused', code: performed.code, facts: performed.facts }, operationIds: [] };
		const operationIds = performed.operations.map((operation) => operation.id);
		const patron = before?.patronId ? queries.patron(before.patronId) : undefined;
		const daysLate = before ? Math.max(0, daysBetween(before.dueOn, queries.today)) : 0;
		// As it lies on the hold shelf now, with its last day.
		const waiting = queries.copyLine(copy.id)?.heldFor ?? hold ?? alreadyAside;
		const compensation = this.#undoReturn(performed, copy, before, hold?.id);
		if (waiting) {
			const holdPatron = queries.patron(waiting.patronId);
			return { outcome: { kind: 'putAside', copy, title, hold: waiting, holdPatron, patron, daysLate }, operationIds, compensation };
		}
		const loan = queries.copyState(copy.id)?.lastClosed;
		const cents = before && title ? fineCents(queries.school(), title.material, before.dueOn, queries.today) : 0;
		return { outcome: { kind: 'returned', copy, title, patron, loan, daysLate, fineCents: cents }, operationIds, compensation };
	}

	#undoReturn(performed: Extract<Performed, { ok: true }>, copy: Copy, before: OpenLoan | undefined, trapped: HoldId | undefined): Act[] {
		const checkIn = performed.operations[0];
		const release: Act[] = trapped ? [{ type: 'release-hold', input: { holdId: trapped, then: 'waiting' } }] : [];
		if (!checkIn || (trapped && performed.operations.length === 1)) return release;
		const undo: Act = { type: 'undo', input: { target: checkIn.id, copyId: copy.id, ...(before ? { fineId: before.id } : {}) } };
		return [...release, undo];
	}

	async renew(loan: OpenLoan, patron: Patron, codes: readonly PolicyFinding['code'][] = []): Promise<Done> {
		const copy = this.#app.queries.copy(loan.copyId);
		if (!copy) return { outcome: { kind: 'refused', code: 'unknownCopy' }, operationIds: [] };
		const act: Act = { type: 'renew', input: { loanId: loan.id, copyId: copy.id, ...(codes.length > 0 ? { override: { codes: [...codes] } } : {}) } };
		const performed = await this.#perform([act]);
		if (!('ok' in performed)) return { outcome: performed, operationIds: [] };
		const title = this.#app.queries.title(copy.titleId);
		if (!performed.ok) {
			if (performed.code !== 'needsAnswer') return { outcome: { kind: 'refused', code: performed.code, facts: performed.facts }, operationIds: [] };
			const asked = performed.findings.filter((finding) => finding.severity === 'ask').map((finding) => finding.code);
			const retry: Act[] = [{ ...act, input: { ...act.input, override: { codes: asked } } }];
			return { outcome: { kind: 'advice', copy, title, patron, findings: performed.findings, retry }, operationIds: [] };
		}
		const renewed = this.#app.queries.copyState(copy.id)?.open ?? loan;
		return {
			outcome: { kind: 'renewed', copy, title, patron, loan: renewed },
			operationIds: performed.operations.map((operation) => operation.id),
			compensation: this.#undoOf(performed, copy)
		};
	}

	/** Puts loans on the name of the patron who really has them. */
	async move(loans: readonly OpenLoan[], patron: Patron): Promise<Done> {
		const acts = loans.map((loan): Act => ({ type: 'move-loan', input: { loanId: loan.id, copyId: loan.copyId, patronId: patron.id } }));
		const performed = await this.#perform(acts);
		if (!('ok' in performed)) return { outcome: performed, operationIds: [] };
		if (!performed.ok) return { outcome: { kind: 'refused', code: performed.code, facts: performed.facts }, operationIds: [] };
		const operationIds = performed.operations.map((operation) => operation.id);
		return { outcome: { kind: 'moved', count: loans.length, patron }, operationIds };
	}

	/** Performs acts that another part of the desk has put together. */
	async run(acts: readonly Act[], outcome: () => DeskOutcome, compensation?: (performed: Extract<Performed, { ok: true }>) => readonly Act[]): Promise<Done> {
		const performed = await this.#perform(acts);
		if (!('ok' in performed)) return { outcome: performed, operationIds: [] };
		if (!performed.ok) return { outcome: { kind: 'refused', code: performed.code, facts: performed.facts }, operationIds: [] };
		return { outcome: outcome(), operationIds: performed.operations.map((operation) => operation.id), compensation: compensation?.(performed) };
	}

	async #perform(acts: readonly Act[]): Promise<Performed | Extract<DeskOutcome, { kind: 'notRecorded' }>> {
		try {
			return await this.#app.perform(...acts);
		} catch (error) {
			if (error instanceof NotRecorded) return { kind: 'notRecorded', reason: error.reason };
			throw error;
		}
	}
}

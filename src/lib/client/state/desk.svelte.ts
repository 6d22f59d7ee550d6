import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { Card, Patron } from '#lib/domain/people/patron.ts';
import { anyScanning, kindsOfCode } from '#lib/domain/school/scanning.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { App } from '../app.ts';
import { DeskWork, type Done } from '../desk/desk-work.ts';
import { interpret, type ScanMeaning } from '../desk/interpret.ts';
import type { DeskEntry, DeskOutcome } from '../desk/outcome.ts';
import type { LoanLine } from '../view/queries.ts';

/** Lines of the log that stay in sight; older ones are in the records. */
const logLength = 200;

interface LoggedEntry extends DeskEntry {
	readonly compensation?: readonly Act[] | undefined;
}

/** What the desk needs of the session. */
export interface DeskSession {
	readonly app: App | undefined;
	read<T>(ask: (queries: App['queries']) => T): T;
}

/** The one listening input of the desk: who is open, what was scanned, what it came to. */
export class Desk {
	entries: readonly LoggedEntry[] = $state.raw([]);
	/** Every copy is taken in, also while a patron is open. */
	returning = $state(false);
	secondsLeft: number | undefined = $state();
	onOutcome: (entry: DeskEntry) => void = () => {};
	#patronId: PatronId | undefined = $state();
	#cardNumber: string | undefined = $state();
	readonly #session: DeskSession;
	#queue: Promise<unknown> = Promise.resolve();
	#timer: ReturnType<typeof setInterval> | undefined;
	#serial = 0;

	constructor(session: DeskSession) {
		this.#session = session;
	}

	get patron(): Patron | undefined {
		const id = this.#patronId;
		return id === undefined ? undefined : this.#session.read((queries) => queries.patron(id));
	}

	get cardNumber(): string | undefined {
		return this.#cardNumber;
	}

	/**
	 * Scans wait their turn: none is dropped, none is handled twice.
	 * @param as what a person said it is, when the text is a card and a label at once
	 */
	scan(text: string, as?: 'card' | 'copy'): Promise<DeskEntry> {
		return this.#inTurn(() => this.#scan(text, as));
	}

	openPatron(id: PatronId, cardNumber?: string): Promise<DeskEntry> {
		return this.#inTurn(async () => {
			const patron = this.#app.queries.patron(id);
			if (!patron) return this.#log('', done({ kind: 'refused', code: 'unknownPatron' }));
			return this.#log('', this.#opened(patron, cardNumber === undefined ? undefined : this.#app.queries.card(cardNumber)));
		});
	}

	closePatron(): void {
		this.#patronId = undefined;
		this.#cardNumber = undefined;
		this.secondsLeft = undefined;
		clearInterval(this.#timer);
	}

	/** Somebody is busy: the idle clock starts again. */
	touch(): void {
		if (this.#patronId === undefined) return;
		this.secondsLeft = this.#app.queries.school().idleSeconds;
		clearInterval(this.#timer);
		this.#timer = setInterval(() => {
			this.secondsLeft = (this.secondsLeft ?? 1) - 1;
			if (this.secondsLeft <= 0) this.closePatron();
		}, 1000);
	}

	/** Lends after advice: the reasons are set aside, and that is recorded. */
	lendAfterAll(entry: DeskEntry, reason?: string): Promise<DeskEntry> {
		return this.#inTurn(async () => {
			const { outcome } = entry;
			if (outcome.kind !== 'advice') return this.#log(entry.scanned, done({ kind: 'nothingToUndo' }));
			const renewal = outcome.retry.find((each) => each.type === 'renew');
			if (renewal) return this.#renewAfterAll(entry, renewal);
			const act = outcome.retry.find((each) => each.type === 'check-out');
			if (!act?.input.override) return this.#log(entry.scanned, done({ kind: 'nothingToUndo' }));
			const override = { ...act.input.override, ...(reason ? { reason } : {}) };
			const { cardNumber } = act.input;
			const options = { override, ...(cardNumber === undefined ? {} : { cardNumber }) };
			const taken = override.codes.includes('onLoanToOther') || outcome.retry.length > 1;
			return this.#log(entry.scanned, await this.#work.lend(outcome.copy, outcome.patron, options, taken));
		});
	}

	async #renewAfterAll(entry: DeskEntry, act: Extract<Act, { type: 'renew' }>): Promise<DeskEntry> {
		if (entry.outcome.kind !== 'advice') return entry;
		const loan = this.#app.queries.copyState(act.input.copyId)?.open;
		if (!loan) return this.#log(entry.scanned, done({ kind: 'refused', code: 'unknownLoan' }));
		return this.#log(entry.scanned, await this.#work.renew(loan, entry.outcome.patron, act.input.override?.codes));
	}

	/** A copy on another patron's name: it evidently came back, so it is taken in and then lent. */
	returnAndLend(entry: DeskEntry): Promise<DeskEntry> {
		return this.#inTurn(async () => {
			const { outcome } = entry;
			if (outcome.kind !== 'advice') return this.#log(entry.scanned, done({ kind: 'nothingToUndo' }));
			const options = this.#cardNumber === undefined ? {} : { cardNumber: this.#cardNumber };
			return this.#log(entry.scanned, await this.#work.lend(outcome.copy, outcome.patron, options, true));
		});
	}

	undo(entry: DeskEntry): Promise<DeskEntry> {
		return this.#inTurn(() => this.#undo(this.entries.find((each) => each.key === entry.key)));
	}

	undoLast(): Promise<DeskEntry> {
		return this.#inTurn(() => this.#undo(this.entries.find((each) => each.compensation && !each.undone)));
	}

	/** `Laatste scans naar andere leerling`: the last `count` loans that still stand go to another patron. */
	moveLast(count: number, patronId: PatronId): Promise<DeskEntry> {
		return this.#inTurn(async () => {
			const patron = this.#app.queries.patron(patronId);
			if (!patron) return this.#log('', done({ kind: 'refused', code: 'unknownPatron' }));
			const entries = this.movable().slice(0, count);
			const loans = entries.flatMap((entry) => (entry.outcome.kind === 'lent' ? this.#standing(entry.outcome.loan) : []));
			if (loans.length === 0) return this.#log('', done({ kind: 'nothingToUndo' }));
			const moved = await this.#work.move(loans, patron);
			if (moved.outcome.kind === 'moved') this.#patronId = patron.id;
			return this.#log('', moved);
		});
	}

	/** Check-outs of this sitting that can still be moved, newest first. */
	movable(): readonly DeskEntry[] {
		return this.entries.filter((entry) => entry.outcome.kind === 'lent' && !entry.undone && this.#standing(entry.outcome.loan).length > 0);
	}

	renew(line: LoanLine): Promise<DeskEntry> {
		return this.#inTurn(() => this.#renew(line.loan));
	}

	renewAll(): Promise<readonly DeskEntry[]> {
		return this.#inTurn(async () => {
			const id = this.#patronId;
			const entries: DeskEntry[] = [];
			for (const line of id === undefined ? [] : this.#app.queries.loansOf(id)) entries.push(await this.#renew(line.loan));
			return entries;
		});
	}

	/** Acts that a page put together (a new patron, a linked label), logged as one line. */
	perform(scanned: string, acts: readonly Act[], outcome: () => DeskOutcome): Promise<DeskEntry> {
		return this.#inTurn(async () => this.#log(scanned, await this.#work.run(acts, outcome)));
	}

	async #scan(text: string, as?: 'card' | 'copy'): Promise<DeskEntry> {
		const all = interpret(text, this.#app.queries);
		const meaning = as === 'card' ? { ...all, copy: undefined } : as === 'copy' ? { ...all, card: undefined } : all;
		this.touch();
		return this.#log(text, await this.#answer(meaning));
	}

	async #answer(meaning: ScanMeaning): Promise<Done> {
		if (meaning.command) return this.#command(meaning.command);
		if (meaning.card && meaning.copy) return done({ kind: 'unknown', text: meaning.text });
		if (meaning.card) return this.#opened(meaning.card.patron, meaning.card.card);
		if (meaning.copy) return this.#copy(meaning.copy);
		if (meaning.isbn) {
			const { isbn, title } = meaning.isbn;
			const copies = title ? this.#app.queries.copiesOf(title.id).map((line) => line.copy) : [];
			return done({ kind: 'isbn', isbn, title, copies });
		}
		return this.#unknown(meaning.text);
	}

	/** With a patron open a label is expected, without one it may be either; the school may have said how long each is. */
	#unknown(text: string): Done {
		const { label, card } = kindsOfCode(text, this.#app.queries.school().scanning ?? anyScanning);
		if (!label && !card) return done({ kind: 'refused', code: 'unlikelyCode' });
		if (label && (!card || this.#patronId !== undefined)) return done({ kind: 'unknownCopy', barcode: text });
		return done(label ? { kind: 'unknown', text } : { kind: 'unknownCard', number: text });
	}

	async #copy(copy: Parameters<DeskWork['takeIn']>[0]): Promise<Done> {
		const patron = this.#patronId === undefined ? undefined : this.#app.queries.patron(this.#patronId);
		if (!patron || this.returning) return this.#work.takeIn(copy);
		const open = this.#app.queries.copyState(copy.id)?.open;
		if (open?.patronId === patron.id) return this.#work.renew(open, patron);
		return this.#work.lend(copy, patron, this.#cardNumber === undefined ? {} : { cardNumber: this.#cardNumber });
	}

	async #command(command: NonNullable<ScanMeaning['command']>): Promise<Done> {
		if (command === 'close') {
			this.closePatron();
			return done({ kind: 'patronClosed' });
		}
		if (command === 'return') {
			this.returning = !this.returning;
			return done({ kind: 'returnMode', on: this.returning });
		}
		return this.#undoing(this.entries.find((each) => each.compensation && !each.undone));
	}

	#opened(patron: Patron, card: Card | undefined): Done {
		this.#patronId = patron.id;
		this.#cardNumber = card?.id;
		this.touch();
		const findings: PolicyFinding[] = [];
		if (card && card.status !== 'active') findings.push({ code: 'cardNotActive', severity: 'warn', facts: { status: card.status } });
		if (patron.blocked) findings.push({ code: 'patronBlocked', severity: 'warn', facts: { reason: patron.blocked } });
		if (patron.attention) findings.push({ code: 'attention', severity: 'warn', facts: { text: patron.attention } });
		return done({ kind: 'patronOpened', patron, card, findings });
	}

	async #renew(loan: OpenLoan): Promise<DeskEntry> {
		const patron = loan.patronId ? this.#app.queries.patron(loan.patronId) : undefined;
		if (!patron) return this.#log('', done({ kind: 'refused', code: 'unknownPatron' }));
		return this.#log('', await this.#work.renew(loan, patron));
	}

	async #undo(entry: LoggedEntry | undefined): Promise<DeskEntry> {
		return this.#log(entry?.scanned ?? '', await this.#undoing(entry));
	}

	async #undoing(entry: LoggedEntry | undefined): Promise<Done> {
		if (!entry?.compensation || entry.undone || !('copy' in entry.outcome)) return done({ kind: 'nothingToUndo' });
		const { copy, title } = entry.outcome;
		const undone = await this.#work.run(entry.compensation, () => ({ kind: 'undone', copy, title }));
		if (undone.outcome.kind === 'undone') {
			this.entries = this.entries.map((each) => (each.key === entry.key ? { ...each, undone: true } : each));
		}
		return undone;
	}

	#standing(loan: OpenLoan): OpenLoan[] {
		const open = this.#app.queries.copyState(loan.copyId)?.open;
		return open && open.id === loan.id ? [open] : [];
	}

	#log(scanned: string, { outcome, operationIds, compensation }: Done): DeskEntry {
		const entry = { key: String(++this.#serial), at: Date.now(), scanned, outcome, operationIds, undone: false, compensation };
		this.entries = [entry, ...this.entries].slice(0, logLength);
		this.onOutcome(entry);
		return entry;
	}

	get #app(): App {
		if (!this.#session.app) throw new Error('no installation is running');
		return this.#session.app;
	}

	get #work(): DeskWork {
		return new DeskWork(this.#app);
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work, work);
		this.#queue = result.catch(() => undefined);
		return result;
	}
}

function done(outcome: DeskOutcome): Done {
	return { outcome, operationIds: [] };
}

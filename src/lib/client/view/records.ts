import { seriesKey } from '#lib/domain/catalogue/next-in-series.ts';
import { withoutLeadingZeros } from '#lib/domain/people/pupil-number.ts';
import type { RowKind, Rows } from '#lib/protocol/rows.ts';
import { rowKinds } from '#lib/protocol/rows.ts';

type Row<K extends RowKind> = Rows[K];
type KeysOf<K extends RowKind> = (row: Row<K>) => readonly string[];

interface IndexDefinition<K extends RowKind> {
	readonly kind: K;
	readonly keys: KeysOf<K>;
}

function index<K extends RowKind>(kind: K, keys: KeysOf<K>): IndexDefinition<K> {
	return { kind, keys };
}

function some(key: string | null | undefined): readonly string[] {
	return key === null || key === undefined ? [] : [key];
}

/** How rows are found other than by id. Each is kept exact for confirmed and pending rows alike. */
const indexes = {
	copyByBarcode: index('copy', (copy) => [copy.barcode]),
	copiesOfTitle: index('copy', (copy) => [copy.titleId]),
	titleByIsbn: index('title', (title) => title.isbns),
	titlesOfSeries: index('title', (title) => some(seriesKey(title))),
	mergedInto: index('title', (title) => some(title.mergedInto)),
	cardByShortNumber: index('card', (card) => [withoutLeadingZeros(card.id)]),
	cardsOfPatron: index('card', (card) => [card.patronId]),
	patronsOfClass: index('patron', (patron) => some(patron.homeClassId)),
	placesOfGroup: index('groupPlace', (place) => [place.groupId]),
	teachingsOfGroup: index('teaching', (teaching) => [teaching.groupId]),
	lessonsOfGroup: index('lesson', (lesson) => [lesson.groupId]),
	sessionsOfGroup: index('readingSession', (session) => [session.groupId]),
	patronByNumber: index('patron', (patron) => some(patron.pupilNumber)),
	classPupilsOfGroup: index('classPupil', (row) => [row.groupId]),
	classPupilsOfPatron: index('classPupil', (row) => [row.patronId]),
	copiesOfBox: index('boxCopy', (row) => [row.boxId]),
	boxesOfCopy: index('boxCopy', (row) => [row.copyId]),
	lentToPatron: index('copyState', (state) => some(state.open?.patronId)),
	lastLentToPatron: index('copyState', (state) => some(state.lastClosed?.patronId)),
	holdsOnTitle: index('hold', (hold) => [hold.titleId]),
	holdsOfPatron: index('hold', (hold) => [hold.patronId]),
	holdOnCopy: index('hold', (hold) => (hold.status === 'onShelf' ? some(hold.copyId) : [])),
	finesOfPatron: index('fine', (fine) => [fine.patronId]),
	readingsOfPatron: index('readingEntry', (entry) => [entry.patronId]),
	progressOfEntry: index('readingProgress', (step) => [step.entryId]),
	listedByPatron: index('listedTitle', (listed) => [listed.patronId]),
	messagesOnListed: index('listMessage', (message) => [message.listedTitleId]),
	levelsOfPatron: index('readingLevel', (level) => [level.patronId]),
	reviewsOfTitle: index('shownReview', (review) => [review.titleId]),
	votesOnWish: index('wishVote', (vote) => [vote.wishId]),
	rowsWithListed: index('classPupil', (row) => (row.reading?.titles ?? []).map((title) => title.id))
} as const;
type Indexes = typeof indexes;
export type IndexName = keyof Indexes;
type KindOf<I extends IndexName> = Indexes[I]['kind'];

interface Table {
	/** What the server has confirmed. */
	readonly confirmed: Map<string, unknown>;
	/** What pending operations make of it; `null`: gone. */
	readonly pending: Map<string, unknown>;
}

/**
 * Confirmed rows + own pending operations, in memory, with exact indexes.
 * Pending rows lie over confirmed ones and never mix with them, so that a pull needs no undoing.
 */
export class Records {
	#tables = new Map<RowKind, Table>(rowKinds.map((kind) => [kind, { confirmed: new Map(), pending: new Map() }]));
	#indexes = new Map<IndexName, Map<string, Set<string>>>();
	readonly #byKind = new Map<RowKind, { name: IndexName; keys: (row: unknown) => readonly string[] }[]>();
	/** The scope that a row came by, for kinds that pass from scope to scope. */
	givenBy = new Map<string, string>();
	readonly #listeners = new Set<() => void>();
	/** Grows with every change that was announced. */
	version = 0;

	constructor() {
		for (const name of Object.keys(indexes) as IndexName[]) {
			const definition = indexes[name];
			this.#indexes.set(name, new Map());
			const list = this.#byKind.get(definition.kind) ?? [];
			list.push({ name, keys: definition.keys as (row: unknown) => readonly string[] });
			this.#byKind.set(definition.kind, list);
		}
	}

	get<K extends RowKind>(kind: K, id: string): Row<K> | undefined {
		return this.#effective(this.#table(kind), id) as Row<K> | undefined;
	}

	/** The row without what pending operations make of it. */
	confirmed<K extends RowKind>(kind: K, id: string): Row<K> | undefined {
		return this.#table(kind).confirmed.get(id) as Row<K> | undefined;
	}

	/** True while what is shown of this row rests on something the server has not confirmed. */
	isPending(kind: RowKind, id: string): boolean {
		return this.#table(kind).pending.has(id);
	}

	find<I extends IndexName>(name: I, key: string): Row<KindOf<I>>[] {
		const ids = this.#indexes.get(name)?.get(key);
		if (!ids) return [];
		const table = this.#table(indexes[name].kind);
		return Array.from(ids, (id) => this.#effective(table, id) as Row<KindOf<I>>);
	}

	/** Every row of a kind, pending ones included. Linear: not for anything that runs per scan or per keystroke. */
	*all<K extends RowKind>(kind: K): Generator<Row<K>> {
		const { confirmed, pending } = this.#table(kind);
		for (const [id, row] of confirmed) if (!pending.has(id)) yield row as Row<K>;
		for (const row of pending.values()) if (row !== null) yield row as Row<K>;
	}

	count(kind: RowKind): number {
		const { confirmed, pending } = this.#table(kind);
		let count = confirmed.size;
		for (const [id, row] of pending) count += (row === null ? 0 : 1) - (confirmed.has(id) ? 1 : 0);
		return count;
	}

	/** True while nothing confirmed is held. */
	get isEmpty(): boolean {
		return [...this.#tables.values()].every((table) => table.confirmed.size === 0);
	}

	confirm(kind: RowKind, id: string, row: unknown): void {
		const table = this.#table(kind);
		this.#change(kind, id, () => {
			if (row === undefined) table.confirmed.delete(id);
			else table.confirmed.set(id, row);
		});
	}

	/** Lays what a pending operation makes of a row over the confirmed one; `undefined`: gone. */
	overlay(kind: RowKind, id: string, row: unknown): void {
		this.#change(kind, id, () => this.#table(kind).pending.set(id, row ?? null));
	}

	clearOverlay(): void {
		for (const [kind, table] of this.#tables) {
			for (const id of [...table.pending.keys()]) this.#change(kind, id, () => table.pending.delete(id));
		}
	}

	clear(): void {
		for (const table of this.#tables.values()) {
			table.confirmed.clear();
			table.pending.clear();
		}
		for (const entries of this.#indexes.values()) entries.clear();
		this.givenBy.clear();
	}

	/** Takes over everything another view holds, at once: nobody sees a view that is half read. */
	become(other: Records): void {
		this.#tables = other.#tables;
		this.#indexes = other.#indexes;
		this.givenBy = other.givenBy;
	}

	/** Called once after each batch of changes. */
	announce(): void {
		this.version++;
		for (const listener of this.#listeners) listener();
	}

	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#table(kind: RowKind): Table {
		const table = this.#tables.get(kind);
		if (!table) throw new Error(`no table for ${kind}`);
		return table;
	}

	#effective(table: Table, id: string): unknown {
		const pending = table.pending.get(id);
		if (pending !== undefined) return pending === null ? undefined : pending;
		return table.confirmed.get(id);
	}

	#change(kind: RowKind, id: string, apply: () => void): void {
		const table = this.#table(kind);
		const kept = this.#byKind.get(kind);
		if (!kept) return apply();
		const before = this.#effective(table, id);
		apply();
		const after = this.#effective(table, id);
		if (before === after) return;
		for (const { name, keys } of kept) this.#reindex(name, id, before ? keys(before) : [], after ? keys(after) : []);
	}

	#reindex(name: IndexName, id: string, before: readonly string[], after: readonly string[]): void {
		const entries = this.#indexes.get(name);
		if (!entries) return;
		for (const key of before) {
			if (after.includes(key)) continue;
			const ids = entries.get(key);
			ids?.delete(id);
			if (ids?.size === 0) entries.delete(key);
		}
		for (const key of after) {
			const ids = entries.get(key);
			if (ids) ids.add(id);
			else entries.set(key, new Set([id]));
		}
	}
}

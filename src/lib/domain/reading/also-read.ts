import type { Copy } from '../catalogue/title.ts';
import type { PatronId, TitleId } from '../shared/ids.ts';

/** One patron once had one title. */
export interface HadTitle {
	readonly patronId: PatronId;
	readonly titleId: TitleId;
}

/** Which other titles the readers of a title had, the best first. Names titles and nothing else. */
export interface AlsoRead {
	/** The title whose readers these were. */
	readonly id: TitleId;
	/** One to `mostAlsoRead`. */
	readonly titleIds: readonly TitleId[];
}

/**
 * So many patrons must have had both titles. With fewer, whoever knows what some of them had learns what another had;
 * and a friend, a class mate and a parent together still know too few.
 */
export const fewestShared = 5;
/** What fits beside each other on a phone without becoming a list to be worked through. */
export const mostAlsoRead = 4;

/** Collections that stand with one class for a while. */
const ofOneClass: ReadonlySet<Copy['collection']> = new Set(['project', 'libraryBox']);

/** Whether a loan of this copy was somebody's choice. A set or a box for a class would say what that class did. */
export function isChosenFreely({ loanType, collection }: Pick<Copy, 'loanType' | 'collection'>): boolean {
	return loanType !== 'classSet' && !ofOneClass.has(collection);
}

/**
 * For each title what its readers also had, in order of id. A pair weighs shared² ÷ readers of the other, so that titles
 * which everybody reads do not crowd out what belongs together. The same loans in any order, and a loan that comes
 * twice, give the same; one patron more or less only changes pairs that `fewestShared` - 1 others have too. One title at
 * a time, so that a server can do other things in between.
 */
export function* alsoRead(loans: Iterable<HadTitle>): Generator<AlsoRead, void, undefined> {
	const had = numbered(loans);
	const counts = new Uint32Array(had.ids.length);
	const readers = (title: number) => had.readersOf[title]?.length ?? 0;
	for (const [title, id] of had.ids.entries()) {
		const shared = sharedWith(title, had, counts);
		if (shared.length === 0) continue;
		// Crosswise instead of divided: whole numbers come to the same everywhere. Numbers of titles go by id.
		const best = shared.toSorted((a, b) => b.count ** 2 * readers(a.title) - a.count ** 2 * readers(b.title) || b.count - a.count || a.title - b.title);
		yield { id, titleIds: best.slice(0, mostAlsoRead).flatMap((each) => had.ids[each.title] ?? []) };
	}
}

/** Titles with readers enough to be in a pair, by number: counting pairs is most of the work. */
interface Numbered {
	/** In order; the place is the number. */
	readonly ids: readonly TitleId[];
	readonly readersOf: readonly (readonly PatronId[])[];
	readonly titlesOf: ReadonlyMap<PatronId, readonly number[]>;
}

function numbered(loans: Iterable<HadTitle>): Numbered {
	const readers = new Map<TitleId, Set<PatronId>>();
	for (const { patronId, titleId } of loans) {
		const known = readers.get(titleId);
		if (known) known.add(patronId);
		else readers.set(titleId, new Set([patronId]));
	}
	const enough = [...readers].filter(([, each]) => each.size >= fewestShared).toSorted(([a], [b]) => (a < b ? -1 : 1));
	const titlesOf = new Map<PatronId, number[]>();
	for (const [number, [, each]] of enough.entries()) {
		for (const patronId of each) {
			const known = titlesOf.get(patronId);
			if (known) known.push(number);
			else titlesOf.set(patronId, [number]);
		}
	}
	return { ids: enough.map(([id]) => id), readersOf: enough.map(([, each]) => [...each]), titlesOf };
}

interface Shared {
	readonly title: number;
	/** Patrons who had both. */
	readonly count: number;
}

/** The other titles that enough of its readers had. `counts` is room to count in: zeros before and after. */
function sharedWith(title: number, { readersOf, titlesOf }: Numbered, counts: Uint32Array): Shared[] {
	const lists = (readersOf[title] ?? []).map((reader) => titlesOf.get(reader) ?? []);
	for (const list of lists) for (const other of list) counts[other] = (counts[other] ?? 0) + 1;
	const shared: Shared[] = [];
	for (const list of lists) {
		for (const other of list) {
			const count = counts[other] ?? 0;
			counts[other] = 0;
			if (other !== title && count >= fewestShared) shared.push({ title: other, count });
		}
	}
	return shared;
}

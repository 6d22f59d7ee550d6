import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { BoxId, CopyId } from '#lib/domain/shared/ids.ts';
import { boxCopyId, type Box, type BoxCopy, type BoxPlace } from '#lib/domain/stock/box.ts';
import { naturalId } from '../import/natural-id.ts';

export interface DemoBoxes {
	readonly boxes: readonly Box[];
	readonly boxCopies: readonly BoxCopy[];
}

interface Input {
	readonly copies: readonly Copy[];
	readonly facts: readonly CopyFact[];
	readonly holds: Iterable<Hold>;
	/** Not to be touched: what the visitor's own story is told with. */
	readonly reserved: ReadonlySet<CopyId>;
	/** Who a visitor signs in as; keeps the first box. */
	readonly teacher: Patron;
	readonly today: CalendarDate;
}

const owner = 'Bibliotheek Waterrijk';

/**
 * Two boxes of the library: one that stays a while and is kept by a teacher, and one that should have gone back, of which
 * most is packed and two copies are still lent. Made of copies that the school has more of, so that every title stays.
 * @returns the boxes, and all copies with what the boxes make of theirs
 */
export function generateBoxes({ copies, facts, holds, reserved, teacher, today }: Input): DemoBoxes & { readonly copies: Copy[] } {
	const lent = lentNow(facts);
	const held = new Set([...holds].flatMap((hold) => hold.copyId ?? []));
	const firsts = new Set(Map.groupBy(copies, (copy) => copy.titleId).values().map(([first]) => first?.id));
	const free = copies.filter(({ id, status, loanType }) => status === 'inService' && loanType === 'normal' && !firsts.has(id) && !reserved.has(id) && !held.has(id));
	const [out, inside] = [free.filter(({ id }) => lent.has(id)), free.filter(({ id }) => !lent.has(id))];
	const staying: Box = { id: idOf('vrijheid'), name: 'Oorlog en vrijheid', collection: 'rotating', owner, receivedOn: addDays(today, -60), backOn: addDays(today, 75), keeperId: teacher.id };
	const leaving: Box = { id: idOf('natuur'), name: 'Kist Natuur en klimaat', collection: 'libraryBox', owner, receivedOn: addDays(today, -90), backOn: addDays(today, -3) };
	const placed: [Box, BoxPlace, readonly Copy[]][] = [
		[staying, 'received', [...out.slice(0, 4), ...inside.slice(0, 14)]],
		[leaving, 'received', [...out.slice(4, 6), ...inside.slice(14, 15)]],
		[leaving, 'returned', inside.slice(15, 21)]
	];
	const changed = new Map(placed.flatMap(([box, place, of]) => of.map((copy) => [copy.id, inBox(copy, box, place)] as const)));
	return {
		boxes: [staying, leaving],
		boxCopies: placed.flatMap(([box, place, of]) => of.map((copy) => boxCopyOf(box.id, copy.id, place))),
		copies: copies.map((copy) => changed.get(copy.id) ?? copy)
	};
}

function idOf(name: string): BoxId {
	return naturalId<BoxId>('box', owner, name);
}

function boxCopyOf(boxId: BoxId, copyId: CopyId, value: BoxPlace): BoxCopy {
	return { id: boxCopyId(boxId, copyId), boxId, copyId, place: { value, at: 0, by: 'demo' } };
}

function inBox(copy: Copy, { collection, backOn }: Box, place: BoxPlace): Copy {
	return { ...copy, owner, collection, ...(backOn && { backOn }), status: place === 'returned' ? 'withdrawn' : copy.status };
}

/** Facts of one copy stand in order of time. */
function lentNow(facts: readonly CopyFact[]): Set<CopyId> {
	const lent = new Set<CopyId>();
	for (const { copyId, type } of facts) {
		if (type === 'lent') lent.add(copyId);
		else if (type === 'returned') lent.delete(copyId);
	}
	return lent;
}

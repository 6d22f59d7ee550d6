import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { Schema, Tx } from '../db/schema.ts';
import type { ImportedKind } from './imported-kind.ts';

/** Where each kind is pointed at from: a row that one of these names cannot go. */
const pointers: Readonly<Record<ImportedKind, readonly (readonly [table: keyof Schema, column: string])[]>> = {
	homeClass: [['patron', 'home_class_id'], ['teaching', 'group_id'], ['class_pack', 'group_id'], ['read_aloud_round', 'group_id']],
	teachingGroup: [['group_place', 'group_id'], ['teaching', 'group_id'], ['lesson', 'group_id'], ['reading_session', 'group_id'], ['class_pack', 'group_id'], ['read_aloud_round', 'group_id']],
	title: [['copy', 'title_id'], ['hold', 'title_id'], ['review', 'title_id']],
	copy: [['copy_fact', 'copy_id'], ['copy_state', 'copy_id'], ['loan', 'copy_id'], ['hold', 'copy_id'], ['box_copy', 'copy_id']],
	patron: [['card', 'patron_id'], ['loan', 'patron_id'], ['hold', 'patron_id'], ['fine', 'patron_id'], ['copy_state', 'patron_id'], ['account', 'patron_id'], ['group_place', 'patron_id'], ['teaching', 'teacher_id'], ['activation_code', 'patron_id'], ['participation', 'patron_id'], ['patron_merge', 'from_id'], ['patron_merge', 'into_id'], ['reading_entry', 'patron_id'], ['reading_profile', 'patron_id'], ['listed_title', 'patron_id'], ['reading_level', 'patron_id'], ['review', 'patron_id'], ['wish', 'patron_id'], ['wish_vote', 'patron_id']],
	groupPlace: [],
	teaching: [],
	card: []
};

/** A card goes with its patron: while the patron is lent to, the card must still be found. */
const pointersOfHolder = pointers.patron.filter(([table]) => table !== 'card');

/** Those of `ids` that another record needs. */
export async function findInUse(tx: Tx, schoolId: SchoolId, kind: ImportedKind, ids: readonly string[]): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	if (kind === 'card') return cardsOfUsedPatrons(tx, schoolId, ids);
	return findPointed(tx, schoolId, pointers[kind], ids);
}

async function cardsOfUsedPatrons(tx: Tx, schoolId: SchoolId, ids: readonly string[]): Promise<Set<string>> {
	const cards = await tx.selectFrom('card').select(['id', 'patron_id']).where('school_id', '=', schoolId).where('id', 'in', ids).execute();
	const used = await findPointed(tx, schoolId, pointersOfHolder, cards.map((card) => card.patron_id));
	return new Set(cards.filter((card) => used.has(card.patron_id)).map((card) => card.id));
}

async function findPointed(tx: Tx, schoolId: SchoolId, from: (typeof pointers)[ImportedKind], ids: readonly string[]): Promise<Set<string>> {
	const found = new Set<string>();
	if (ids.length === 0) return found;
	for (const [table, column] of from) {
		const rows = await tx
			// The tables are as different as their names; all have a school and the column named above.
			.selectFrom(table as 'card')
			.select(`${column as 'patron_id'} as id`)
			.distinct()
			.where('school_id', '=', schoolId)
			.where(column as 'patron_id', 'in', ids)
			.execute();
		for (const row of rows) found.add(row.id);
	}
	return found;
}

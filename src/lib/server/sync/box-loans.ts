import type { OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { BoxCopy, BoxLoan } from '#lib/domain/stock/box.ts';
import type { BoxId, CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Change } from './change.ts';
import { chunks, type Publication } from './feed.ts';
import { visible } from './visibility.ts';

type LentTo = Pick<BoxLoan, 'givenName' | 'infix' | 'familyName' | 'homeClassName'>;

/** Copies in one round of statements. */
const copiesPerRound = 300;

/**
 * What the keepers of boxes see of these copies now: the loan that stands, with the name to ask for it; nothing once it has
 * ended, once the copy left its box, or of a copy that is in none. Whatever changes a loan, a name or a box ends in this.
 */
export async function boxLoansOf(change: Change, copyIds: Iterable<CopyId>): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const part of chunks([...new Set(copyIds)], copiesPerRound)) publications.push(...(await roundOf(change, part)));
	return publications;
}

export async function loansOfBoxes(change: Change, boxIds: readonly BoxId[]): Promise<Publication[]> {
	if (boxIds.length === 0) return [];
	const rows = await change.tx.selectFrom('box_copy').select('copy_id').where('school_id', '=', change.schoolId).where('box_id', 'in', boxIds).execute();
	return boxLoansOf(change, rows.map((row) => row.copy_id as CopyId));
}

/** Of what these patrons have at home out of a box, for when their name or class changed. */
export async function boxLoansOfPatrons(change: Change, patronIds: readonly PatronId[]): Promise<Publication[]> {
	const copyIds: CopyId[] = [];
	for (const part of chunks(patronIds, copiesPerRound)) {
		const rows = await change.tx
			.selectFrom('copy_state')
			.innerJoin('box_copy', (join) => join.onRef('box_copy.school_id', '=', 'copy_state.school_id').onRef('box_copy.copy_id', '=', 'copy_state.copy_id'))
			.select('copy_state.copy_id')
			.where('copy_state.school_id', '=', change.schoolId)
			.where('copy_state.patron_id', 'in', part)
			.execute();
		copyIds.push(...rows.map((row) => row.copy_id as CopyId));
	}
	return boxLoansOf(change, copyIds);
}

async function roundOf(change: Change, copyIds: readonly CopyId[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const placed = await tx.selectFrom('box_copy').select('body').where('school_id', '=', schoolId).where('copy_id', 'in', copyIds).execute();
	if (placed.length === 0) return [];
	const places = Map.groupBy(placed.map((row) => parseBody<BoxCopy>(row.body)), (row) => row.copyId);
	const open = await listOpenLoans(change, [...places.keys()]);
	return [...places].map(([copyId, rows]): Publication => {
		const box = rows.filter(({ place }) => place.value === 'received').toSorted((a, b) => b.place.at - a.place.at)[0];
		const loan = open.get(copyId);
		const audience = box && loan ? visible('boxLoan', { ...loan, boxId: box.boxId }, change) : new Map();
		return { kind: 'boxLoan', id: copyId, audience };
	});
}

async function listOpenLoans({ tx, schoolId }: Change, copyIds: readonly CopyId[]): Promise<Map<CopyId, Omit<BoxLoan, 'boxId'>>> {
	const loans = await tx
		.selectFrom('loan')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('copy_id', 'in', copyIds)
		.where('returned_at', 'is', null)
		.execute();
	const open = loans.map((row) => parseBody<OpenLoan>(row.body));
	const patrons = await listPatrons(tx, schoolId, open.flatMap(({ patronId }) => patronId ?? []));
	return new Map(
		open.flatMap(({ copyId, patronId, lentAt, dueOn }): [CopyId, Omit<BoxLoan, 'boxId'>][] => {
			const who = patronId && patrons.get(patronId);
			return who ? [[copyId, { id: copyId, copyId, ...who, lentAt, dueOn }]] : [];
		})
	);
}

async function listPatrons(tx: Change['tx'], schoolId: string, ids: readonly PatronId[]) {
	if (ids.length === 0) return new Map<PatronId, LentTo>();
	const rows = await tx
		.selectFrom('patron')
		.leftJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['patron.body', 'home_class.name'])
		.where('patron.school_id', '=', schoolId)
		.where('patron.id', 'in', ids)
		.execute();
	return new Map(
		rows.map(({ body, name }): [PatronId, LentTo] => {
			const { id, givenName, infix, familyName } = parseBody<Patron>(body);
			return [id, { givenName, infix, familyName, ...(name !== null && { homeClassName: name }) }];
		})
	);
}

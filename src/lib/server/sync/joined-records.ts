import type { Kysely } from 'kysely';
import type { Survivors } from '#lib/domain/people/patron-merge.ts';
import { groupPlaceId, teachingId } from '#lib/domain/people/teaching.ts';
import { joined, participationId } from '#lib/domain/programmes/participation.ts';
import { joinedProfile } from '#lib/domain/reading/reading-profile.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { parseBody } from '../db/body.ts';
import type { Schema } from '../db/schema.ts';
import { readSurvivors } from './aliases.ts';
import type { Change } from './change.ts';
import type { Publication } from './feed.ts';
import { visible } from './visibility.ts';

/** What somebody has one of: for each edition, for each group, or at all. */
export const joinedKinds = ['participation', 'readingProfile', 'groupPlace', 'teaching'] as const;
export type JoinedKind = (typeof joinedKinds)[number];

interface Joining<K extends JoinedKind> {
	/** All tables have the same shape as far as this file goes; the name of one stands for any. */
	readonly table: 'participation';
	readonly column: 'patron_id';
	readonly ownerOf: (row: Rows[K]) => string;
	/** The same row as somebody else's. */
	readonly under: (row: Rows[K], owner: string) => Rows[K];
	readonly join: (a: Rows[K], b: Rows[K]) => Rows[K];
}

const joinings: { readonly [K in JoinedKind]: Joining<K> } = {
	participation: {
		table: 'participation',
		column: 'patron_id',
		ownerOf: (row) => row.patronId,
		under: (row, owner) => ({ ...row, id: participationId(row.editionId, owner as PatronId), patronId: owner as PatronId }),
		join: joined
	},
	readingProfile: {
		table: 'reading_profile' as 'participation',
		column: 'patron_id',
		ownerOf: (row) => row.patronId,
		under: (row, owner) => ({ ...row, id: owner as PatronId, patronId: owner as PatronId }),
		join: joinedProfile
	},
	groupPlace: {
		table: 'group_place' as 'participation',
		column: 'patron_id',
		ownerOf: (row) => row.patronId,
		under: (row, owner) => ({ ...row, id: groupPlaceId(row.groupId, owner as PatronId), patronId: owner as PatronId }),
		join: lastWord
	},
	teaching: {
		table: 'teaching' as 'participation',
		column: 'teacher_id' as 'patron_id',
		ownerOf: (row) => row.teacherId,
		under: (row, owner) => ({ ...row, id: teachingId(row.groupId, owner as PatronId), teacherId: owner as PatronId }),
		join: lastWord
	}
};

export function isJoined(kind: string): kind is JoinedKind {
	return joinedKinds.some((each) => each === kind);
}

/**
 * Rows of these people as one sees them: those of patrons who turned out to be one person are one row, under the name that
 * stays. The tables keep every row as it was recorded, so that a merge taken back has nothing to undo.
 */
export async function readJoined<K extends JoinedKind>(db: Kysely<Schema>, schoolId: SchoolId, kind: K, owners: readonly string[]): Promise<Rows[K][]> {
	const survivors = await readSurvivors(db, schoolId);
	return joinRows(kind, await readRecorded(db, schoolId, kind, namesOf(owners, survivors)), survivors);
}

/** The row of this id as one sees it. */
export async function findJoined(db: Kysely<Schema>, schoolId: SchoolId, kind: 'groupPlace' | 'teaching', id: string): Promise<Rows['groupPlace'] | Rows['teaching'] | undefined> {
	const survivors = await readSurvivors(db, schoolId);
	const others = [...survivors].flatMap(([name, stays]) => (id.endsWith(`.${stays}`) ? [id.slice(0, -stays.length) + name] : []));
	const found = await db.selectFrom(joinings[kind].table).select('body').where('school_id', '=', schoolId).where('id', 'in', [id, ...others]).execute();
	const rows = found.map((row) => parseBody<Rows['groupPlace'] & Rows['teaching']>(row.body));
	return others.length === 0 ? rows[0] : joinRows(kind, rows, survivors)[0];
}

/** What the feed must show after these rows were stored: of people who are one, one row and none under another name. */
export async function publicationsOfJoined<K extends JoinedKind>(change: Change, kind: K, rows: readonly Rows[K][], survivors: Survivors): Promise<Publication[]> {
	const { ownerOf, under } = joinings[kind];
	const several = new Set<string>([...survivors].flat());
	const plain = rows.filter((row) => !several.has(ownerOf(row)));
	const owners = [...new Set(rows.map(ownerOf))].filter((owner) => several.has(owner));
	const shown = owners.length === 0 ? [] : await readJoined(change.tx, change.schoolId, kind, owners);
	const names = namesOf(owners, survivors).filter((name) => survivors.has(name as PatronId));
	return [
		...shown.flatMap((row) => names.map((name): Publication => ({ kind, id: under(row, name).id, audience: new Map() }))),
		...[...plain, ...shown].map((row): Publication => ({ kind, id: row.id, audience: visible(kind, row, change) }))
	];
}

/** Every row that was recorded under these names, and each id it may be seen under. */
export async function listRecorded<K extends JoinedKind>({ tx, schoolId }: Change, kind: K, names: readonly string[]): Promise<{ readonly rows: Rows[K][]; readonly ids: Set<string> }> {
	const rows = await readRecorded(tx, schoolId, kind, names);
	return { rows, ids: new Set(rows.flatMap((row) => names.map((name) => joinings[kind].under(row, name).id))) };
}

/** The same rows, each as of who its owner is now. */
export function underSurvivors<K extends JoinedKind>(kind: K, rows: readonly Rows[K][], survivors: Survivors): Rows[K][] {
	const { ownerOf, under } = joinings[kind];
	return rows.map((row) => {
		const stays = survivors.get(ownerOf(row) as PatronId);
		return stays === undefined ? row : under(row, stays);
	});
}

function joinRows<K extends JoinedKind>(kind: K, rows: readonly Rows[K][], survivors: Survivors): Rows[K][] {
	const byId = new Map<string, Rows[K]>();
	for (const row of underSurvivors(kind, rows, survivors)) {
		const other = byId.get(row.id);
		byId.set(row.id, other ? joinings[kind].join(other, row) : row);
	}
	return [...byId.values()];
}

async function readRecorded<K extends JoinedKind>(db: Kysely<Schema>, schoolId: SchoolId, kind: K, names: readonly string[]): Promise<Rows[K][]> {
	if (names.length === 0) return [];
	const { table, column } = joinings[kind];
	const rows = await db.selectFrom(table).select('body').where('school_id', '=', schoolId).where(column, 'in', names).orderBy('id').execute();
	return rows.map((row) => parseBody<Rows[K]>(row.body));
}

/** Every name of these people. */
function namesOf(owners: readonly string[], survivors: Survivors): string[] {
	const now = new Set<string>(owners.map((owner) => survivors.get(owner as PatronId) ?? owner));
	return [...now, ...[...survivors].flatMap(([name, stays]) => (now.has(stays) ? [name] : []))];
}

function lastWord<T extends { readonly at: number; readonly active: boolean }>(a: T, b: T): T {
	if (a.at !== b.at) return a.at > b.at ? a : b;
	return a.active ? a : b;
}

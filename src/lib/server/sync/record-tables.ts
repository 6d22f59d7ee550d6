import { endingOf } from '#lib/domain/reading/reading-entry.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import type { Schema } from '../db/schema.ts';

/** Kinds that are written as whole rows; the others follow from a copy's history. */
export interface Records {
	homeClass: Rows['homeClass'];
	teachingGroup: Rows['teachingGroup'];
	title: Rows['title'];
	copy: Rows['copy'];
	patron: Rows['patron'];
	photo: Rows['photo'];
	groupPlace: Rows['groupPlace'];
	teaching: Rows['teaching'];
	lesson: Rows['lesson'];
	readingSession: Rows['readingSession'];
	card: Rows['card'];
	hold: Rows['hold'];
	fine: Rows['fine'];
	edition: Rows['edition'];
	participation: Rows['participation'];
	readAloudRound: Rows['readAloudRound'];
	classPack: Rows['classPack'];
	titleList: Rows['titleList'];
	box: Rows['box'];
	boxCopy: Rows['boxCopy'];
	readingEntry: Rows['readingEntry'];
	readingProgress: Rows['readingProgress'];
	readingProfile: Rows['readingProfile'];
	listedTitle: Rows['listedTitle'];
	listMessage: Rows['listMessage'];
	readingLevel: Rows['readingLevel'];
	review: Rows['review'];
	wish: Rows['wish'];
	wishVote: Rows['wishVote'];
}
export type RecordKind = keyof Records;

/** Parents before children, so that foreign keys hold at every moment. */
export const recordOrder = [
	'homeClass',
	'teachingGroup',
	'title',
	'copy',
	'patron',
	'photo',
	'groupPlace',
	'teaching',
	'lesson',
	'readingSession',
	'card',
	'hold',
	'fine',
	'edition',
	'participation',
	'readAloudRound',
	'classPack',
	'titleList',
	'box',
	'boxCopy',
	'readingEntry',
	'readingProgress',
	'readingProfile',
	'listedTitle',
	'listMessage',
	'readingLevel',
	'review',
	'wish',
	'wishVote'
] as const satisfies RecordKind[];

/** Kinds that belong to one patron and have nothing to say without one, with their tables; children first. */
export const ownedByPatron = [
	['fine', 'fine'],
	['hold', 'hold'],
	['review', 'review'],
	['wishVote', 'wish_vote'],
	['card', 'card'],
	['groupPlace', 'group_place'],
	['photo', 'photo']
] as const satisfies readonly (readonly [RecordKind, keyof Schema])[];

interface RecordTable<K extends RecordKind> {
	/** All tables have the same shape as far as this file goes; the name of one stands for any. */
	readonly table: 'patron';
	readonly columns: (row: Records[K]) => Readonly<Record<string, string | number | null>>;
}

export const recordTables: { readonly [K in RecordKind]: RecordTable<K> } = {
	homeClass: { table: 'home_class' as 'patron', columns: (row) => ({ name: row.name }) },
	teachingGroup: { table: 'teaching_group' as 'patron', columns: (row) => ({ name: row.name }) },
	title: { table: 'title' as 'patron', columns: () => ({}) },
	copy: {
		table: 'copy' as 'patron',
		columns: (row) => ({ title_id: row.titleId, barcode: row.barcode, status: row.status })
	},
	patron: {
		table: 'patron',
		columns: (row) => ({ home_class_id: row.homeClassId ?? null, pupil_number: row.pupilNumber ?? null })
	},
	photo: { table: 'photo' as 'patron', columns: (row) => ({ patron_id: row.id }) },
	groupPlace: {
		table: 'group_place' as 'patron',
		columns: (row) => ({ group_id: row.groupId, patron_id: row.patronId, active: Number(row.active) })
	},
	teaching: {
		table: 'teaching' as 'patron',
		columns: (row) => ({ group_id: row.groupId, teacher_id: row.teacherId, active: Number(row.active) })
	},
	lesson: { table: 'lesson' as 'patron', columns: classActColumns },
	readingSession: { table: 'reading_session' as 'patron', columns: classActColumns },
	card: { table: 'card' as 'patron', columns: (row) => ({ patron_id: row.patronId, status: row.status }) },
	hold: {
		table: 'hold' as 'patron',
		columns: (row) => ({
			title_id: row.titleId,
			patron_id: row.patronId,
			status: row.status,
			copy_id: row.copyId ?? null,
			placed_at: row.placedAt
		})
	},
	fine: {
		table: 'fine' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, cents: row.cents, settled_cents: row.settledCents })
	},
	edition: { table: 'edition' as 'patron', columns: () => ({}) },
	participation: {
		table: 'participation' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, patron_id: row.patronId })
	},
	readAloudRound: {
		table: 'read_aloud_round' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, group_id: row.groupId })
	},
	classPack: {
		table: 'class_pack' as 'patron',
		columns: (row) => ({ edition_id: row.editionId, group_id: row.groupId })
	},
	titleList: { table: 'title_list' as 'patron', columns: () => ({}) },
	box: { table: 'box' as 'patron', columns: (row) => ({ keeper_id: row.keeperId ?? null }) },
	boxCopy: { table: 'box_copy' as 'patron', columns: (row) => ({ box_id: row.boxId, copy_id: row.copyId }) },
	readingEntry: {
		table: 'reading_entry' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, ended: endingOf(row)?.how ?? null, ended_on: endingOf(row)?.on ?? null })
	},
	readingProgress: {
		table: 'reading_progress' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, entry_id: row.entryId })
	},
	readingProfile: { table: 'reading_profile' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	listedTitle: { table: 'listed_title' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	listMessage: {
		table: 'list_message' as 'patron',
		columns: (row) => ({ patron_id: row.patronId, listed_title_id: row.listedTitleId })
	},
	readingLevel: { table: 'reading_level' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	review: { table: 'review' as 'patron', columns: (row) => ({ patron_id: row.patronId, title_id: row.titleId }) },
	wish: { table: 'wish' as 'patron', columns: (row) => ({ patron_id: row.patronId }) },
	wishVote: { table: 'wish_vote' as 'patron', columns: (row) => ({ patron_id: row.patronId, wish_id: row.wishId }) }
};

function classActColumns({ groupId, on, active }: Records['lesson' | 'readingSession']) {
	return { group_id: groupId, held_on: on, active: Number(active) };
}

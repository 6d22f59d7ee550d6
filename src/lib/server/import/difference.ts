import { isDeepStrictEqual } from 'node:util';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { mostDifferences } from '#lib/protocol/imports.ts';
import type { ImportedRow } from './import-jobs.ts';
import type { ImportedKind } from './imported-kind.ts';

/** One record that an import would make or change. */
export interface Difference {
	readonly kind: ImportedKind;
	readonly id: string;
	readonly change: 'created' | 'changed';
	/** As a person recognises it. */
	readonly name: string;
	/** Of a changed record: its fields that differ, as text; empty where there is nothing. */
	readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/** What people, classes and groups are called, by id. */
export function namesOfPeople(rows: readonly ImportedRow[]): Map<string, string> {
	return new Map(
		rows.flatMap((each): (readonly [string, string])[] => {
			if (each.kind === 'patron') return [[each.row.id, spokenName(each.row)]];
			return each.kind === 'homeClass' || each.kind === 'teachingGroup' ? [[each.row.id, each.row.name]] : [];
		})
	);
}

/** How many rows of each kind the school did not have. */
export function createdOfKinds(rows: readonly ImportedRow[], before: ReadonlyMap<string, ImportedRow>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const row of rows) if (!before.has(rowKey(row))) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
	return counts;
}

/**
 * The first `mostDifferences` of them: nobody reads more, and to write out fifty thousand would hold up the desks.
 * @param before rows the school has, by kind and id (`rowKey`); `known`: names of what rows point to, by id
 */
export function differencesOf(rows: readonly ImportedRow[], before: ReadonlyMap<string, ImportedRow>, known: ReadonlyMap<string, string> = new Map()): Difference[] {
	const titles = rows.flatMap((each) => (each.kind === 'title' ? [[each.row.id as string, each.row.title] as const] : []));
	const names = new Map([...known, ...titles]);
	return rows.slice(0, mostDifferences).map((each) => {
		const old = before.get(rowKey(each));
		return { kind: each.kind, id: each.row.id, change: old ? 'changed' : 'created', name: nameOf(each, names), fields: old ? fieldsOf(old.row, each.row) : [] };
	});
}

export function rowKey({ kind, row }: ImportedRow): string {
	return `${kind} ${row.id}`;
}

function nameOf({ kind, row }: ImportedRow, names: ReadonlyMap<string, string>): string {
	if (kind === 'title') return [row.title, row.authors[0], row.year].filter(Boolean).join(' · ');
	if (kind === 'copy') return [row.barcode, names.get(row.titleId)].filter(Boolean).join(' · ');
	if (kind === 'patron') return [row.pupilNumber, spokenName(row)].filter(Boolean).join(' · ');
	if (kind === 'groupPlace') return [names.get(row.groupId), names.get(row.patronId)].filter(Boolean).join(' · ');
	if (kind === 'teaching') return [names.get(row.groupId), names.get(row.teacherId)].filter(Boolean).join(' · ');
	return kind === 'card' ? row.id : row.name;
}

function fieldsOf(before: object, after: object): Difference['fields'] {
	const [old, fresh] = [Object.entries(before), Object.entries(after)].map((entries) => new Map<string, unknown>(entries));
	const names = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])];
	return names
		.filter((field) => !isDeepStrictEqual(old?.get(field), fresh?.get(field)))
		.map((field) => ({ field, before: textOf(old?.get(field)), after: textOf(fresh?.get(field)) }));
}

function textOf(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map(textOf).join('; ');
	return typeof value === 'string' ? value : JSON.stringify(value);
}

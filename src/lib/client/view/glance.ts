import { idsIn } from '#lib/protocol/forgotten.ts';
import type { RowKind } from '#lib/protocol/rows.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { DataStore } from '../db/ports.ts';
import { confirmRows } from './confirmed-rows.ts';
import type { Records } from './records.ts';

/*
 * What a person sees first. Reading a catalogue of 20,000 titles takes a slow phone seconds; one's own rows and the few
 * of the catalogue that these name take almost nothing. The few are set aside beside the scopes each time the app was open.
 */

/** Kinds of the catalogue, which tell of no person. */
const named = ['title', 'copy', 'availability', 'homeClass'] as const satisfies readonly RowKind[];

const isOwn = (scope: string) => /^(?:pat|dev):/.test(scope);
const isOfGlance = (scope: string) => isOwn(scope) || scope.startsWith('prg:');

/** Reads what was set aside, and over it one's own rows and the programmes as they are now. */
export async function readGlance(data: DataStore, records: Records): Promise<void> {
	confirmRows(records, await data.aside(), 'aside');
	await data.read((scope, rows) => confirmRows(records, rows, scope), isOfGlance);
}

/**
 * Sets aside the school and what of the catalogue is named by one's own rows and operations, or by what these name;
 * writes nothing when the same rows stand aside already.
 * @param records a view of everything
 */
export async function keepGlance(data: DataStore, records: Records, operations: readonly Operation[]): Promise<void> {
	const ids = new Set(operations.flatMap(({ payload }) => idsIn(payload)));
	await data.read((_scope, rows) => {
		for (const row of rows) for (const id of row.d ? [] : [row.id, ...idsIn(row.b)]) ids.add(id);
	}, isOwn);
	const rows: WireRow[] = [...records.all('school')].map((school) => ({ k: 'school', id: school.id, s: 0, b: school }));
	// A set hands out what is added while it is gone through: a copy names its title, a merged title the one that stays.
	for (const id of ids) {
		for (const k of named) {
			const b = records.confirmed(k, id);
			if (b === undefined) continue;
			rows.push({ k, id, s: 0, b });
			for (const inner of idsIn(b)) ids.add(inner);
		}
	}
	if (JSON.stringify(rows) !== JSON.stringify(await data.aside())) await data.setAside(rows);
}

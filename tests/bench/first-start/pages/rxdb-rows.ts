import { createRxDatabase, type RxJsonSchema } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { WireRow } from '#lib/protocol/sync.ts';
import { watchMainThread } from '../../support/main-thread-probe.ts';
import type { PeerMeasured } from './measured.ts';
import { fetchPacks, readPack } from './packs.ts';

type Row = { id: string } & Record<string, unknown>;

/** RxDB indexes only what every record has, so there are fewer indexes here than in the Dexie peer. */
const indexes: Readonly<Record<string, readonly string[]>> = {
	school: [],
	title: ['title', 'material'],
	copy: ['barcode', 'titleId', 'status', 'loanType'],
	availability: [],
	patron: ['familyName', 'category'],
	homeClass: ['name'],
	card: ['patronId', 'status'],
	copyState: ['copyId'],
	staff: [],
	installation: []
};

function schemaOf(indexed: readonly string[]): RxJsonSchema<Row> {
	const text = { type: 'string', maxLength: 500 } as const;
	return {
		version: 0,
		primaryKey: 'id',
		type: 'object',
		properties: { id: { type: 'string', maxLength: 100 }, ...Object.fromEntries(indexed.map((name) => [name, text])) },
		required: ['id', ...indexed],
		indexes: [...indexed]
	};
}

async function rxdbRows(files: readonly string[]): Promise<PeerMeasured> {
	const probe = watchMainThread();
	const began = performance.now();
	const database = await createRxDatabase({ name: 'rxdb-rows', storage: getRxStorageDexie(), multiInstance: false });
	const collections = await database.addCollections(
		Object.fromEntries(Object.entries(indexes).map(([kind, indexed]) => [kind.toLowerCase(), { schema: schemaOf(indexed) }]))
	);
	let rows = 0;
	await fetchPacks(files, async (bytes) => {
		const pack = await readPack(bytes);
		for (const [kind, ofKind] of Map.groupBy(pack, (row: WireRow) => row.k)) {
			const { success } = (await collections[kind.toLowerCase()]?.bulkInsert(ofKind.map((row) => row.b as Row))) ?? { success: [] };
			rows += success.length;
		}
	});
	const usable = performance.now() - began;
	await database.close();
	return { usable, rows, blocked: await probe.stop() };
}

declare global {
	var firstStartOfRxdb: typeof rxdbRows;
}
globalThis.firstStartOfRxdb = rxdbRows;

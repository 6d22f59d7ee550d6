import type { ClosedLoan, Loan } from '#lib/domain/circulation/loan.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import type { Known } from '#lib/protocol/privacy.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { findNeeds, findPerson, type Person } from './forget-jobs.ts';
import { mentions } from './mentions.ts';

type Part = Known['parts'][number];
type Value = Part['rows'][number][string];

/** Kinds that are told in full below; what else a person's own scope holds is told as it is. */
const toldApart = new Set(['patron', 'copyState', 'loan', 'hold', 'fine', 'homeClass']);

/** The reading log, and what it would like to have bought: staff who look up a person for somebody do not read it; the pupil exports it itself. */
const forReaderOnly = new Set(['readingEntry', 'readingProgress', 'readingProfile', 'wishVote']);

/**
 * Everything the records say about one person.
 * @param own asked by the person: what staff note for each other stays out
 * @throws RequestFailure `notFound`
 */
export async function knownOfPatron(database: OpenDatabase, schoolId: SchoolId, patronId: PatronId, own: boolean): Promise<Known> {
	return readTogether(database, async (db) => {
		const tx = db as unknown as Tx;
		const person = await findPerson(tx, schoolId, patronId);
		const parts = [
			await patronPart(tx, person, own),
			await cardsPart(tx, person),
			await accountPart(tx, person),
			await loansPart(tx, person),
			await holdsPart(tx, person),
			await finesPart(tx, person),
			...(await otherParts(tx, person, own)),
			await operationsPart(tx, person),
			...(own ? [] : [await incidentsPart(tx, person), await importsPart(tx, person)])
		];
		return { patronId, at: database.clock(), parts: parts.filter((part) => part.rows.length > 0), needs: await findNeeds(tx, person) };
	});
}

/** As many plain fields as a record has; what is made of several parts stands as JSON. */
function plain(row: object): Record<string, Value> {
	const fields = Object.entries(row).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : (value as Value)]));
}

async function patronPart(tx: Tx, { schoolId, patronIds: [id = ''] }: Person, own: boolean): Promise<Part> {
	const row = await tx
		.selectFrom('patron')
		.leftJoin('home_class', (join) => join.onRef('home_class.school_id', '=', 'patron.school_id').onRef('home_class.id', '=', 'patron.home_class_id'))
		.select(['patron.body', 'home_class.name'])
		.where('patron.school_id', '=', schoolId)
		.where('patron.id', '=', id)
		.executeTakeFirstOrThrow();
	const { homeClassId: _class, attention, ...patron } = parseBody<Rows['patron']>(row.body);
	const extra = { ...(row.name !== null && { homeClass: row.name }), ...(!own && attention !== undefined && { attention }) };
	return { kind: 'patron', rows: [plain({ ...patron, ...extra })] };
}

async function cardsPart(tx: Tx, { schoolId, patronIds }: Person): Promise<Part> {
	const rows = await tx.selectFrom('card').select(['id', 'status']).where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	return { kind: 'card', rows: rows.map(({ id, status }) => ({ number: id, status })) };
}

async function accountPart(tx: Tx, { accountIds }: Person): Promise<Part> {
	if (accountIds.length === 0) return { kind: 'account', rows: [] };
	const accounts = await tx.selectFrom('account').selectAll().where('id', 'in', accountIds).execute();
	const phones = await tx.selectFrom('installation').select(['name', 'registered_at', 'last_contact']).where('account_id', 'in', accountIds).execute();
	return {
		kind: 'account',
		rows: [
			...accounts.map((row) => ({ loginName: row.name, name: row.display_name, createdAt: row.created_at })),
			...phones.map((row) => ({ installation: row.name, registeredAt: row.registered_at, lastContactAt: row.last_contact }))
		]
	};
}

async function loansPart(tx: Tx, { schoolId, patronIds }: Person): Promise<Part> {
	const rows = await tx
		.selectFrom('loan')
		.innerJoin('copy', (join) => join.onRef('copy.school_id', '=', 'loan.school_id').onRef('copy.id', '=', 'loan.copy_id'))
		.innerJoin('title', (join) => join.onRef('title.school_id', '=', 'copy.school_id').onRef('title.id', '=', 'copy.title_id'))
		.select(['loan.body as loan', 'copy.barcode', 'title.body as title'])
		.where('loan.school_id', '=', schoolId)
		.where('loan.patron_id', 'in', patronIds)
		.orderBy('loan.lent_at', 'desc')
		.execute();
	return {
		kind: 'loan',
		rows: rows.map((row) => {
			const loan = parseBody<Loan & Partial<ClosedLoan>>(row.loan);
			const { title } = parseBody<Rows['title']>(row.title);
			return plain({ title, barcode: row.barcode, lentAt: loan.lentAt, dueOn: loan.dueOn, renewals: loan.renewals, returnedAt: loan.returnedAt });
		})
	};
}

async function holdsPart(tx: Tx, { schoolId, patronIds }: Person): Promise<Part> {
	const rows = await tx
		.selectFrom('hold')
		.innerJoin('title', (join) => join.onRef('title.school_id', '=', 'hold.school_id').onRef('title.id', '=', 'hold.title_id'))
		.select(['hold.status', 'hold.placed_at', 'title.body'])
		.where('hold.school_id', '=', schoolId)
		.where('hold.patron_id', 'in', patronIds)
		.orderBy('hold.placed_at', 'desc')
		.execute();
	return { kind: 'hold', rows: rows.map((row) => ({ title: parseBody<Rows['title']>(row.body).title, placedAt: row.placed_at, status: row.status })) };
}

async function finesPart(tx: Tx, { schoolId, patronIds }: Person): Promise<Part> {
	const rows = await tx.selectFrom('fine').select(['cents', 'settled_cents']).where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	return { kind: 'fine', rows: rows.map((row) => ({ cents: row.cents, settledCents: row.settled_cents })) };
}

/** What later parts of the app keep for a person reaches the person's phone, and is told from there. */
async function otherParts(tx: Tx, { schoolId, patronIds }: Person, isOwn: boolean): Promise<Part[]> {
	const own = patronIds.map((id) => scopes.patron(id as PatronId) as string);
	const rows = await tx
		.selectFrom('feed')
		.select(['kind', 'body'])
		.where('school_id', '=', schoolId)
		.where('scope', 'in', own)
		.where('deleted', '=', 0)
		.orderBy('kind')
		.orderBy('id')
		.execute();
	const others = Map.groupBy(rows.filter((row) => !toldApart.has(row.kind) && (isOwn || !forReaderOnly.has(row.kind))), (row) => row.kind);
	return [...others].map(([kind, ofKind]) => ({ kind, rows: ofKind.map((row) => plain(parseBody<object>(row.body ?? '{}'))) }));
}

async function operationsPart(tx: Tx, { schoolId, texts, accountIds }: Person): Promise<Part> {
	const rows = await tx
		.selectFrom('operation')
		.leftJoin('installation', 'installation.id', 'operation.installation_id')
		.select(['operation.type', 'operation.corrected_at', 'operation.status', 'operation.payload', 'installation.name', 'installation.kind'])
		.where('operation.school_id', '=', schoolId)
		.where((eb) => eb.or([eb(mentions('operation.payload', texts), '=', eb.lit(true)), ...(accountIds.length > 0 ? [eb('operation.actor_id', 'in', accountIds)] : [])]))
		.orderBy('operation.seq', 'desc')
		.execute();
	return {
		kind: 'operation',
		rows: rows.map((row) => plain({ act: row.type, happenedAt: row.corrected_at, installation: row.name, status: row.status, contents: row.payload }))
	};
}

async function incidentsPart(tx: Tx, { schoolId, texts }: Person): Promise<Part> {
	const rows = await tx.selectFrom('incident').select(['kind', 'raised_at', 'settled']).where('school_id', '=', schoolId).where(mentions('body', texts)).execute();
	return { kind: 'incident', rows: rows.map((row) => ({ incident: row.kind, raisedAt: row.raised_at, settled: row.settled === 1 })) };
}

async function importsPart(tx: Tx, { schoolId, texts }: Person): Promise<Part> {
	const rows = await tx
		.selectFrom('import_row')
		.innerJoin('import_run', (join) => join.onRef('import_run.school_id', '=', 'import_row.school_id').onRef('import_run.id', '=', 'import_row.import_id'))
		.select(['import_run.file_name', 'import_run.started_at', 'import_row.kind', 'import_row.after'])
		.where('import_row.school_id', '=', schoolId)
		.where(mentions('import_row.after', texts))
		.execute();
	return { kind: 'import', rows: rows.map((row) => ({ file: row.file_name, importedAt: row.started_at, record: row.kind, contents: row.after })) };
}

import type { ClosedLoan } from '#lib/domain/circulation/loan.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { auditPage, type Audit, type AuditAsked } from '#lib/protocol/audit.ts';
import { mayUseDesk } from '../auth/installations.ts';
import { parseBody } from '../db/body.ts';
import { readTogether, type OpenDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';

type Entry = Audit['entries'][number];

/** Who did what, where and when, with what result; newest first, a page at a time. @throws RequestFailure `notAllowed` */
export function readAudit(database: OpenDatabase, session: ServerSession, { about, before }: AuditAsked): Promise<Audit> {
	if (!mayUseDesk(session)) throw new RequestFailure('notAllowed');
	return readTogether(database, async (db) => {
		const rows = await operationsAbout(db as unknown as Tx, session.schoolId, about, before ?? Number.MAX_SAFE_INTEGER);
		const page = rows.slice(0, auditPage);
		const last = page.at(-1);
		return { entries: page.map(entryOf), ...(rows.length > auditPage && last && { next: last.seq }) };
	});
}

function operations(tx: Tx, schoolId: SchoolId, before: number) {
	return tx
		.selectFrom('operation')
		.leftJoin('installation', 'installation.id', 'operation.installation_id')
		.leftJoin('account', 'account.id', 'operation.actor_id')
		.selectAll('operation')
		.select(['installation.name as installation', 'account.display_name as actor'])
		.where('operation.school_id', '=', schoolId)
		.where('operation.seq', '<', before)
		.orderBy('operation.seq', 'desc')
		.limit(auditPage + 1);
}

type Row = Awaited<ReturnType<ReturnType<typeof operations>['execute']>>[number];

async function operationsAbout(tx: Tx, schoolId: SchoolId, about: AuditAsked['about'], before: number): Promise<Row[]> {
	if ('installationId' in about) return operations(tx, schoolId, before).where('operation.installation_id', '=', about.installationId).execute();
	const [kind, id] = 'copyId' in about ? (['copy', about.copyId] as const) : (['patron', about.patronId] as const);
	const named = await operations(tx, schoolId, before)
		.innerJoin('operation_subject', (join) =>
			join.onRef('operation_subject.installation_id', '=', 'operation.installation_id').onRef('operation_subject.n', '=', 'operation.n')
		)
		.where('operation_subject.school_id', '=', schoolId)
		.where('operation_subject.kind', '=', kind)
		.where('operation_subject.subject_id', '=', id)
		.execute();
	const ended = kind === 'patron' ? await endingsOf(tx, schoolId, id, before) : [];
	const byId = new Map([...named, ...ended].map((row) => [`${row.installation_id}:${row.n}`, row]));
	return [...byId.values()].toSorted((a, b) => b.seq - a.seq).slice(0, auditPage + 1);
}

/** A return names the copy only; that it ended this patron's loan stands in the loan. */
async function endingsOf(tx: Tx, schoolId: SchoolId, patronId: string, before: number): Promise<Row[]> {
	const loans = await tx
		.selectFrom('loan')
		.select('body')
		.where('school_id', '=', schoolId)
		.where('patron_id', '=', patronId)
		.where('returned_at', 'is not', null)
		.orderBy('returned_at', 'desc')
		.limit(400)
		.execute();
	const ends = loans.map((row) => parseBody<ClosedLoan>(row.body).endedBy.operationId);
	const byInstallation = Map.groupBy(ends, (id) => id.slice(0, id.lastIndexOf(':')));
	const found: Row[] = [];
	for (const [installationId, ids] of byInstallation) {
		const numbers = ids.map((id) => Number(id.slice(id.lastIndexOf(':') + 1))).filter(Number.isInteger);
		if (numbers.length === 0) continue;
		found.push(...(await operations(tx, schoolId, before).where('operation.installation_id', '=', installationId).where('operation.n', 'in', numbers).execute()));
	}
	return found;
}

function entryOf(row: Row): Entry {
	return {
		id: `${row.installation_id}:${row.n}`,
		seq: row.seq,
		type: row.type,
		...(row.actor !== null && { actor: row.actor }),
		installation: row.installation ?? '',
		happenedAt: row.corrected_at,
		receivedAt: row.received_at,
		correction: row.corrected_at - row.device_at,
		certain: row.certain === 1,
		status: row.status,
		codes: JSON.parse(row.codes) as string[],
		names: row.payload === null ? {} : namesIn(JSON.parse(row.payload)),
		blanked: row.payload === null
	};
}

/** Ids that have a name on the desk's screens; nothing else of a payload leaves here. */
function namesIn(payload: unknown): Entry['names'] {
	if (typeof payload !== 'object' || payload === null) return {};
	const given = payload as Record<string, unknown>;
	const pick = (name: string, value: unknown) => (typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {});
	const inner = (name: string, field: string) => (given[name] as Record<string, unknown> | undefined)?.[field];
	return {
		...pick('copyId', given.copyId ?? inner('copy', 'id')),
		...pick('patronId', given.patronId ?? inner('patron', 'id') ?? inner('answer', 'holder')),
		...pick('titleId', given.titleId ?? inner('copy', 'titleId')),
		...pick('id', given.id),
		...pick('cents', given.cents)
	};
}

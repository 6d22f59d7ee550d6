import { isDeskStaff } from '#lib/domain/people/role.ts';
import type { School } from '#lib/domain/school/school.ts';
import { importAskedSchema, largestImport, type ApplyAnswer, type PlanAnswer, type Unreadable } from '#lib/protocol/imports.ts';
import type { OpenDatabase } from '../db/open.ts';
import { parseBody } from '../db/body.ts';
import { RequestFailure } from '../failure.ts';
import type { ServerSession } from '../session.ts';
import { applyImport } from './apply-import.ts';
import type { ColumnGuess } from './column-guess.ts';
import { ImportFailure } from './import-report.ts';
import { planImport, type ImportPlan } from './plan-import.ts';

/** @throws RequestFailure `notAllowed` for whoever may not change a school's records */
export function requireImporter(session: ServerSession): ServerSession {
	if (!isDeskStaff(session)) throw new RequestFailure('notAllowed');
	return session;
}

/** Rehearses the file in a request. Nothing is kept of it. */
export async function answerPlan(database: OpenDatabase, session: ServerSession, request: Request): Promise<PlanAnswer> {
	return readable(async () => {
		const { plan } = await planAsked(database, session, request);
		const { kind, format, origin, report, changes, createdOfKind, proposals, columns } = plan;
		return { kind, format, origin, report, changes, createdOfKind: { ...createdOfKind }, proposals: [...proposals], differences: plan.differences.map((each) => ({ ...each, fields: [...each.fields] })), columns: asSent(columns) };
	});
}

/** Takes the file in a request in: it is rehearsed once more, against the school as it is now. */
export async function answerApply(database: OpenDatabase, session: ServerSession, request: Request): Promise<ApplyAnswer> {
	return readable(async () => {
		const { plan, school, asked, fileName } = await planAsked(database, session, request);
		const importId = await applyImport(database, school.id, plan, { fileName, accountId: session.accountId, importId: asked.importId, accepted: new Set(asked.accepted) });
		return { importId, changes: plan.changes };
	});
}

async function planAsked(database: OpenDatabase, session: ServerSession, request: Request) {
	const { asked, content, fileName } = await readForm(request);
	const school = await schoolOf(database, session);
	const choices = { accepted: new Set(asked.accepted), columns: asked.columns };
	const plan: ImportPlan = await planImport(database, school, { kind: asked.kind, category: asked.category, content }, choices);
	return { plan, school, asked, fileName };
}

/** @throws RequestFailure `badRequest`, `tooLarge` */
async function readForm(request: Request) {
	if (Number(request.headers.get('content-length') ?? 0) > largestImport + 4 * 1024 * 1024) throw new RequestFailure('tooLarge', { limit: largestImport });
	const form = await request.formData().catch(() => undefined);
	const [file, text] = [form?.get('file'), form?.get('asked')];
	if (!(file instanceof File) || typeof text !== 'string') throw new RequestFailure('badRequest');
	if (file.size > largestImport) throw new RequestFailure('tooLarge', { limit: largestImport });
	const asked = importAskedSchema.safeParse(parseJson(text));
	if (!asked.success) throw new RequestFailure('badRequest', { path: asked.error.issues[0]?.path.join('.') ?? '' });
	return { asked: asked.data, content: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function asSent(columns: ColumnGuess | undefined) {
	return columns && { cells: [...columns.cells], fields: [...columns.fields], chosen: columns.chosen, samples: [...columns.samples], unneeded: [...columns.unneeded] };
}

/** A file that cannot be read is an answer, not a failure of the request. */
async function readable<T>(work: () => Promise<T>): Promise<T | Unreadable> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ImportFailure) return { unreadable: error.code, line: error.line, columns: asSent(error.columns) };
		throw error;
	}
}

async function schoolOf({ reader }: OpenDatabase, { schoolId }: ServerSession): Promise<School> {
	const row = await reader.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirst();
	if (!row) throw new RequestFailure('unknownSchool');
	return parseBody<School>(row.body);
}

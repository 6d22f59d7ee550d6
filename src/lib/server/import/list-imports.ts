import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { RecordedImport } from '#lib/protocol/imports.ts';
import type { OpenDatabase } from '../db/open.ts';

const newest = 50;

/** The last imports of a school, newest first. */
export async function listImports({ reader }: Pick<OpenDatabase, 'reader'>, schoolId: SchoolId): Promise<RecordedImport[]> {
	const runs = await reader
		.selectFrom('import_run')
		.leftJoin('account', 'account.id', 'import_run.account_id')
		.selectAll('import_run')
		.select('account.display_name as by')
		.where('import_run.school_id', '=', schoolId)
		.orderBy('import_run.started_at', 'desc')
		.limit(newest)
		.execute();
	return runs.map((run) => {
		const { created = 0, changed = 0 } = JSON.parse(run.report) as { created?: number; changed?: number };
		return {
			id: run.id,
			kind: run.kind,
			fileName: run.file_name,
			by: run.by ?? undefined,
			startedAt: run.started_at,
			endedAt: run.ended_at ?? undefined,
			total: run.total,
			written: run.written,
			undoneAt: run.undone_at ?? undefined,
			kept: run.kept,
			created,
			changed
		};
	});
}

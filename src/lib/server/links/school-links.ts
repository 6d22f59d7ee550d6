import type { LookUpSource } from '#lib/domain/catalogue/look-up-source.ts';
import type { School } from '#lib/domain/school/school.ts';
import { parseBody } from '../db/body.ts';
import type { OpenDatabase } from '../db/open.ts';
import { RequestFailure } from '../failure.ts';

/** What a school lets its server ask of others. @throws RequestFailure `unknownSchool` */
export async function linksOfSchool(
	{ reader }: OpenDatabase,
	schoolId: string
): Promise<{ readonly lookUpSources: readonly LookUpSource[]; readonly coverAddress: string | undefined }> {
	const row = await reader.selectFrom('school').select('body').where('id', '=', schoolId).executeTakeFirst();
	if (!row) throw new RequestFailure('unknownSchool');
	const { lookUpSources = [], coverAddress } = parseBody<School>(row.body);
	return { lookUpSources, coverAddress };
}

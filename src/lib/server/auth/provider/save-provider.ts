import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { ProviderSettings } from '#lib/protocol/provider.ts';
import type { Job } from '../../db/job.ts';

interface SavedProvider {
	readonly schoolId: SchoolId;
	/** Absent: none any more. */
	readonly settings?: ProviderSettings;
	readonly clientSecret?: string;
}

export const saveProvider: Job<SavedProvider, void> = async (tx, { schoolId, settings, clientSecret }) => {
	if (!settings) await tx.deleteFrom('provider_link').where('school_id', '=', schoolId).execute();
	const columns = { provider: settings ? JSON.stringify(settings) : null, provider_secret: clientSecret ?? null };
	await tx
		.insertInto('school_sign_in')
		.values({ school_id: schoolId, ...columns })
		.onConflict((conflict) => conflict.column('school_id').doUpdateSet(columns))
		.execute();
};

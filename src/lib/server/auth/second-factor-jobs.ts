import type { Role } from '#lib/domain/people/role.ts';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Job } from '../db/job.ts';

/** Phone and paper are both lost: an administrator takes the factor away, with every session and every trusted browser. */
export const resetSecondFactor: Job<{ readonly accountId: AccountId }, void> = async (tx, { accountId }) => {
	await tx.deleteFrom('second_factor').where('loginId', '=', accountId).execute();
	await tx.deleteFrom('verification').where('value', '=', accountId).execute();
	await tx.deleteFrom('login_session').where('loginId', '=', accountId).execute();
	const { id } = await tx.selectFrom('login').select('id').where('id', '=', accountId).executeTakeFirstOrThrow();
	await setOff(tx, id);
};

async function setOff(tx: Parameters<typeof resetSecondFactor>[0], id: string): Promise<void> {
	await tx
		.updateTable('login')
		.set((eb) => ({ twoFactorEnabled: eb.lit(false) }))
		.where('id', '=', id)
		.execute();
}

/** From now on the accounts with one of these roles need a second factor. */
export const requireSecondFactor: Job<{ readonly schoolId: SchoolId; readonly roles: readonly Role[] }, void> = async (tx, { schoolId, roles }) => {
	const columns = { second_factor_roles: JSON.stringify(roles) };
	await tx
		.insertInto('school_sign_in')
		.values({ school_id: schoolId, ...columns })
		.onConflict((conflict) => conflict.column('school_id').doUpdateSet(columns))
		.execute();
};

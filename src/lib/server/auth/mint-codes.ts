import type { Role } from '#lib/domain/people/role.ts';
import type { Patron, PatronCategory } from '#lib/domain/people/patron.ts';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, HomeClassId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { codeHash, newCode, printedCode } from './activation-code.ts';

/** Whom codes are for: a class, patrons, accounts that need a new secret, or somebody who is no patron. */
export type CodeReceivers =
	| { readonly homeClassId: HomeClassId }
	| { readonly patronIds: readonly PatronId[] }
	| { readonly accountId: AccountId }
	| { readonly displayName: string; readonly roles: readonly Role[] };

export interface CodesAsked {
	readonly schoolId: SchoolId;
	readonly receivers: CodeReceivers;
	readonly expiresAt: Instant;
}

/** One code for one person; the database keeps its hash only, so it can be printed now and never again. */
export interface MintedCode {
	/** `BCDF-GHJK` */
	readonly code: string;
	readonly displayName: string;
	readonly patronId?: PatronId | undefined;
	/** There is an account already: the code gives it a new secret. */
	readonly renews: boolean;
}

interface Receiver {
	readonly displayName: string;
	readonly roles: readonly Role[];
	readonly patronId: PatronId | null;
	readonly accountId: string | null;
}

const rolesOf: Readonly<Record<PatronCategory, readonly Role[]>> = { pupil: ['pupil'], teacher: ['teacher'], staff: ['teacher'] };

/**
 * Mints one-time codes, in order of the class list. Codes given to the same people before stop working.
 * @throws RequestFailure `notFound` when the account is not of that school
 */
export const mintActivationCodes: Job<CodesAsked, MintedCode[]> = async (tx, { schoolId, receivers, expiresAt }, clock) => {
	const minted: MintedCode[] = [];
	for (const receiver of await listReceivers(tx, schoolId, receivers)) {
		const code = newCode();
		await voidEarlier(tx, schoolId, receiver);
		await tx
			.insertInto('activation_code')
			.values({
				school_id: schoolId,
				code_hash: codeHash(schoolId, code),
				account_id: receiver.accountId,
				patron_id: receiver.patronId,
				display_name: receiver.displayName,
				roles: JSON.stringify(receiver.roles),
				minted_at: clock(),
				expires_at: expiresAt,
				used_at: null
			})
			.execute();
		minted.push({
			code: printedCode(code),
			displayName: receiver.displayName,
			patronId: receiver.patronId ?? undefined,
			renews: receiver.accountId !== null
		});
	}
	return minted;
};

async function voidEarlier(tx: Tx, schoolId: SchoolId, { patronId, accountId }: Receiver): Promise<void> {
	const earlier = tx.deleteFrom('activation_code').where('school_id', '=', schoolId).where('used_at', 'is', null);
	if (patronId) await earlier.where('patron_id', '=', patronId).execute();
	else if (accountId) await earlier.where('account_id', '=', accountId).execute();
}

async function listReceivers(tx: Tx, schoolId: SchoolId, asked: CodeReceivers): Promise<Receiver[]> {
	if ('displayName' in asked) return [{ ...asked, patronId: null, accountId: null }];
	if ('accountId' in asked) return [await findAccountReceiver(tx, schoolId, asked.accountId)];
	const patrons = tx.selectFrom('patron').select(['id', 'body']).where('school_id', '=', schoolId);
	const rows =
		'homeClassId' in asked
			? await patrons.where('home_class_id', '=', asked.homeClassId).execute()
			: asked.patronIds.length === 0
				? []
				: await patrons.where('id', 'in', asked.patronIds).execute();
	const present = rows.map((row) => parseBody<Patron>(row.body)).filter((patron) => patron.leftOn === undefined);
	present.sort((a, b) => a.familyName.localeCompare(b.familyName, 'nl') || a.givenName.localeCompare(b.givenName, 'nl'));
	return Promise.all(present.map((patron) => receiverOf(tx, schoolId, patron)));
}

async function receiverOf(tx: Tx, schoolId: SchoolId, patron: Patron): Promise<Receiver> {
	const account = await tx
		.selectFrom('account')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('patron_id', '=', patron.id)
		.executeTakeFirst();
	const displayName = [patron.givenName, patron.infix, patron.familyName].filter(Boolean).join(' ');
	return { displayName, roles: rolesOf[patron.category], patronId: patron.id, accountId: account?.id ?? null };
}

async function findAccountReceiver(tx: Tx, schoolId: SchoolId, accountId: AccountId): Promise<Receiver> {
	const account = await tx
		.selectFrom('account')
		.selectAll()
		.where('school_id', '=', schoolId)
		.where('id', '=', accountId)
		.executeTakeFirst();
	if (!account) throw new RequestFailure('notFound');
	return { displayName: account.display_name, roles: [], patronId: account.patron_id as PatronId | null, accountId };
}

import { openCents, type Fine } from '#lib/domain/circulation/fine-record.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { AccountId, CopyId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { parseBody } from '../db/body.ts';
import type { Job } from '../db/job.ts';
import type { Tx } from '../db/schema.ts';
import { RequestFailure } from '../failure.ts';
import { readRoles } from '../auth/accounts.ts';
import { beginChange } from '../sync/change.ts';
import { publish } from '../sync/feed.ts';
import { forgottenHash } from './forgotten.ts';
import { asIdInJson, asWordsInJson, mentions } from './mentions.ts';
import { takeNamesOff } from './take-names-off.ts';

/** One person as the records name them. Exists only while they are being forgotten. */
export interface Person {
	readonly schoolId: SchoolId;
	/** The patron's id and every other id that leads to it. */
	readonly patronIds: readonly string[];
	/** The account the patron signs in with. */
	readonly accountIds: readonly string[];
	/** Ids, numbers and the full name as they stand in JSON: a record that holds one of them is about this person. */
	readonly texts: readonly string[];
}

/** Why somebody cannot be forgotten yet. */
export interface StillNeeded {
	/** Copies at home. */
	readonly loans: number;
	readonly cents: number;
	/** The patron also works here: 1. Their account is closed first. */
	readonly staff: number;
}

/** Copies re-folded in one transaction. */
const copiesPerJob = 40;
/** Changes looked through in one transaction. */
const changesPerJob = 4_000;

/** @throws RequestFailure `notFound` */
export async function findPerson(tx: Tx, schoolId: SchoolId, patronId: PatronId): Promise<Person> {
	const aliases = await tx
		.selectFrom('alias')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('kind', '=', 'patron')
		.where('to_id', '=', patronId)
		.execute();
	const patronIds = [patronId, ...aliases.map(({ id }) => id)];
	// Whoever was merged into this one may have borne another name and another number.
	const rows = await tx.selectFrom('patron').select(['id', 'body']).where('school_id', '=', schoolId).where('id', 'in', patronIds).execute();
	if (!rows.some(({ id }) => id === patronId)) throw new RequestFailure('notFound');
	const patrons = rows.map(({ body }) => parseBody<Patron>(body));
	const accounts = await tx.selectFrom('actor_role').select('account_id').distinct().where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	const cards = await tx.selectFrom('card').select('id').where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	const numbers = [...cards.map(({ id }) => id), ...patrons.flatMap(({ pupilNumber }) => pupilNumber ?? [])];
	const names = patrons.filter(({ familyName }) => familyName !== '').map(({ givenName, infix, familyName }) => [givenName, infix, familyName].filter(Boolean).join(' '));
	return {
		schoolId,
		patronIds,
		accountIds: accounts.map((row) => row.account_id),
		texts: [...new Set([...[...patronIds, ...numbers].map(asIdInJson), ...names.map(asWordsInJson)])]
	};
}

export async function findNeeds(tx: Tx, { schoolId, patronIds, accountIds }: Person): Promise<StillNeeded> {
	const loans = await tx
		.selectFrom('loan')
		.select('id')
		.where('school_id', '=', schoolId)
		.where('patron_id', 'in', patronIds)
		.where('returned_at', 'is', null)
		.execute();
	const fines = await tx.selectFrom('fine').select('body').where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	const roles = await Promise.all(accountIds.map((id) => readRoles(tx, id as AccountId)));
	const closed = accountIds.length === 0 ? undefined : await tx.selectFrom('account').select('id').where('id', 'in', accountIds).where('closed_at', 'is', null).executeTakeFirst();
	return {
		loans: loans.length,
		cents: openCents(fines.map((row) => parseBody<Fine>(row.body))),
		staff: closed && roles.flat().some((role) => role !== 'pupil') ? 1 : 0
	};
}

export interface Forgetting {
	readonly schoolId: SchoolId;
	readonly patronId: PatronId;
	/** Who asked for it; `null`: it had been done before, and a restore brought the person back. */
	readonly by: AccountId | null;
}

/**
 * From now on nothing that arrives about this person is kept.
 * @throws RequestFailure `notFound`; `stillNeeded` with what stands in the way, unless it had been done before
 */
export const beginForgetting: Job<Forgetting, Person> = async (tx, { schoolId, patronId, by }, clock) => {
	const change = await beginChange(tx, schoolId);
	const person = await findPerson(change.tx, schoolId, patronId);
	const needs = await findNeeds(tx, person);
	if (by !== null && (needs.loans > 0 || needs.cents > 0 || needs.staff > 0)) throw new RequestFailure('stillNeeded', { ...needs });
	const hashes = [...person.patronIds, ...person.accountIds].map((id) => forgottenHash(schoolId, id));
	await tx
		.insertInto('forgotten')
		.values(hashes.map((hash) => ({ school_id: schoolId, hash, at: clock(), by_account: by, finished_at: null })))
		.onConflict((conflict) => conflict.columns(['school_id', 'hash']).doNothing())
		.execute();
	return person;
};

/** Takes the name off some of the copies the person ever had. @returns whether there may be more */
export const forgetCopies: Job<Person, boolean> = async (tx, { schoolId, patronIds }) => {
	const change = await beginChange(tx, schoolId);
	const rows = await tx
		.selectFrom('copy_fact')
		.select('copy_id')
		.distinct()
		.where('school_id', '=', schoolId)
		.where(mentions('body', patronIds.map(asIdInJson)))
		.limit(copiesPerJob)
		.execute();
	const ids = new Set<string>(patronIds);
	const copyIds = new Set(rows.map((row) => row.copy_id as CopyId));
	const publications = await takeNamesOff(change, copyIds, (fact) => {
		const patronId = fact.type === 'settled' ? fact.holder?.patronId : fact.patronId;
		return patronId !== null && patronId !== undefined && ids.has(patronId);
	});
	await publish(change, publications);
	return rows.length === copiesPerJob;
};

/** Blanks what the person's operations, and operations about the person, said. @returns where to go on; `undefined`: done */
export const forgetOperations: Job<{ readonly person: Person; readonly after: number }, number | undefined> = async (tx, { person, after }) => {
	const { schoolId, texts, accountIds } = person;
	const upTo = after + changesPerJob;
	const found = await tx
		.selectFrom('operation')
		.select(['installation_id', 'n'])
		.where('school_id', '=', schoolId)
		.where('seq', '>', after)
		.where('seq', '<=', upTo)
		.where('payload', 'is not', null)
		.where((eb) => eb.or([eb(mentions('payload', texts), '=', eb.lit(true)), ...(accountIds.length > 0 ? [eb('actor_id', 'in', accountIds)] : [])]))
		.execute();
	for (const { installation_id, n } of found) {
		await blankOperation(tx, installation_id, n);
		// Nobody can carry out any more what it said; the row that devices hold goes with the last step.
		await tx.deleteFrom('set_aside').where('installation_id', '=', installation_id).where('n', '=', n).execute();
	}
	const { seq } = await tx.selectFrom('school').select('seq').where('id', '=', schoolId).executeTakeFirstOrThrow();
	return upTo < seq ? upTo : undefined;
};

/** Keeps that it happened, by whom and when; not what it said. */
export async function blankOperation(tx: Tx, installationId: string, n: number): Promise<void> {
	await tx
		.updateTable('operation')
		.set({ payload: null, payload_hash: null })
		.where('installation_id', '=', installationId)
		.where('n', '=', n)
		.execute();
	await tx.deleteFrom('operation_throw').where('installation_id', '=', installationId).where('n', '=', n).execute();
	await tx.deleteFrom('operation_subject').where('kind', '=', 'patron').where('installation_id', '=', installationId).where('n', '=', n).execute();
}

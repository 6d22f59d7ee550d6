import type { InstallationId, PatronId } from '#lib/domain/shared/ids.ts';
import { scopes } from '#lib/protocol/scopes.ts';
import type { Job } from '../db/job.ts';
import { availabilityOf } from '../sync/availability.ts';
import { beginChange, type Change } from '../sync/change.ts';
import { publish, type Publication } from '../sync/feed.ts';
import { queuesOf } from '../sync/queues.ts';
import { ownedByPatron } from '../sync/record-tables.ts';
import { deleteRecords, saveRecords } from '../sync/records.ts';
import { partWishes } from '../sync/shown-wishes.ts';
import { visible } from '../sync/visibility.ts';
import { forgottenHash } from './forgotten.ts';
import type { Person } from './forget-jobs.ts';
import { asIdInJson, mentions } from './mentions.ts';
import { nobody } from './other-tables.ts';

/** Takes away the person's own records, and leaves word for every desk. The last step; running it again is harmless. */
export const finishForgetting: Job<Person, void> = async (tx, person, clock) => {
	const { schoolId, patronIds, accountIds } = person;
	const change = await beginChange(tx, schoolId);
	const publications = [
		...(await forgetOwnRecords(change, patronIds)),
		...(await forgetMentions(change, person)),
		...(await forgetAliases(change, patronIds)),
		...(await forgetMerges(change, patronIds)),
		...(await forgetAccounts(change, accountIds)),
		...(await deleteRecords(change, 'patron', patronIds))
	];
	await publish(change, publications);
	await forgetInFeed(change, person);
	const hashes = [...patronIds, ...accountIds].map((id) => forgottenHash(schoolId, id));
	await publish(change, hashes.map((id) => ({ kind: 'forgotten', id, audience: visible('forgotten', { id }, change) })));
	await tx.deleteFrom('operation_subject').where('school_id', '=', schoolId).where('kind', '=', 'patron').where('subject_id', 'in', patronIds).execute();
	await tx.updateTable('forgotten').set({ finished_at: clock() }).where('school_id', '=', schoolId).where('hash', 'in', hashes).execute();
};

async function forgetOwnRecords(change: Change, patronIds: readonly string[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	const publications: Publication[] = [];
	const titles = await tx.selectFrom('hold').select('title_id').distinct().where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
	for (const [kind, table] of ownedByPatron) {
		const rows = await tx.selectFrom(table).select('id').where('school_id', '=', schoolId).where('patron_id', 'in', patronIds).execute();
		publications.push(...(await deleteRecords(change, kind, rows.map(({ id }) => id))));
	}
	const titleIds = titles.map((row) => row.title_id);
	const wishes = await partWishes(change, patronIds);
	publications.push(...(await deleteRecords(change, 'wishVote', wishes.votes)), ...(await deleteRecords(change, 'wish', wishes.go)), ...(await saveRecords(change, 'wish', wishes.stay)));
	publications.push(...(await availabilityOf(change, titleIds)), ...(await queuesOf(change, titleIds)));
	return publications;
}

/** Questions, notices and rows of imports that name the person: they ask and tell nothing any more. */
async function forgetMentions({ tx, schoolId }: Change, { texts, patronIds }: Person): Promise<Publication[]> {
	const publications: Publication[] = [];
	for (const kind of ['incident', 'outcome'] as const) {
		const gone = await tx
			.deleteFrom(kind as 'incident')
			.where('school_id', '=', schoolId)
			.where(mentions('body', texts))
			.returning('id')
			.execute();
		publications.push(...gone.map(({ id }): Publication => ({ kind, id, audience: new Map() })));
	}
	await tx
		.deleteFrom('import_row')
		.where('school_id', '=', schoolId)
		.where((eb) => eb.or([eb('id', 'in', patronIds), eb(mentions('before', texts), '=', eb.lit(true)), eb(mentions('after', texts), '=', eb.lit(true))]))
		.execute();
	return publications;
}

async function forgetAliases({ tx, schoolId }: Change, patronIds: readonly string[]): Promise<Publication[]> {
	const gone = await tx
		.deleteFrom('alias')
		.where('school_id', '=', schoolId)
		.where('kind', '=', 'patron')
		.where((eb) => eb.or([eb('id', 'in', patronIds), eb('to_id', 'in', patronIds)]))
		.returning('id')
		.execute();
	return gone.map(({ id }): Publication => ({ kind: 'alias', id, audience: new Map() }));
}

/** A merge keeps the record that went, for when it is taken back; there is nobody left to give it back to. */
async function forgetMerges({ tx, schoolId }: Change, patronIds: readonly string[]): Promise<Publication[]> {
	const gone = await tx
		.deleteFrom('patron_merge')
		.where('school_id', '=', schoolId)
		.where((eb) => eb.or([eb('from_id', 'in', patronIds), eb('into_id', 'in', patronIds)]))
		.returning('id')
		.execute();
	return gone.map(({ id }): Publication => ({ kind: 'patronMerge', id, audience: new Map() }));
}

/** The person signs in no more. Phones keep what is on them: they are the person's own. */
async function forgetAccounts(change: Change, accountIds: readonly string[]): Promise<Publication[]> {
	const { tx, schoolId } = change;
	if (accountIds.length === 0) return [];
	const accounts = await tx.selectFrom('account').select(['name', 'patron_id']).where('id', 'in', accountIds).execute();
	const patronIds = accounts.flatMap((account) => account.patron_id ?? []);
	await tx
		.deleteFrom('activation_code')
		.where('school_id', '=', schoolId)
		.where((eb) => eb.or([eb('account_id', 'in', accountIds), ...(patronIds.length > 0 ? [eb('patron_id', 'in', patronIds)] : [])]))
		.execute();
	for (const { name } of accounts) await tx.deleteFrom('attempt').where('subject', '=', `name:${schoolId}/${name}`).execute();
	await tx.deleteFrom('login_session').where('loginId', 'in', accountIds).execute();
	await tx.deleteFrom('credential').where('loginId', 'in', accountIds).execute();
	await tx.deleteFrom('login').where('id', 'in', accountIds).execute();
	await tx.deleteFrom('actor_role').where('account_id', 'in', accountIds).execute();
	await tx.deleteFrom('account').where('id', 'in', accountIds).execute();
	const phones = await tx
		.updateTable('installation')
		.set((eb) => ({ name: '', revoked_at: eb.fn.coalesce('revoked_at', 'registered_at') }))
		.where('account_id', 'in', accountIds)
		.returning(['id', 'kind'])
		.execute();
	return [
		...accountIds.map((id): Publication => ({ kind: 'staff', id, audience: new Map() })),
		...phones.map(({ id, kind }): Publication => {
			const row = { id: id as InstallationId, name: '', kind };
			return { kind: 'installation', id, audience: visible('installation', row, change) };
		})
	];
}

/** The person's own scope goes, and of kinds not known here what is theirs; what only names them beside others loses the name. */
async function forgetInFeed({ tx, schoolId, seq }: Change, { patronIds, accountIds }: Person): Promise<void> {
	const own = patronIds.map((id) => scopes.patron(id as PatronId) as string);
	await tx.deleteFrom('feed').where('school_id', '=', schoolId).where('scope', 'in', own).execute();
	const ids = [...patronIds, ...accountIds];
	const left = await tx
		.selectFrom('feed')
		.select(['scope', 'kind', 'id', 'body'])
		.where('school_id', '=', schoolId)
		.where('deleted', '=', 0)
		.where(mentions('body', ids.map(asIdInJson)))
		.execute();
	for (const { scope, kind, id, body } of left) {
		const row = JSON.parse(body ?? '{}') as { id?: string; patronId?: string };
		const isTheirs = ids.includes(row.patronId ?? '') || ids.includes(row.id ?? '');
		const columns = isTheirs ? { deleted: 1, body: null, seq } : { body: withoutIds(body ?? '', ids), seq };
		await tx
			.updateTable('feed')
			.set(columns)
			.where('school_id', '=', schoolId)
			.where('scope', '=', scope)
			.where('kind', '=', kind)
			.where('id', '=', id)
			.execute();
	}
}

function withoutIds(body: string, ids: readonly string[]): string {
	return ids.reduce((text, id) => text.replaceAll(asIdInJson(id), asIdInJson(nobody)), body);
}

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '#lib/domain/shared/calendar-date.ts';
import type { Job } from '../../db/job.ts';

/** What is remembered of somebody who is away at the provider, or came back and is not known here yet. */
export interface Step {
	readonly key: string;
	readonly value: string;
	readonly expiresAt: Instant;
}

/** 256 bits that nobody guesses. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** Only the hash of what a browser carries is kept. */
export function keyOf(kind: 'state' | 'link', secret: string): string {
	return `provider-${kind}-${createHash('sha256').update(secret).digest('base64url')}`;
}

export const keepStep: Job<Step, void> = async (tx, { key, value, expiresAt }, clock) => {
	const at = new Date(clock()).toISOString();
	await tx.deleteFrom('verification').where('identifier', '=', key).execute();
	await tx
		.insertInto('verification')
		.values({ id: randomUUID(), identifier: key, value, expiresAt: new Date(expiresAt).toISOString(), createdAt: at, updatedAt: at })
		.execute();
};

/** Gives a step back once; `undefined` when there is none, or it is too late. */
export const takeStep: Job<{ readonly key: string }, string | undefined> = async (tx, { key }, clock) => {
	const row = await tx.deleteFrom('verification').where('identifier', '=', key).returning(['value', 'expiresAt']).executeTakeFirst();
	return row && new Date(row.expiresAt).getTime() > clock() ? row.value : undefined;
};

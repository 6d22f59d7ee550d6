import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { blankArchive } from '#lib/client/sync/forgetting.ts';
import { blankedPayload } from '#lib/protocol/forgotten.ts';
import { forgottenHash } from '#lib/server/privacy/forgotten.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import { anOperation } from '../../conformance/client/stores.ts';

const school = 'school-1' as SchoolId;

async function archiveOf(...payloads: unknown[]) {
	const outbox = new MemoryOutbox();
	await outbox.append(payloads.map((payload) => ({ ...anOperation(), payload })), 1);
	await outbox.confirm(payloads.length, 0);
	return outbox;
}

describe('an archive, once somebody was forgotten', () => {
	it('loses what it said about that person, wherever in the payload the id stands', async () => {
		const outbox = await archiveOf({ patronId: 'sara' }, { patronId: 'sarah' }, { patron: { id: 'sara', givenName: 'Sara' } }, { answer: { holder: 'sara' } });
		await blankArchive(outbox, school, new Set([forgottenHash(school, 'sara')]), 0);
		expect((await outbox.archived()).map(({ payload }) => payload)).toEqual([blankedPayload, { patronId: 'sarah' }, blankedPayload, blankedPayload]);
	});

	it('looks only at what came after the last look', async () => {
		const outbox = await archiveOf({ patronId: 'sara' }, { patronId: 'sara' });
		await blankArchive(outbox, school, new Set([forgottenHash(school, 'sara')]), 1);
		expect((await outbox.archived()).map(({ payload }) => payload)).toEqual([{ patronId: 'sara' }, blankedPayload]);
	});

	it('knows a person of another school for somebody else', async () => {
		const outbox = await archiveOf({ patronId: 'sara' });
		await blankArchive(outbox, school, new Set([forgottenHash('school-2', 'sara'), createHash('sha256').update('sara').digest('hex')]), 0);
		expect((await outbox.archived()).map(({ payload }) => payload)).toEqual([{ patronId: 'sara' }]);
	});
});

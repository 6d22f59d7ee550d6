import { forgottenText, idsIn, isBlanked } from '#lib/protocol/forgotten.ts';
import type { SchoolId } from '#lib/domain/shared/ids.ts';
import type { OutboxStore } from '../db/ports.ts';

/**
 * Takes out of the archive what its operations after `since` said about people who were forgotten. An archive is kept
 * for a server that is restored from an older backup; that server will not want to hear of them either.
 * @param hashes of the people's ids (`Forgotten`)
 */
export async function blankArchive(outbox: OutboxStore, schoolId: SchoolId, hashes: ReadonlySet<string>, since: number): Promise<void> {
	if (hashes.size === 0) return;
	const known = new Map<string, string>();
	const numbers: number[] = [];
	for (const { n, payload } of await outbox.archived()) {
		if (n <= since || isBlanked(payload)) continue;
		for (const id of idsIn(payload)) {
			const hash = known.get(id) ?? (await hashOf(forgottenText(schoolId, id)));
			known.set(id, hash);
			if (hashes.has(hash)) numbers.push(n);
		}
	}
	if (numbers.length > 0) await outbox.blank([...new Set(numbers)]);
}

async function hashOf(text: string): Promise<string> {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

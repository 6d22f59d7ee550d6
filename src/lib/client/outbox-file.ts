import { outboxFileFormat, outboxFileVersion, takeInAnswerSchema, type OutboxContent, type OutboxFile, type TakeInAnswer } from '#lib/protocol/outbox-file.ts';
import type { ClockReading } from '#lib/domain/shared/corrected-time.ts';
import type { Installation } from './app.ts';
import { DexieOutbox, outboxName } from './db/dexie-outbox.ts';
import type { OutboxStore } from './db/ports.ts';
import { rememberedOffset } from './device/clock.ts';
import { request, type Result } from './sync/requests.ts';

export type { TakeInAnswer };

/**
 * Everything an installation holds as a file. Reads the outbox itself: neither a session nor a running app is needed,
 * so that work can be carried away from a device on which nothing else works any more.
 */
export async function outboxFile(installation: Installation, build: string): Promise<{ readonly name: string; readonly text: string; readonly operations: number }> {
	const outbox = new DexieOutbox(outboxName(installation.id));
	try {
		const sent = { wall: Date.now(), monotonic: performance.now(), session: 'file', offset: rememberedOffset() };
		const { text, operations } = await writeOutboxFile(outbox, installation, build, sent);
		const day = new Date().toISOString().slice(0, 10);
		return { name: `mediatheek-${installation.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${day}.json`, text, operations };
	} finally {
		outbox.close();
	}
}

/** As `outboxFile`, from any outbox. Each operation stands in it once, whether it was confirmed or not. */
export async function writeOutboxFile(
	outbox: OutboxStore,
	{ id, key, name, schoolId, schoolName }: Installation,
	build: string,
	sent: ClockReading
): Promise<{ readonly text: string; readonly operations: number }> {
	const held = [...(await outbox.archived()).map(({ archivedAt: _at, ...operation }) => operation), ...(await outbox.pending())];
	const operations = [...new Map(held.map((operation) => [operation.n, operation])).values()].toSorted((a, b) => a.n - b.n);
	const content = JSON.stringify({ schoolId, schoolName, installation: id, name, build, sent, operations } satisfies OutboxContent);
	const file: OutboxFile = { format: outboxFileFormat, v: outboxFileVersion, content, proof: await prove(content, key) };
	return { text: JSON.stringify(file), operations: operations.length };
}

async function prove(content: string, key: string): Promise<string> {
	const bytes = new TextEncoder();
	const keyHash = toHex(await crypto.subtle.digest('SHA-256', bytes.encode(key)));
	const secret = await crypto.subtle.importKey('raw', bytes.encode(keyHash), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
	return toHex(await crypto.subtle.sign('HMAC', secret, bytes.encode(content)));
}

function toHex(bytes: ArrayBuffer): string {
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hands the file of another installation to the server. */
export async function takeIn(file: File): Promise<Result<TakeInAnswer>> {
	// A file that was changed or taken away since it was chosen reads as nothing.
	const text = await file.text().catch(() => '');
	return request('/api/installations/take-in', takeInAnswerSchema, text);
}

import { expect, test } from 'vitest';
import { syncLine, type SyncState } from '#lib/ui/status/sync-line.ts';

const now = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;
const calm: SyncState = { pending: 0, connection: 'online', signInNeeded: false, updateReady: false, persisted: true };

function said(state: Partial<SyncState>, outcomes = 0): string {
	return syncLine({ ...calm, ...state }, now, outcomes).text;
}

test('nothing to say is said calmly', () => {
	expect(syncLine(calm, now)).toMatchObject({ text: 'Alles verstuurd', tone: 'calm' });
});

test('being offline is calm and tells what waits and since when', () => {
	const line = syncLine({ ...calm, connection: 'offline', pending: 14, oldestPendingAt: now - 2 * HOUR }, now);
	expect(line).toMatchObject({ text: '14 handelingen wachten op verbinding (oudste 2 uur)', tone: 'calm' });
});

test('with a connection the same operations are on their way', () => {
	expect(said({ pending: 1, connection: 'working' })).toBe('1 handeling wordt verstuurd');
});

test('the clock is mentioned from five minutes on, in either direction', () => {
	expect(said({ clockOffset: 4 * 60_000 })).toBe('Alles verstuurd');
	expect(said({ clockOffset: -9 * 60_000 })).toBe('Dit apparaat is 9 minuten verkeerd');
	expect(said({ clockOffset: 3 * 24 * HOUR })).toBe('Dit apparaat staat meer dan een dag verkeerd');
});

test('a server that takes nothing goes before everything else', () => {
	const line = syncLine({ ...calm, blocked: 'revokedInstallation', signInNeeded: true, pending: 3, clockOffset: HOUR }, now);
	expect(line.tone).toBe('error');
});

test('answers of the server stay in the line until they are read', () => {
	expect(said({ pending: 2, connection: 'offline' }, 1)).toBe('1 antwoord van de server om te lezen');
});

test('unprotected storage and a new version are the last things said', () => {
	expect(said({ persisted: false })).toContain('Opslag niet beschermd');
	expect(said({ persisted: false, updateReady: true })).toBe('Nieuwe versie klaar');
	expect(said({ persisted: undefined })).toBe('Alles verstuurd');
	expect(said({ updateReady: true, pending: 1, connection: 'working' })).toBe('1 handeling wordt verstuurd');
});

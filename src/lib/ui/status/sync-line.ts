import CircleCheck from '@lucide/svelte/icons/circle-check';
import Clock from '@lucide/svelte/icons/clock';
import CloudOff from '@lucide/svelte/icons/cloud-off';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import MailWarning from '@lucide/svelte/icons/mail-warning';
import OctagonX from '@lucide/svelte/icons/octagon-x';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import UserRoundX from '@lucide/svelte/icons/user-round-x';
import { formatDuration } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Icon } from '../primitives/icon.ts';

/** What the line and the page behind it must know of the sync; the client's `SyncStatus` is one. */
export interface SyncState {
	readonly pending: number;
	readonly oldestPendingAt?: number | undefined;
	readonly lastContactAt?: number | undefined;
	readonly loading?: number | undefined;
	readonly connection: 'online' | 'offline' | 'working';
	readonly signInNeeded: boolean;
	readonly blocked?: string | undefined;
	readonly clockOffset?: number | undefined;
	readonly persisted?: boolean | undefined;
	readonly updateReady: boolean;
}

export interface SyncLineWords {
	readonly text: string;
	readonly icon: Icon;
	readonly tone: 'calm' | 'attention' | 'error';
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** sync.md: from five minutes off a banner, from a day off times are uncertain. */
export const clockTolerance = 5 * MINUTE;
export const clockUncertain = DAY;

/**
 * The one thing that matters most now, in words; what stops something goes before what waits, and being offline is
 * no more than a calm fact. `outcomes`: answers of the server that nobody has read.
 */
export function syncLine(state: SyncState, now: number, outcomes = 0): SyncLineWords {
	return trouble(state, outcomes) ?? waiting(state, now) ?? hint(state) ?? rest(state);
}

function trouble(state: SyncState, outcomes: number): SyncLineWords | undefined {
	const { blocked, signInNeeded, clockOffset = 0 } = state;
	if (blocked !== undefined) return { text: m.settings_sync_blocked(), icon: OctagonX, tone: 'error' };
	if (signInNeeded) return { text: m.common_sync_sign_in_again(), icon: UserRoundX, tone: 'attention' };
	const off = Math.abs(clockOffset);
	if (off >= clockUncertain) return { text: m.settings_sync_clock_hours(), icon: Clock, tone: 'attention' };
	if (off >= clockTolerance) {
		return { text: m.common_sync_clock_off({ minutes: Math.round(off / MINUTE) }), icon: Clock, tone: 'attention' };
	}
	if (outcomes > 0) return { text: m.settings_sync_outcomes({ count: outcomes }), icon: MailWarning, tone: 'attention' };
	return undefined;
}

function waiting(state: SyncState, now: number): SyncLineWords | undefined {
	const { loading, pending, connection, oldestPendingAt = now } = state;
	if (loading !== undefined) {
		return { text: m.common_sync_first_load({ percent: Math.floor(loading * 100) }), icon: RefreshCw, tone: 'calm' };
	}
	if (pending === 0) return undefined;
	if (connection !== 'offline') return { text: m.common_sync_sending({ count: pending }), icon: RefreshCw, tone: 'calm' };
	const oldest = formatDuration(now - oldestPendingAt);
	return { text: m.common_sync_waiting({ count: pending, oldest }), icon: CloudOff, tone: 'calm' };
}

function hint({ updateReady, persisted }: SyncState): SyncLineWords | undefined {
	if (updateReady) return { text: m.common_sync_update_ready(), icon: RefreshCw, tone: 'calm' };
	if (persisted === false) return { text: m.common_sync_storage_unprotected(), icon: HardDrive, tone: 'calm' };
	return undefined;
}

function rest({ connection }: SyncState): SyncLineWords {
	if (connection === 'offline') return { text: m.common_sync_offline(), icon: CloudOff, tone: 'calm' };
	return { text: m.common_sync_all_sent(), icon: CircleCheck, tone: 'calm' };
}

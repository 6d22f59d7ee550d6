import type { Actor, Role } from '#lib/domain/people/role.ts';
import type { PolicyFinding } from '#lib/domain/circulation/policy.ts';
import type { AccountId, InstallationId, OperationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Decision, RefusalCode } from '#lib/operations/definition.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { FailureCode } from '#lib/protocol/failures.ts';
import type { Queries } from './view/queries.ts';
import type { Records } from './view/records.ts';

/** One account as this installation remembers it, also with no network. */
export interface KnownAccount {
	readonly id: AccountId;
	readonly name: string;
	readonly roles: readonly Role[];
	readonly patronId?: PatronId | undefined;
	/** Set when this person chose a PIN for switching at this desk. */
	readonly pin?: { readonly salt: string; readonly hash: string; readonly iterations: number } | undefined;
}

/** One browser profile × one principal, as kept in the device's own database. */
export interface Installation {
	readonly id: InstallationId;
	readonly kind: 'desk' | 'account';
	readonly name: string;
	readonly key: string;
	readonly schoolId: SchoolId;
	readonly brin: string;
	readonly schoolName: string;
	readonly demo: boolean;
	readonly accounts: readonly KnownAccount[];
	/** Who is at it now. */
	readonly currentAccountId: AccountId;
}

/** What the sync line says; nothing in it is guessed. */
export interface SyncStatus {
	/** Operations the server has not confirmed yet. */
	readonly pending: number;
	/** When the oldest of them was made. */
	readonly oldestPendingAt?: number | undefined;
	readonly lastContactAt?: number | undefined;
	/** First load: 0…1; `undefined` when there is nothing to load. */
	readonly loading?: number | undefined;
	/** Sending and receiving, or waiting for a connection. */
	readonly connection: 'online' | 'offline' | 'working';
	/** Receiving paused until somebody signs in again; sending goes on. */
	readonly signInNeeded: boolean;
	/** Why the server takes nothing from this installation, until a person acts. */
	readonly blocked?: FailureCode | undefined;
	/** Server minus device clock, milliseconds; `undefined`: never measured. */
	readonly clockOffset?: number | undefined;
	/** Whether the browser promised to keep the data; `undefined`: not known yet. */
	readonly persisted?: boolean | undefined;
	readonly updateReady: boolean;
}

export type Performed =
	| { readonly ok: true; readonly operations: readonly { readonly id: OperationId; readonly decision: Extract<Decision, { outcome: 'accepted' }> }[] }
	| {
			readonly ok: false;
			/** Which act was refused; none of them was recorded. */
			readonly index: number;
			readonly code: RefusalCode;
			readonly findings: readonly PolicyFinding[];
			readonly facts?: Readonly<Record<string, string | number>> | undefined;
	  };

/** Thrown when an act could not be made durable: nothing was recorded. */
export class NotRecorded extends Error {
	readonly reason: 'storageFull' | 'storageFailed';
	constructor(reason: 'storageFull' | 'storageFailed', cause: unknown) {
		super(`not recorded: ${reason}`, { cause });
		this.reason = reason;
	}
}

/** What a person can ask an installation to do: a verb and what it is about. */
export type Doing = Act;

/** What pages get: one running installation. */
export interface App {
	readonly installation: Installation;
	readonly records: Records;
	readonly queries: Queries;
	readonly actor: () => Actor;
	/** Decides and records acts in one go: all or none. Resolves when they are durable. @throws NotRecorded */
	perform(...acts: readonly Act[]): Promise<Performed>;
	/** A fresh id for a record. */
	newId<T extends string>(): T;
	readonly status: () => SyncStatus;
	onStatus(listener: () => void): () => void;
	/** The person acts: send and receive now. */
	syncNow(): void;
	stop(): Promise<void>;
}

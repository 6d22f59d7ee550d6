import type { SyncState } from './sync/core.ts';

/** How the sync stands, as the tab that sends and receives for all knows it. */
export type LeadersState = Pick<SyncState, 'flying' | 'reachable' | 'sentN' | 'confirmedN' | 'signInNeeded' | 'blocked' | 'lastContactAt'>;

/** What the tabs of one installation tell each other. */
export type TabMessage =
	/** There are operations that you may not know. */
	| 'appended'
	/** The confirmed rows are others than they were. */
	| 'committed'
	/** The person here acts: whoever leads, send and receive now. */
	| 'syncNow'
	/** Somebody signed in here: whoever leads may receive again. */
	| 'signedIn'
	/** I have just opened: whoever leads, how does it stand? */
	| 'whoLeads'
	| { readonly leader: LeadersState };

export function leadersState({ flying, reachable, sentN, confirmedN, signInNeeded, blocked, lastContactAt }: SyncState): LeadersState {
	return { flying, reachable, sentN, confirmedN, signInNeeded, blocked, lastContactAt };
}

export function isSameState(a: LeadersState, b: LeadersState): boolean {
	return (Object.keys(a) as (keyof LeadersState)[]).every((key) => a[key] === b[key]);
}

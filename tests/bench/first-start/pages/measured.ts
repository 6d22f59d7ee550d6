import type { Blocked } from '../../support/main-thread-probe.ts';

/** What the page measured of this project's own first start; milliseconds since the press on register. */
export interface OursMeasured {
	readonly lendable: number;
	readonly searchable: number;
	/** Arrival of the last byte of the first load. */
	readonly lastByte: number;
	/** Until every page of the snapshot was there. */
	readonly snapshot: number;
	/** Bytes on the wire of the first load, headers included. */
	readonly bytes: number;
	readonly requests: number;
	readonly blockedUntilLendable: Blocked;
	readonly blockedBySearch: Blocked;
	readonly rows: number;
}

export interface PeerMeasured {
	/** Until everything is stored and can be asked. */
	readonly usable: number;
	readonly rows: number;
	readonly blocked: Blocked;
}

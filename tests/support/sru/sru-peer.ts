import { findZebra } from '../find-zebra.mjs';
import { startOwnPeer } from './own-peer.ts';
import { startZebra } from './zebra-peer.ts';

/** An SRU server with a few records, over real HTTP. */
export interface SruPeer {
	readonly name: string;
	/** `localhost:12345` */
	readonly host: string;
	readonly address: string;
	stop(): Promise<void>;
}

/**
 * A real Zebra where there is one, else a server of our own that answers the same way; it says which.
 * @param marcXml a collection of MARCXML records
 */
export async function startSruPeer(marcXml: string): Promise<SruPeer> {
	const modules = findZebra();
	const peer = modules ? await startZebra(marcXml, modules) : await startOwnPeer(marcXml);
	console.log(`SRU peer: ${peer.name}`);
	return peer;
}

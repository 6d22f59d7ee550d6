import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { LookUpTrouble } from '#lib/protocol/look-up.ts';
import { isPublicAddress } from './public-address.ts';

export type OutsideTrouble = Extract<LookUpTrouble, 'refusedAddress' | 'unreachable' | 'timeout' | 'tooLarge' | 'badStatus'>;

/** Why somebody outside gave no answer. */
export class OutsideFailure extends Error {
	override readonly name = 'OutsideFailure';
	readonly trouble: OutsideTrouble;

	constructor(trouble: OutsideTrouble, detail = '') {
		super(detail === '' ? trouble : `${trouble}: ${detail}`);
		this.trouble = trouble;
	}
}

export interface OutsideRequest {
	readonly accept: string;
	/** Of the whole exchange, in milliseconds. */
	readonly timeout: number;
	/** Of the answer, in bytes. */
	readonly limit: number;
	/** Redirects that are followed; each goes through the same door. */
	readonly redirects: number;
	/** `host` or `host:port` that whoever runs the server vouches for, public or not. */
	readonly vouchedFor: ReadonlySet<string>;
}

export interface OutsideAnswer {
	readonly contentType: string;
	readonly body: Buffer;
}

/** Fetches one address. @throws OutsideFailure and nothing else */
export async function fetchOutside(address: string, asked: OutsideRequest): Promise<OutsideAnswer> {
	const signal = AbortSignal.timeout(asked.timeout);
	let url = address;
	for (let left = asked.redirects; ; left--) {
		const response = await open(url, asked, signal);
		const status = response.statusCode ?? 0;
		const { location } = response.headers;
		if (status >= 300 && status < 400 && location !== undefined && left > 0) {
			response.destroy();
			url = new URL(location, url).href;
			continue;
		}
		if (status !== 200) {
			response.destroy();
			throw new OutsideFailure('badStatus', String(status));
		}
		return { contentType: response.headers['content-type'] ?? '', body: await readAll(response, asked.limit, signal) };
	}
}

function open(address: string, { accept, vouchedFor }: OutsideRequest, signal: AbortSignal): Promise<IncomingMessage> {
	const url = parseAddress(address);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const isVouchedFor = vouchedFor.has(url.hostname) || vouchedFor.has(url.host);
	// A name is judged when it is resolved; a bare address is never resolved.
	if (!isVouchedFor && isIP(host) !== 0 && !isPublicAddress(host)) throw new OutsideFailure('refusedAddress', host);
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	const headers = { accept, 'accept-encoding': 'identity', 'user-agent': 'Mediatheek' };
	return new Promise((resolve, reject) => {
		request(url, { headers, signal, agent: false, lookup: isVouchedFor ? lookup : lookupPublic }, resolve)
			.on('error', (error) => reject(failureOf(error, signal)))
			.end();
	});
}

function parseAddress(address: string): URL {
	const url = URL.parse(address);
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') throw new OutsideFailure('refusedAddress', address.slice(0, 100));
	return url;
}

/** Resolves a name for the connection itself: what was judged is what is connected to, whatever the name says a moment later. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
	lookup(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, '');
		const refused = addresses.find(({ address }) => !isPublicAddress(address));
		const [first] = addresses;
		if (refused || !first) return callback(new OutsideFailure('refusedAddress', hostname), '');
		if (options.all) callback(null, addresses);
		else callback(null, first.address, first.family);
	});
};

async function readAll(response: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	try {
		for await (const part of response as AsyncIterable<Buffer>) {
			size += part.length;
			if (size > limit) throw new OutsideFailure('tooLarge');
			parts.push(part);
		}
	} catch (error) {
		throw failureOf(error, signal);
	}
	return Buffer.concat(parts);
}

function failureOf(error: unknown, signal: AbortSignal): OutsideFailure {
	if (error instanceof OutsideFailure) return error;
	if (signal.aborted) return new OutsideFailure('timeout');
	return new OutsideFailure('unreachable', error instanceof Error ? error.message : '');
}

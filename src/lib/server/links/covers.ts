import { isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { coverAddressFor } from '#lib/domain/catalogue/cover-address.ts';
import { fetchOutside, OutsideFailure } from './outside.ts';
import { imageTypeOf } from './image-type.ts';

export interface Cover {
	readonly type: string;
	readonly bytes: Uint8Array;
}

const largestCover = 1024 * 1024;
/** Smaller ones are the single grey dot that some give instead of saying that they have none. */
const smallestCover = 200;
const patience = 8_000;
/** A book without a cover today may have one next month. */
const missingFor = 30 * 24 * 3600_000;
/** Whoever could not be reached is left alone for a while. */
const troubledFor = 10 * 60_000;
/** Covers fetched at the same time; a catalogue page asks for fifty at once. */
const atOnce = 4;

/**
 * Covers by ISBN, fetched once and kept in a folder. An empty file says that there is none.
 * Nothing here is a record: the folder can be thrown away at any time.
 */
export class Covers {
	readonly #folder: string;
	readonly #vouchedFor: ReadonlySet<string>;
	readonly #fetching = new Map<string, Promise<Cover | undefined>>();
	readonly #troubledUntil = new Map<string, number>();
	readonly #waiting: (() => void)[] = [];
	#busy = 0;

	constructor(dataFolder: string, vouchedFor: ReadonlySet<string>) {
		this.#folder = path.join(dataFolder, 'covers');
		this.#vouchedFor = vouchedFor;
	}

	/** @param pattern of the school; another pattern is another shelf of covers */
	async find(pattern: string, isbn: string): Promise<Cover | undefined> {
		// It becomes part of an address and of a file's name.
		if (!isIsbn13(isbn)) return undefined;
		const file = path.join(this.#folder, createHash('sha256').update(pattern).digest('hex').slice(0, 16), isbn);
		const kept = await readKept(file);
		if (kept !== 'unknown') return kept;
		const { host } = new URL(coverAddressFor(pattern, isbn));
		if ((this.#troubledUntil.get(host) ?? 0) > Date.now()) return undefined;
		const running = this.#fetching.get(file) ?? this.#inTurn(() => this.#fetch(coverAddressFor(pattern, isbn), host, file));
		this.#fetching.set(file, running);
		return running.finally(() => this.#fetching.delete(file));
	}

	async #fetch(address: string, host: string, file: string): Promise<Cover | undefined> {
		try {
			const { body } = await fetchOutside(address, { accept: 'image/*', timeout: patience, limit: largestCover, redirects: 4, vouchedFor: this.#vouchedFor });
			const type = body.length < smallestCover ? undefined : imageTypeOf(body);
			await keep(file, type ? body : new Uint8Array());
			return type === undefined ? undefined : { type, bytes: body };
		} catch (error) {
			if (!(error instanceof OutsideFailure)) throw error;
			// It answered, and has none: 404. Anything else says nothing about this book.
			if (error.message === 'badStatus: 404') await keep(file, new Uint8Array());
			else this.#troubledUntil.set(host, Date.now() + troubledFor);
			return undefined;
		}
	}

	async #inTurn<T>(work: () => Promise<T>): Promise<T> {
		if (this.#busy >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		this.#busy++;
		try {
			return await work();
		} finally {
			this.#busy--;
			this.#waiting.shift()?.();
		}
	}
}

async function readKept(file: string): Promise<Cover | undefined | 'unknown'> {
	const bytes = await readFile(file).catch(() => undefined);
	if (!bytes) return 'unknown';
	const type = imageTypeOf(bytes);
	if (type !== undefined) return { type, bytes };
	const { mtimeMs } = await stat(file);
	return Date.now() - mtimeMs < missingFor ? undefined : 'unknown';
}

/** Whole or not at all: a server that stops meanwhile leaves no half a cover. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	const making = `${file}.${randomUUID()}`;
	await writeFile(making, bytes);
	await rename(making, file);
}

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le';

export interface DecodedText {
	/** Known for certain only after all text has been read. */
	readonly encoding: () => Encoding;
	readonly text: AsyncGenerator<string>;
}

/**
 * Text from bytes of unknown encoding, as they stream by. UTF-8 as long as it is valid (a byte order mark is taken
 * off), Windows-1252 from the first byte that cannot be UTF-8: what a Dutch spreadsheet saves.
 */
export function decodeText(bytes: AsyncIterable<Uint8Array>): DecodedText {
	let encoding: Encoding = 'utf-8';
	async function* decode(): AsyncGenerator<string> {
		let carry: Uint8Array = new Uint8Array();
		let first = true;
		let decoder = new TextDecoder('utf-16le');
		for await (const chunk of bytes) {
			const all = joined(carry, chunk);
			if (first && all.length < 3) {
				carry = all;
				continue;
			}
			if (first && all[0] === 0xff && all[1] === 0xfe) encoding = 'utf-16le';
			first = false;
			carry = new Uint8Array();
			if (encoding === 'utf-8') {
				const cut = wholeCharacters(all);
				const text = utf8(all.subarray(0, cut));
				if (text !== undefined) {
					carry = all.slice(cut);
					yield text;
					continue;
				}
				encoding = 'windows-1252';
				decoder = new TextDecoder('windows-1252');
			}
			yield decoder.decode(all, { stream: true });
		}
		if (carry.length > 0) yield utf8(carry) ?? new TextDecoder((encoding = 'windows-1252')).decode(carry);
	}
	return { encoding: () => encoding, text: decode() };
}

/** `undefined` when the bytes are not UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** How many bytes end on a whole character; the rest waits for the next chunk. */
function wholeCharacters(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return bytes.length;
		if (byte < 0xc0) continue;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return length > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
	if (a.length === 0) return b;
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

import { decodeMarc8 } from './marc8.ts';
import type { MarcField, MarcNotice, MarcReading, MarcRecord } from './marc-record.ts';

const endOfRecord = 0x1d;
const endOfField = 0x1e;
const leaderLength = 24;

/**
 * Records of an ISO 2709 file. Records end where their terminator stands: lengths in leaders are wrong too often,
 * and one wrong length must not cost all records behind it.
 */
export function* readIso2709(bytes: Uint8Array): Generator<MarcReading> {
	let place = 0;
	for (let from = startOfRecord(bytes, 0); from < bytes.length; ) {
		const end = bytes.indexOf(endOfRecord, from);
		place++;
		if (end < 0) {
			yield { place, problem: 'recordCut' };
			return;
		}
		const read = readRecord(bytes.subarray(from, end));
		yield read ? { place, ...read } : { place, problem: 'recordBroken' };
		from = startOfRecord(bytes, end + 1);
	}
}

/** Line ends and filling between records belong to nobody. */
function startOfRecord(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && [0x00, 0x0a, 0x0d, 0x1a, 0x20].includes(bytes[at] ?? 1)) at++;
	return at;
}

function readRecord(bytes: Uint8Array): { record: MarcRecord; notice?: MarcNotice } | undefined {
	const leader = ascii(bytes.subarray(0, leaderLength));
	const endOfDirectory = bytes.indexOf(endOfField, leaderLength);
	if (leader.length < leaderLength || endOfDirectory < 0 || !/^[\d ]{5}[^\d]/.test(leader)) return undefined;
	const entries = readDirectory(ascii(bytes.subarray(leaderLength, endOfDirectory)));
	const contents = entries && contentsOf(bytes.subarray(endOfDirectory + 1), entries);
	if (!entries || !contents) return undefined;
	const { decode, isGuess } = decoderOf(leader, bytes);
	const fields = entries.map(({ tag }, i) => readField(tag, contents[i] ?? new Uint8Array(), decode));
	const isLossy = fields.some((field) => field.tag < '841' && [field.text ?? '', ...field.subfields.map(([, text]) => text)].some((text) => text.includes('\ufffd')));
	const notice = isGuess ? 'lettersGuessed' : isLossy ? 'lettersLost' : undefined;
	return { record: { leader, fields }, ...(notice && { notice }) };
}

interface Entry {
	readonly tag: string;
	readonly length: number;
	readonly start: number;
}

function readDirectory(text: string): Entry[] | undefined {
	const entries = text.match(/.{12}/g) ?? [];
	if (entries.length === 0 || text.length % 12 !== 0 || !entries.every((entry) => /^.{3}\d{9}$/.test(entry))) return undefined;
	return entries.map((entry) => ({ tag: entry.slice(0, 3), length: Number(entry.slice(3, 7)), start: Number(entry.slice(7)) }));
}

/** By the directory where it is right; else in order, when there are as many fields as entries; else nobody can tell. */
function contentsOf(data: Uint8Array, entries: readonly Entry[]): Uint8Array[] | undefined {
	const byDirectory = entries.map(({ start, length }) => data.subarray(start, start + length - 1));
	const isRight = entries.every(
		({ start, length }, i) => data[start + length - 1] === endOfField && (start === 0 || data[start - 1] === endOfField) && !byDirectory[i]?.includes(endOfField)
	);
	if (isRight) return byDirectory;
	const inOrder = split(data, endOfField);
	return inOrder.length === entries.length ? inOrder : undefined;
}

function split(data: Uint8Array, separator: number): Uint8Array[] {
	const parts: Uint8Array[] = [];
	let from = 0;
	for (let end = data.indexOf(separator); end >= 0; end = data.indexOf(separator, from)) {
		parts.push(data.subarray(from, end));
		from = end + 1;
	}
	return from < data.length ? [...parts, data.subarray(from)] : parts;
}

function readField(tag: string, content: Uint8Array, decode: (bytes: Uint8Array) => string): MarcField {
	if (tag.startsWith('00')) return { tag, indicators: '  ', text: decode(content), subfields: [] };
	const [head, ...parts] = split(content, 0x1f);
	const subfields = parts.map((part) => [ascii(part.subarray(0, 1)).toLowerCase(), decode(part.subarray(1))] as const);
	return { tag, indicators: ascii(head ?? new Uint8Array()).slice(0, 2).padEnd(2), subfields };
}

/** The leader says MARC-8 or UTF-8, and is often wrong: bytes that are UTF-8 are read as such. */
function decoderOf(leader: string, bytes: Uint8Array): { decode: (bytes: Uint8Array) => string; isGuess: boolean } {
	if (isUtf8(bytes) && !bytes.includes(0x1b)) return { decode: (part) => new TextDecoder().decode(part).normalize('NFC'), isGuess: false };
	if (leader[9] !== 'a') return { decode: decodeMarc8, isGuess: false };
	return { decode: (part) => new TextDecoder('windows-1252').decode(part), isGuess: true };
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

function ascii(bytes: Uint8Array): string {
	return new TextDecoder('latin1').decode(bytes);
}

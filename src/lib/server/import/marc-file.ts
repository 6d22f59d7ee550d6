import { readIso2709 } from './marc/iso2709.ts';
import { readMarcXml } from './marc/marc-xml.ts';
import type { MarcReading } from './marc/marc-record.ts';

export type FileShape = 'csv' | 'iso2709' | 'marcxml' | 'zip';

/** What a file is, by its first bytes; names and extensions are not asked. */
export function shapeOf(head: Uint8Array): FileShape {
	if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3) return 'zip';
	const text = new TextDecoder('latin1').decode(head.subarray(0, 2000)).replace(/^(ï»¿)?\s*/, '');
	if (/^</.test(text)) return 'marcxml';
	// A leader: five digits of length (six where a record is too long for the format), and a directory that ends somewhere.
	return /^[\d ]{5,6}[^\d,;|\t][\s\S]{6}/.test(text) && (text.includes('\u001e') || /^.{20,25}4500/.test(text)) ? 'iso2709' : 'csv';
}

/** Whether a file in XML has the fields of MARC; school systems write XML of their own. */
export function isMarcXml(bytes: Uint8Array): boolean {
	return /<(?:\w+:)?(?:datafield|controlfield|leader)\b/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 64 * 1024)));
}

/** Records of either exchange format. */
export function readMarc(bytes: Uint8Array, shape: 'iso2709' | 'marcxml'): Iterable<MarcReading> {
	return shape === 'iso2709' ? readIso2709(bytes) : readMarcXml(xmlText(bytes));
}

function xmlText(bytes: Uint8Array): string {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
	const declared = /encoding=["']([\w-]+)["']/i.exec(head)?.[1] ?? (bytes[0] === 0xff ? 'utf-16le' : 'utf-8');
	try {
		return new TextDecoder(declared).decode(bytes);
	} catch {
		return new TextDecoder().decode(bytes);
	}
}

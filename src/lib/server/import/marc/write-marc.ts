import type { MarcField, MarcRecord } from './marc-record.ts';

const maximum = { record: 99_999, field: 9_999 } as const;
const utf8 = new TextEncoder();

/** `undefined` when the record is longer than the format can say. */
export function iso2709Of({ leader, fields }: MarcRecord): Uint8Array | undefined {
	let directory = '';
	let data = '';
	let start = 0;
	for (const field of fields) {
		const text = `${field.text ?? field.indicators + field.subfields.map(([code, value]) => `\u001f${code}${plain(value)}`).join('')}\u001e`;
		const length = utf8.encode(text).length;
		if (length > maximum.field || start > maximum.record) return undefined;
		directory += field.tag + digits(length, 4) + digits(start, 5);
		data += text;
		start += length;
	}
	const base = 24 + directory.length + 1;
	const length = base + start + 1;
	if (length > maximum.record) return undefined;
	const head = `${digits(length, 5)}${leader.slice(5, 9)}a22${digits(base, 5)}${leader.slice(17, 20)}4500`;
	return utf8.encode(`${head}${directory}\u001e${data}\u001d`);
}

/** Everything around the records of a MARCXML file. */
export const marcXmlFrame = {
	head: '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n',
	foot: '</collection>\n'
} as const;

export function marcXmlOf({ leader, fields }: MarcRecord): string {
	return `<record><leader>${leader}</leader>${fields.map(fieldXml).join('')}</record>\n`;
}

function fieldXml({ tag, indicators, text, subfields }: MarcField): string {
	if (text !== undefined) return `<controlfield tag="${tag}">${xml(text)}</controlfield>`;
	const parts = subfields.map(([code, value]) => `<subfield code="${code}">${xml(value)}</subfield>`).join('');
	return `<datafield tag="${tag}" ind1="${indicators[0] ?? ' '}" ind2="${indicators[1] ?? ' '}">${parts}</datafield>`;
}

function xml(text: string): string {
	return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Neither format can carry control characters inside a text. */
function plain(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ');
}

function digits(value: number, length: number): string {
	return String(value).padStart(length, '0');
}

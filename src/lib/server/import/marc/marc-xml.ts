import type { MarcField, MarcReading, MarcRecord } from './marc-record.ts';

const startOfRecord = /<(?:[\w.-]+:)?record(?=[\s>])[^>]*>/g;
const endOfRecord = /<\/(?:[\w.-]+:)?record\s*>/g;
const mark = /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<(\/?)(?:[\w.-]+:)?([\w.-]+)([^<>]*?)(\/?)>|([^<]+)|(<)/g;

/**
 * Records of a MARCXML file, each read by itself: a file of which one record is not well-formed still gives the
 * others. No document type is read, so nothing in a file can make the reader fetch or expand anything.
 */
export function* readMarcXml(text: string): Generator<MarcReading> {
	let place = 0;
	startOfRecord.lastIndex = 0;
	for (let found = startOfRecord.exec(text); found; found = startOfRecord.exec(text)) {
		place++;
		const from = startOfRecord.lastIndex;
		endOfRecord.lastIndex = from;
		const end = endOfRecord.exec(text);
		const next = text.slice(from, end?.index).search(/<(?:[\w.-]+:)?record[\s>]/);
		if (!end || next >= 0) {
			yield { place, problem: end ? 'recordBroken' : 'recordCut' };
			continue;
		}
		const record = readRecord(text.slice(from, end.index));
		yield record ? { place, record } : { place, problem: 'recordBroken' };
		startOfRecord.lastIndex = endOfRecord.lastIndex;
	}
}

interface Open {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	text: string;
}

/** `undefined` when the marks do not close each other, or there is no field at all. */
function readRecord(xml: string): MarcRecord | undefined {
	const open: Open[] = [];
	const fields: MarcField[] = [];
	let subfields: [string, string][] = [];
	let leader = '';
	const close = ({ name, attributes, text }: Open): void => {
		const { tag = '', ind1 = ' ', ind2 = ' ', code = '' } = attributes;
		if (name === 'leader') leader = text;
		else if (name === 'subfield') subfields.push([code, text.trim()]);
		else if (name === 'controlfield') fields.push({ tag, indicators: '  ', text, subfields: [] });
		else if (name === 'datafield') {
			fields.push({ tag, indicators: ind1.slice(0, 1).padEnd(1) + ind2.slice(0, 1).padEnd(1), subfields });
			subfields = [];
		}
	};
	for (const [, cdata, slash, name, rest = '', empty, text, stray] of xml.matchAll(mark)) {
		const top = open.at(-1);
		if (stray !== undefined) return undefined;
		if (text !== undefined || cdata !== undefined) {
			if (top) top.text += cdata ?? decodeEntities(text ?? '');
		} else if (name === undefined) continue;
		else if (slash === '/') {
			const closed = open.pop();
			if (closed?.name !== name) return undefined;
			close(closed);
		} else {
			const opened = { name, attributes: attributesOf(rest), text: '' };
			if (empty === '/') close(opened);
			else open.push(opened);
		}
	}
	return open.length === 0 && fields.length > 0 ? { leader: leader.padEnd(24).slice(0, 24), fields } : undefined;
}

function attributesOf(text: string): Record<string, string> {
	const found = [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
	return Object.fromEntries(found.map(([, name = '', a, b]): [string, string] => [name, decodeEntities(a ?? b ?? '')]));
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Signs that XML writes as names or numbers; unknown names stay as they are. */
export function decodeEntities(text: string): string {
	return text
		.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole: string, decimal?: string, hex?: string, name?: string) => {
			const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
			if (code === undefined) return named[name ?? ''] ?? whole;
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
		})
		.normalize('NFC');
}

import { inflateSync } from 'node:zlib';

/** The words of a PDF as our PDF maker writes them: a line of text for each piece that was set. @throws where it is none */
export function readPdfText(bytes: Buffer): string {
	const file = bytes.toString('latin1');
	if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('this is no PDF');
	const parts = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
	const fonts = new Map(
		[...file.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((match) => {
			const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(parts.get(match[2] ?? '') ?? '')?.[1] ?? '';
			return [match[1] ?? '', lettersOf(streamOf(parts.get(toUnicode) ?? ''))];
		})
	);
	const pages = [...parts.values()].map(streamOf).filter((stream) => stream.includes(' Tf'));
	return pages.map((page) => wordsOf(page, fonts)).join('\n');
}

function streamOf(part: string): string {
	const start = part.indexOf('stream\n');
	if (start < 0) return '';
	const stream = Buffer.from(part.slice(start + 7, part.lastIndexOf('\nendstream')), 'latin1');
	return (part.includes('/FlateDecode') ? inflateSync(stream) : stream).toString('latin1');
}

/** Glyph by number, from ranges `<0000> <0012> [<0041> <0042> …]`. */
function lettersOf(map: string): Map<number, string> {
	const letters = new Map<number, string>();
	for (const [, from = '', list = ''] of map.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
		[...list.matchAll(/<([\w ]+)>/g)].forEach((match, i) => letters.set(parseInt(from, 16) + i, textOf((match[1] ?? '').replaceAll(' ', ''))));
	}
	return letters;
}

function textOf(hex: string): string {
	return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((code) => parseInt(code, 16)));
}

function wordsOf(page: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
	let letters: ReadonlyMap<number, string> = new Map();
	const lines: string[] = [];
	for (const [, font, shown = ''] of page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
		if (font !== undefined) letters = fonts.get(font) ?? new Map();
		else lines.push([...shown.matchAll(/<(\w+)>/g)].flatMap((match) => match[1]?.match(/.{4}/g) ?? []).map((code) => letters.get(parseInt(code, 16)) ?? '\uFFFD').join(''));
	}
	return lines.join('\n');
}

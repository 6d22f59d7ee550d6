import { schoolSchema, type School } from '#lib/domain/school/school.ts';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { readCsv, type CsvFile, type CsvRow } from '#lib/server/import/read-csv.ts';

/** A school to import into. */
export const school: School = schoolSchema.parse({
	id: 'school-1',
	brin: '12AB',
	name: 'Voorbeeldschool',
	locations: [{ id: 'main', name: 'Hoofdgebouw', code: '12AB00' }],
	rules: rulePresets['three-mails']
});

/** A file from its bytes, handed over in pieces of `size` bytes. */
export function fileOf(content: string | Uint8Array, size = 7): Promise<CsvFile> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return readCsv(
		(async function* () {
			for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
		})()
	);
}

/** `text` as Windows-1252 saves it; letters outside it become question marks. */
export function windows1252(text: string): Uint8Array {
	return Uint8Array.from([...text].map((letter) => (letter === '€' ? 0x80 : (letter.codePointAt(0) ?? 0) < 256 ? (letter.codePointAt(0) ?? 0) : 0x3f)));
}

export async function rowsOf(file: CsvFile): Promise<CsvRow[]> {
	return Array.fromAsync(file.rows);
}

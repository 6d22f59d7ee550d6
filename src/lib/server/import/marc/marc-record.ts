/** One field: control fields have `text`, the others subfields in their order. */
export interface MarcField {
	readonly tag: string;
	/** Both indicators; two blanks for a control field. */
	readonly indicators: string;
	readonly text?: string;
	readonly subfields: readonly (readonly [code: string, text: string])[];
}

export interface MarcRecord {
	/** 24 characters. */
	readonly leader: string;
	readonly fields: readonly MarcField[];
}

export type MarcProblem = 'recordBroken' | 'recordCut';
export type MarcNotice = 'lettersGuessed' | 'lettersLost';

/** What stands at one place in a file of records; the first place is 1. */
export type MarcReading =
	| { readonly place: number; readonly record: MarcRecord; readonly notice?: MarcNotice | undefined }
	| { readonly place: number; readonly problem: MarcProblem };

export function fieldsOf(record: MarcRecord, ...tags: readonly string[]): MarcField[] {
	return record.fields.filter((field) => tags.includes(field.tag));
}

/** Texts of the subfields with one of these codes, in their order. */
export function subfieldsOf(field: MarcField | undefined, codes: string): string[] {
	return (field?.subfields ?? []).filter(([code, text]) => codes.includes(code) && text !== '').map(([, text]) => text);
}

/** The first text of a subfield in the first field that has it; empty when there is none. */
export function firstText(record: MarcRecord, tags: readonly string[], code: string): string {
	return fieldsOf(record, ...tags).flatMap((field) => subfieldsOf(field, code))[0] ?? '';
}

/** `Oorlog met de salamanders /` → without the signs that ISBD puts between areas; the point of an initial stays. */
export function withoutIsbd(text: string): string {
	const bare = text.replace(/\s+/g, ' ').trim().replace(/\s*[/:;=,]+$/, '').trim();
	return /(^|[\s.-])\p{Lu}\.$|\.\.\.$/u.test(bare) ? bare : bare.replace(/\.$/, '').trim();
}

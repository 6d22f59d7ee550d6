import { z } from 'zod';
import { mergeEdit, type EditClash, type FieldValues, type RecordEdit } from '#lib/domain/shared/record-edit.ts';
import { accepted, refused, type Decision, type Effect } from './definition.ts';

/** Payload of every edit: which record, what its author saw in the fields, what they are to be (`null`: empty). */
export type EditInput<Id, Fields> = { id: Id; base: FieldValues<Fields>; change: FieldValues<Fields> };

/**
 * Schema of an edit. Only names of fields are checked here: a value is judged as part of the whole record,
 * by the record's own schema, once it is known what the record is.
 */
export function editSchema<Id extends string, Fields>(id: z.ZodType<Id>, fields: readonly string[]): z.ZodType<EditInput<Id, Fields>> {
	const values = z.partialRecord(z.enum(fields), z.unknown());
	return z.object({ id, base: values, change: values }) as unknown as z.ZodType<EditInput<Id, Fields>>;
}

interface Editing<Row, Fields> {
	readonly kind: string;
	readonly id: string;
	/** The fields as they are now. */
	readonly fields: Fields;
	/** The whole record, from the merged fields; unchecked. */
	readonly assemble: (fields: Fields) => unknown;
	readonly schema: z.ZodType<Row>;
	/** What a valid record changes, or why it may not be so. */
	readonly effects: (row: Row, changed: readonly string[]) => readonly Effect[] | Decision;
}

/** Merges an edit into what is there now, and says where two people changed one field. */
export function decideEdit<Row, Fields extends object>(editing: Editing<Row, Fields>, edit: RecordEdit<Fields>): Decision {
	const { row: fields, changed, clashes } = mergeEdit(editing.fields, edit);
	const notices = clashes.length > 0 ? (['editClash'] as const) : [];
	const facts = clashes.length > 0 ? clashFacts(editing, clashes) : undefined;
	if (changed.length === 0) return accepted([], [], notices, facts);
	const parsed = editing.schema.safeParse(editing.assemble(fields));
	if (!parsed.success) return refused('invalidPayload', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
	const effects = editing.effects(parsed.data, changed);
	return 'outcome' in effects ? effects : accepted(effects, [], notices, facts);
}

/** Longest text of a value in an outcome; enough to recognise it. */
const longestValue = 200;

/** `fields` names those that clashed; `kept.<field>` and `wanted.<field>` are absent where the field is empty. */
function clashFacts({ kind, id }: { kind: string; id: string }, clashes: readonly EditClash[]): Record<string, string | number> {
	const facts: Record<string, string | number> = { kind, id, fields: clashes.map((clash) => clash.field).join(',') };
	for (const { field, kept, wanted } of clashes) {
		const [keptText, wantedText] = [textOf(kept), textOf(wanted)];
		if (keptText !== undefined) facts[`kept.${field}`] = keptText;
		if (wantedText !== undefined) facts[`wanted.${field}`] = wantedText;
	}
	return facts;
}

function textOf(value: unknown): string | number | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return value.slice(0, longestValue);
	if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('; ').slice(0, longestValue);
	return JSON.stringify(value).slice(0, longestValue);
}

import { fieldWord } from './field-words.ts';
import { formatDate, formatMoney } from './format.ts';
import type { Names } from './names.ts';
import { m } from './paraglide/messages.js';

type Facts = Readonly<Record<string, string | number>>;
type Value = string | number | undefined;
/** Words of values that are codes, by field. */
type ValueWords = Readonly<Record<string, Readonly<Record<string, () => string>>>>;

/** Which record it is about, and for each field what stands there now beside what was filled in. */
export function clashText(facts: Facts, names: Names, words: ValueWords): { name: string; fields: string } {
	const kind = String(facts.kind ?? '');
	const fields = String(facts.fields ?? '').split(',').filter(Boolean);
	const lines = fields.map((field) =>
		m.editing_clash_of({
			field: fieldWord(kind, field),
			kept: valueText(field, facts[`kept.${field}`], names, words),
			wanted: valueText(field, facts[`wanted.${field}`], names, words)
		})
	);
	return { name: recordName(kind, String(facts.id ?? ''), names), fields: lines.join(' ') };
}

function recordName(kind: string, id: string, names: Names): string {
	if (kind === 'title') return `${names.title(id)}.`;
	if (kind === 'copy') return `${names.copy(id)}.`;
	if (kind === 'patron') return `${names.patron(id)}.`;
	return kind === 'homeClass' ? `${names.homeClass(id)}.` : '';
}

function valueText(field: string, value: Value, names: Names, words: ValueWords): string {
	if (value === undefined) return m.editing_nothing();
	if (field === 'homeClassId') return names.homeClass(String(value));
	if (field === 'titleId') return names.title(String(value));
	if (field === 'locationId') return m.editing_other_setting();
	if (field.endsWith('Cents')) return formatMoney(Number(value));
	const word = words[field]?.[String(value)];
	if (word) return word();
	const text = String(value);
	// Lists of rules and the like travel as they are kept; nobody wants to read that.
	if (/^(\[|\{|true$|false$)/.test(text)) return m.editing_other_setting();
	return m.editing_quoted({ value: /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text) : text });
}

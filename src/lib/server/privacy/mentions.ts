import { sql, type RawBuilder } from 'kysely';

/** How an id stands in a record: between quotes, so that `p1` is not found in `p10`. */
export function asIdInJson(id: string): string {
	return JSON.stringify(id);
}

/** How words stand inside a text in a record. */
export function asWordsInJson(words: string): string {
	return JSON.stringify(words).slice(1, -1);
}

/** Whether a column of JSON text holds one of these texts; the same on both databases. */
export function mentions(column: string, texts: readonly string[]): RawBuilder<boolean> {
	const each = texts.map((text) => sql`${sql.ref(column)} like ${`%${text.replaceAll(/[!%_]/g, '!$&')}%`} escape '!'`);
	return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

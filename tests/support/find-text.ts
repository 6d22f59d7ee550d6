import { sql } from 'kysely';
import type { OpenDatabase } from '#lib/server/db/open.ts';

export interface FoundText {
	readonly text: string;
	readonly table: string;
	readonly column: string;
	readonly row: Record<string, unknown>;
}

/** Looks for texts in every text column of every table. */
export async function findTexts({ reader }: Pick<OpenDatabase, 'reader'>, texts: readonly string[]): Promise<FoundText[]> {
	const found: FoundText[] = [];
	for (const { name, columns } of await reader.introspection.getTables()) {
		const wide = columns.filter((column) => /text|char|clob|json/i.test(column.dataType)).map((column) => column.name);
		if (wide.length === 0) continue;
		const any = wide.flatMap((column) => texts.map((text) => sql`${sql.ref(column)} like ${`%${text}%`}`));
		const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)} where ${sql.join(any, sql` or `)}`.execute(reader);
		for (const row of rows) {
			for (const column of wide) {
				for (const text of texts) if (String(row[column]).includes(text)) found.push({ text, table: name, column, row });
			}
		}
	}
	return found;
}

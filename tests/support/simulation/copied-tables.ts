import { CompiledQuery } from 'kysely';
import type { OpenDatabase } from '#lib/server/db/open.ts';

/** All records of a database, put aside under a name and brought back: a backup in memory, or a new school for each run. */
export class CopiedTables {
	readonly #database: OpenDatabase;
	#tables: string[] = [];

	constructor(database: OpenDatabase) {
		this.#database = database;
	}

	async putAside(name: string): Promise<void> {
		if (this.#tables.length === 0) this.#tables = await this.#list();
		await this.#run(`attach ':memory:' as ${name}`).catch(() => undefined);
		for (const table of this.#tables) {
			await this.#run(`drop table if exists ${name}."${table}"`);
			await this.#run(`create table ${name}."${table}" as select * from main."${table}"`);
		}
	}

	async bringBack(name: string): Promise<void> {
		await this.#run('pragma foreign_keys = off');
		await this.#database.reader.transaction().execute(async (tx) => {
			for (const table of this.#tables) {
				await tx.executeQuery(CompiledQuery.raw(`delete from main."${table}"`));
				await tx.executeQuery(CompiledQuery.raw(`insert into main."${table}" select * from ${name}."${table}"`));
			}
		});
		await this.#run('pragma foreign_keys = on');
	}

	async #list(): Promise<string[]> {
		const { rows } = await this.#database.reader.executeQuery<{ name: string }>(
			CompiledQuery.raw(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
		);
		return rows.map((row) => row.name);
	}

	async #run(sql: string): Promise<void> {
		await this.#database.reader.executeQuery(CompiledQuery.raw(sql));
	}
}

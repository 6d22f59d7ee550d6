import path from 'node:path';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import type { Card, Patron } from '#lib/domain/people/patron.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { kyselyOnSqlite, openSqlite } from '#lib/server/db/sqlite.ts';
import type { Kysely } from 'kysely';

/** A patron with the card in his hand. */
export interface Cardholder {
	readonly patron: Patron;
	readonly name: string;
	readonly card: string;
}

/** A copy with its title. */
export interface Shelved {
	readonly copy: Copy;
	readonly barcode: string;
	readonly title: string;
}

/** The server's own books, read beside the running server. */
export class ServerRecords {
	readonly db: Kysely<Schema>;

	constructor(dataFolder: string) {
		this.db = kyselyOnSqlite<Schema>(openSqlite(path.join(dataFolder, 'mediatheek.sqlite'), 'read'));
	}

	/** Pupils with a valid card and nothing on their name: nothing to say about them at the desk. */
	async carefreePupils(count: number): Promise<Cardholder[]> {
		const [patrons, cards, busy] = await Promise.all([this.patrons(), this.cards(), this.#busyPatrons()]);
		const free = patrons.filter((patron) => patron.category === 'pupil' && !busy.has(patron.id) && !patron.blocked && !patron.attention);
		return free.flatMap((patron) => {
			const card = cards.find((each) => each.patronId === patron.id && each.status === 'active');
			return card ? [{ patron, name: nameOf(patron), card: card.id }] : [];
		}).slice(0, count);
	}

	/** Who teaches the pupil now, in the home class or in a group. */
	async teachersOf({ id, homeClassId }: Patron): Promise<Set<string>> {
		const places = await this.db.selectFrom('group_place').select('group_id').where('patron_id', '=', id).where('active', '=', 1).execute();
		const groups = [...(homeClassId ? [homeClassId as string] : []), ...places.map((place) => place.group_id)];
		const rows = await this.db.selectFrom('teaching').select('teacher_id').where('group_id', 'in', groups).where('active', '=', 1).execute();
		return new Set(rows.map((row) => row.teacher_id));
	}

	async cardholder(patronId: string): Promise<Cardholder> {
		const patron = (await this.patrons()).find((each) => each.id === patronId);
		const card = (await this.cards()).find((each) => each.patronId === patronId && each.status === 'active');
		if (!patron || !card) throw new Error(`${patronId} has no valid card`);
		return { patron, name: nameOf(patron), card: card.id };
	}

	/** Future due dates of open loans, the day with most of them first. */
	async dueDates(): Promise<string[]> {
		const today = new Date().toISOString().slice(0, 10);
		const rows = await this.db.selectFrom('copy_state').select('due_on').where('due_on', '>', today).execute();
		const byDay = Map.groupBy(rows, (row) => row.due_on ?? '');
		return [...byDay].toSorted(([, a], [, b]) => b.length - a.length).map(([day]) => day);
	}

	async countDueOn(day: string): Promise<number> {
		const rows = await this.db.selectFrom('copy_state').select('copy_id').where('due_on', '=', day).execute();
		return rows.length;
	}

	/** Copies on the shelf that anybody may have, each of another title that nobody waits for. */
	async freeCopies(count: number): Promise<Shelved[]> {
		const [rows, out, held, titles] = await Promise.all([
			this.db.selectFrom('copy').select('body').orderBy('id').execute(),
			this.db.selectFrom('copy_state').select('copy_id').where('loan_id', 'is not', null).execute(),
			this.db.selectFrom('hold').select('title_id').where('status', 'in', ['waiting', 'onShelf']).execute(),
			this.titles()
		]);
		const taken = new Set([...out.map((row) => row.copy_id), ...held.map((row) => row.title_id)]);
		const copies = rows.map((row) => JSON.parse(row.body) as Copy);
		const free = copies.filter((copy) => copy.status === 'inService' && copy.loanType === 'normal' && !taken.has(copy.id) && !taken.has(copy.titleId));
		const oneEach = [...new Map(free.map((copy) => [copy.titleId, copy])).values()];
		return oneEach.slice(0, count).map((copy) => ({ copy, barcode: copy.barcode, title: titles.get(copy.titleId)?.title ?? '' }));
	}

	/** Open loans of a patron as barcodes, sorted. */
	async lentTo(patronId: string): Promise<string[]> {
		const rows = await this.db
			.selectFrom('loan')
			.innerJoin('copy', (join) => join.onRef('copy.id', '=', 'loan.copy_id').onRef('copy.school_id', '=', 'loan.school_id'))
			.select('copy.barcode')
			.where('loan.patron_id', '=', patronId)
			.where('loan.returned_at', 'is', null)
			.execute();
		return rows.map((row) => row.barcode).sort();
	}

	/** The copies that a patron has now. */
	async copiesLentTo(patronId: string): Promise<Shelved[]> {
		const titles = await this.titles();
		const barcodes = await this.lentTo(patronId);
		const rows = await this.db.selectFrom('copy').select('body').where('barcode', 'in', barcodes).execute();
		const copies = rows.map((row) => JSON.parse(row.body) as Copy);
		return copies.map((copy) => ({ copy, barcode: copy.barcode, title: titles.get(copy.titleId)?.title ?? '' }));
	}

	/** Patron ids that have this copy now; more than one would be an error. */
	async holdersOf(copyId: string): Promise<(string | null)[]> {
		const rows = await this.db.selectFrom('loan').select('patron_id').where('copy_id', '=', copyId).where('returned_at', 'is', null).execute();
		return rows.map((row) => row.patron_id);
	}

	async incidents(copyId: string): Promise<Incident[]> {
		const rows = await this.db.selectFrom('incident').select('body').where('copy_id', '=', copyId).execute();
		return rows.map((row) => JSON.parse(row.body) as Incident);
	}

	/** Operations received from installations of that name, in order. */
	async operationsOf(installationName: string): Promise<{ n: number; type: string; status: string; codes: string; payload: string | null; certain: number }[]> {
		return this.db
			.selectFrom('operation')
			.innerJoin('installation', 'installation.id', 'operation.installation_id')
			.select(['operation.n', 'operation.type', 'operation.status', 'operation.codes', 'operation.payload', 'operation.certain'])
			.where('installation.name', '=', installationName)
			.orderBy('operation.n')
			.execute();
	}

	async patrons(): Promise<Patron[]> {
		const rows = await this.db.selectFrom('patron').select('body').orderBy('id').execute();
		return rows.map((row) => JSON.parse(row.body) as Patron);
	}

	async cards(): Promise<Card[]> {
		const rows = await this.db.selectFrom('card').select('body').orderBy('id').execute();
		return rows.map((row) => JSON.parse(row.body) as Card);
	}

	async titles(): Promise<Map<string, Title>> {
		const rows = await this.db.selectFrom('title').select('body').execute();
		return new Map(rows.map((row) => JSON.parse(row.body) as Title).map((title) => [title.id, title]));
	}

	close(): Promise<void> {
		return this.db.destroy();
	}

	async #busyPatrons(): Promise<Set<string>> {
		const [lent, held] = await Promise.all([
			this.db.selectFrom('loan').select('patron_id').where('returned_at', 'is', null).execute(),
			this.db.selectFrom('hold').select('patron_id').where('status', 'in', ['waiting', 'onShelf']).execute()
		]);
		const accounts = await this.db.selectFrom('account').select('patron_id').execute();
		return new Set([...lent, ...held, ...accounts].flatMap((row) => row.patron_id ?? []));
	}
}

export function nameOf({ givenName, infix, familyName }: Patron): string {
	return [givenName, infix, familyName].filter(Boolean).join(' ');
}

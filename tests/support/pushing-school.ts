import { operationId } from '#lib/domain/shared/ids.ts';
import { openDatabase, type DatabaseConfig } from '#lib/server/db/open.ts';
import { aCopy } from '../builders/domain.ts';
import { ServerSchool } from '../builders/server-school.ts';
import { Pusher } from './pusher.ts';
import { Chance } from './simulation/chance.ts';

const tablets = 3;
/** Enough that the history of one copy stays as short as in life. */
const copies = 60;
/** Between two attempts at a server that does not answer, in milliseconds. */
const pause = 25;

/** What the server's records say beside what the tablets know. */
export interface Audit {
	readonly issued: number;
	/** Requests without an answer. */
	readonly repeated: number;
	/** Operations that were stored, not acknowledged, sent again, and taken for what they were. */
	readonly recognised: number;
	/** Issued, and not in the records or without effect. */
	readonly lost: string[];
	/** In the records or in the history of a copy more than once, or never issued; copies that are lent twice. */
	readonly doubled: string[];
}

/** A school with three tablets that lend and take back as fast as the server answers, whatever happens to it. */
export class PushingSchool {
	readonly #place: DatabaseConfig;
	readonly #pushers: Pusher[];
	readonly #chance: Chance;
	#over = false;
	#working: Promise<unknown> = Promise.resolve();
	#answers = 0;
	#heard = Promise.withResolvers<void>();

	private constructor(place: DatabaseConfig, pushers: Pusher[], chance: Chance) {
		this.#place = place;
		this.#pushers = pushers;
		this.#chance = chance;
	}

	/** Made before its server starts: SQLite has one writer. */
	static async create(place: DatabaseConfig, origin: string, seed: number): Promise<PushingSchool> {
		const database = await openDatabase(place);
		const school = await ServerSchool.create(database);
		await school.write(Array.from({ length: copies }, (_, i) => ({ kind: 'copy', row: aCopy({ id: `kept-${i}` as never, barcode: `kept-${i}` }) }) as const));
		const pushers: Pusher[] = [];
		for (let i = 0; i < tablets; i++) {
			const { id, key, session } = await school.desk();
			pushers.push(new Pusher(id, { origin, key, actor: session.accountId, epoch: database.epoch }));
		}
		await database.close();
		return new PushingSchool(place, pushers, new Chance(seed));
	}

	begin(): void {
		this.#working = Promise.all(this.#pushers.map((pusher, who) => this.#work(pusher, who)));
		// It is for whoever waits to hear of it.
		this.#working.catch(() => undefined);
	}

	/** So many more requests have been answered. @throws what a tablet could not put up with */
	async untilAnswered(count: number): Promise<void> {
		for (const goal = this.#answers + count; this.#answers < goal; ) await this.#untilHeard();
	}

	/** Nothing new happens, and all that did has been acknowledged. */
	async finish(): Promise<void> {
		this.#over = true;
		await this.#working;
	}

	/** The server has asked once more to come back later. */
	async untilTurnedAway(): Promise<void> {
		for (const before = this.turnedAway.length; this.turnedAway.length === before; ) await this.#untilHeard();
	}

	/** The codes with which the server asked to come back later. */
	get turnedAway(): string[] {
		return this.#pushers.flatMap((pusher) => pusher.turnedAway);
	}

	/** Compares the records with what was issued; the server must have been stopped. */
	async audit(): Promise<Audit> {
		const database = await openDatabase(this.#place);
		const rows = await database.reader.selectFrom('operation').select(['installation_id', 'n', 'received_at', 'status']).execute();
		const facts = await database.reader.selectFrom('copy_fact').select('operation_id').execute();
		const open = await database.reader.selectFrom('loan').select('copy_id').where('returned_at', 'is', null).execute();
		await database.close();
		const issued = new Set(this.#pushers.flatMap(({ id, issued: count }) => Array.from({ length: count }, (_, i) => `${operationId(id, i + 1)}`)));
		const storedIds = rows.map((row) => `${operationId(row.installation_id as never, row.n)}`);
		const factIds = facts.map((row) => row.operation_id);
		const [stored, effects] = [new Set(storedIds), new Set(factIds)];
		const pusherOf = new Map(this.#pushers.map((pusher) => [`${pusher.id}`, pusher]));
		const sum = (of: (pusher: Pusher) => number) => this.#pushers.reduce((total, pusher) => total + of(pusher), 0);
		return {
			issued: issued.size,
			repeated: sum((pusher) => pusher.repeated),
			recognised: rows.filter((row) => row.received_at < (pusherOf.get(row.installation_id)?.askedAt(row.n) ?? 0)).length,
			lost: [...issued].filter((id) => !stored.has(id) || !effects.has(id)),
			doubled: [...repeatedIn(storedIds), ...repeatedIn(factIds), ...repeatedIn(open.map((row) => row.copy_id)), ...storedIds.filter((id) => !issued.has(id))]
		};
	}

	async #work(pusher: Pusher, who: number): Promise<void> {
		while (!this.#over || pusher.acknowledged < pusher.issued) {
			if (!this.#over && !pusher.isBusy) this.#recordSome(pusher, who);
			const taken = await pusher.push();
			if (taken) this.#answers++;
			this.#heard.resolve();
			this.#heard = Promise.withResolvers();
			if (!taken) await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}

	async #untilHeard(): Promise<void> {
		await Promise.race([this.#heard.promise, this.#working]);
	}

	#recordSome(pusher: Pusher, who: number): void {
		const chance = this.#chance;
		for (let i = 1 + chance.below(4); i > 0; i--) {
			const copyId = `kept-${chance.below(copies)}`;
			if (chance.happens(0.5)) pusher.record('check-in', { copyId });
			else pusher.record('check-out', { loanId: `loan-${who}-${pusher.issued}`, copyId, patronId: `patron-${1 + chance.below(4)}` });
		}
	}
}

function repeatedIn(list: readonly string[]): string[] {
	const once = new Set<string>();
	return list.filter((each) => once.size === once.add(each).size);
}

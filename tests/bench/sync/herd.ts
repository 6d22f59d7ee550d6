import { scopes } from '#lib/protocol/scopes.ts';
import { snapshotManifestSchema } from '#lib/protocol/sync.ts';
import { Chance } from '../../support/simulation/chance.ts';
import type { BusySchool, Reader } from './busy-school.ts';
import { pull } from './pull.ts';

export const herd = { starts: 9_000, minutes: 10, timesFaster: 3, newcomersInTen: 1 } as const;

export interface HerdFigures {
	readonly starts: number;
	readonly newcomers: number;
	/** From the first start to the last answer, in milliseconds of the clock on the wall. */
	readonly took: number;
	/** Of each start of a phone that knew the school, in milliseconds. */
	readonly known: readonly number[];
	/** Of each first start, catalogue included. */
	readonly first: readonly number[];
	/** Answers that asked to come back later, each obeyed. */
	readonly turnedAway: number;
	/** What went wrong otherwise. */
	readonly errors: readonly string[];
	/** Starts under way at the same time, at most. */
	readonly most: number;
}

/** Monday at half past eight: phones start at any moment of ten minutes, which pass three times as fast. */
export async function measureHerd(origin: string, school: BusySchool, seed: number): Promise<HerdFigures> {
	const chance = new Chance(seed);
	const within = (herd.minutes * 60_000) / herd.timesFaster;
	const known: number[] = [];
	const first: number[] = [];
	const errors: string[] = [];
	const visit = new Visit(origin, school);
	let inside = 0;
	let most = 0;
	const began = performance.now();
	const starts = Array.from({ length: herd.starts }, (_, i) => ({ at: chance.next() * within, reader: school.pupils[i % school.pupils.length] as Reader, isNew: chance.below(10) < herd.newcomersInTen }));
	await Promise.all(
		starts.map(async ({ at, reader, isNew }) => {
			await new Promise((resolve) => setTimeout(resolve, at));
			most = Math.max(most, ++inside);
			const since = performance.now();
			try {
				await (isNew ? visit.first(reader) : visit.again(reader));
				(isNew ? first : known).push(performance.now() - since);
			} catch (error) {
				errors.push(String(error));
			}
			inside--;
		})
	);
	return { starts: herd.starts, newcomers: first.length, took: performance.now() - began, known, first, turnedAway: visit.turnedAway, errors, most };
}

/** What an app asks when it starts; it comes back when it is asked to. */
class Visit {
	readonly #origin: string;
	readonly #school: BusySchool;
	turnedAway = 0;

	constructor(origin: string, school: BusySchool) {
		this.#origin = origin;
		this.#school = school;
	}

	async again(reader: Reader): Promise<void> {
		const { scopes: answers } = (await (await this.#pull(reader, reader.yesterday)).json()) as { scopes: { rows: unknown[] }[] };
		if (!answers.some(({ rows }) => rows.length > 0)) throw new Error('no news came');
	}

	/** The catalogue in pages, the rest as news. */
	async first(reader: Reader): Promise<void> {
		await (await this.#pull(reader, {})).arrayBuffer();
		const scope = scopes.catalogue(this.#school.schoolId);
		const manifest = snapshotManifestSchema.parse(await (await this.#get(reader, `/api/sync/snapshot/${encodeURIComponent(scope)}`)).json());
		for (const { hash } of manifest.pages) await (await this.#get(reader, `/api/sync/page/${hash}`)).arrayBuffer();
		await (await this.#pull(reader, { [scope]: manifest.seq })).arrayBuffer();
	}

	#pull(reader: Reader, cursors: Readonly<Record<string, number>>): Promise<Response> {
		return this.#until(() => pull(this.#origin, this.#school.epoch, reader, cursors));
	}

	#get(reader: Reader, path: string): Promise<Response> {
		return this.#until(() => fetch(this.#origin + path, { headers: { cookie: reader.cookie } }));
	}

	async #until(ask: () => Promise<Response>): Promise<Response> {
		for (;;) {
			const response = await ask();
			if (response.ok) return response;
			const seconds = Number(response.headers.get('retry-after'));
			if (![429, 503].includes(response.status) || !(seconds > 0)) throw new Error(`${response.status}: ${await response.text()}`);
			await response.arrayBuffer();
			this.turnedAway++;
			await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
		}
	}
}

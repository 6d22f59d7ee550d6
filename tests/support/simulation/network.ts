import type { SendFailure } from '#lib/client/sync/core.ts';
import type { Sent } from '#lib/client/sync/transport.ts';
import { RequestFailure } from '#lib/server/failure.ts';
import type { Chance } from './chance.ts';
import { Killed } from './simulated-server.ts';
import type { VirtualTime } from './virtual-time.ts';

export const refusals = ['signInNeeded', 'unknownInstallation', 'revokedInstallation', 'updateNeeded', 'tooLarge', 'tooMany', 'serverFailed', 'busy', 'notOurServer'] as const;

/**
 * What becomes of one request: carried; lost; carried with its answer lost; carried twice; carried long after the sender
 * gave up; answered late; answered with what was answered before; the server killed before it could commit; or
 * answered by a failure that has nothing to do with the request, `notOurServer` being a captive portal's page.
 */
export type Weather = 'fair' | 'lost' | 'cut' | 'twice' | 'late' | 'slow' | 'stale' | 'killed' | (typeof refusals)[number];

/** As long as the app waits for an answer. */
const timeLimit = 45_000;

/** The end of the network at one tab. */
export interface Line {
	readonly online: boolean;
	/** The last answers this end received, by what was asked. */
	readonly answers: Map<string, unknown>;
	/** @returns what to name when its answer lands */
	depart(): number;
	/** Hands an answer to the app and waits until the app has done with it. */
	land(departed: number, deliver: () => void): Promise<void>;
}

type Ask<T> = (killed: boolean) => Promise<T>;

export class Network {
	weather: () => Weather = () => 'fair';
	readonly #time: VirtualTime;
	readonly #chance: Chance;

	constructor(time: VirtualTime, chance: Chance) {
		this.#time = time;
		this.#chance = chance;
	}

	/** Carries one request by the weather of the moment. Virtual time must pass before it is answered. */
	send<T>(line: Line, what: string, ask: Ask<T>): Promise<Sent<T>> {
		const weather = line.online ? this.weather() : 'lost';
		const departed = line.depart();
		return new Promise((resolve) => {
			let landed = false;
			const land = async (sent: Sent<T>) => {
				if (landed) return;
				landed = true;
				giveUp();
				if (sent.ok) line.answers.set(what, sent.body);
				await line.land(departed, () => resolve(sent));
			};
			const giveUp = this.#time.after(timeLimit, () => land(failed('offline')));
			this.#carry(weather, line.answers.get(what) as T | undefined, ask, land);
		});
	}

	#carry<T>(weather: Weather, before: T | undefined, ask: Ask<T>, land: (sent: Sent<T>) => Promise<void>): void {
		const soon = () => 5 + this.#chance.below(60);
		const arrive = (delay: number, back: number) =>
			this.#travel(delay, land, async () => {
				const sent = await answered(ask, weather === 'killed');
				if (weather === 'cut' || weather === 'killed') return land(failed('offline'));
				this.#travel(back, land, () => land(sent));
			});
		switch (weather) {
			case 'fair':
			case 'cut':
			case 'killed':
				return void arrive(soon(), soon());
			case 'twice':
				arrive(soon(), soon());
				return void arrive(soon() + this.#chance.below(90_000), soon());
			case 'late':
				return void arrive(timeLimit + this.#chance.below(180_000), soon());
			case 'slow':
				return void arrive(soon(), 2_000 + this.#chance.below(58_000));
			case 'stale':
				if (before === undefined) return void arrive(soon(), soon());
				return void this.#travel(soon(), land, () => land({ ok: true, body: before }));
			case 'lost':
				return void this.#time.after(soon(), () => land(failed('offline')));
			default:
				return void this.#time.after(soon(), () => land(failed(weather, weather === 'busy' ? 5_000 : undefined)));
		}
	}

	/** What was under way when everybody fell asleep never arrives: the connection is gone when they wake up. */
	#travel<T>(ms: number, land: (sent: Sent<T>) => Promise<void>, arrive: () => Promise<void>): void {
		const due = this.#time.now + ms;
		this.#time.after(ms, () => (this.#time.now - due > 60_000 ? land(failed('offline')) : arrive()));
	}
}

function failed(code: SendFailure['code'], retryAfter?: number): { readonly ok: false; readonly failure: SendFailure } {
	return { ok: false, failure: { code, retryAfter } };
}

async function answered<T>(ask: Ask<T>, killed: boolean): Promise<Sent<T>> {
	try {
		return { ok: true, body: await ask(killed) };
	} catch (error) {
		if (error instanceof Killed) return failed('offline');
		if (!(error instanceof RequestFailure)) throw error;
		return failed(error.code);
	}
}

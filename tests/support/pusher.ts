import type { AccountId, InstallationId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { protocolVersion, pushResponseSchema } from '#lib/protocol/sync.ts';

/** Operations sent at once; a tablet may send more, but then a broken request has less to say. */
const atOnce = 20;
/** A server that says nothing for so long is asked again, in milliseconds. Harmless, as every repetition is. */
const patience = 30_000;

export interface PusherAddress {
	readonly origin: string;
	readonly key: string;
	readonly epoch: string;
	readonly actor: AccountId;
}

/** An installation reduced to what a broken server meets: it numbers operations, sends them until they are taken, and remembers what was acknowledged. */
export class Pusher {
	readonly id: InstallationId;
	readonly #address: PusherAddress;
	#operations: Operation[] = [];
	/** When the request was sent whose answer acknowledged operation n, at n − 1. */
	#askedAt: number[] = [];
	/** Requests whose answer never came, so that they were sent again. */
	repeated = 0;
	/** Codes of the answers that asked to come back later. */
	readonly turnedAway: string[] = [];

	constructor(id: InstallationId, address: PusherAddress) {
		this.id = id;
		this.#address = address;
	}

	get issued(): number {
		return this.#operations.length;
	}

	/** Highest number the server has said it has. */
	get acknowledged(): number {
		return this.#askedAt.length;
	}

	/** Whether a request is full: who records on would only make the next ones wait. */
	get isBusy(): boolean {
		return this.issued - this.acknowledged >= atOnce;
	}

	/** When the request was sent that acknowledged it; what the server stored before that, it had from an earlier one. */
	askedAt(n: number): number {
		return this.#askedAt[n - 1] ?? Infinity;
	}

	record(type: string, payload: unknown): void {
		const { actor } = this.#address;
		this.#operations.push({ n: this.issued + 1, type, v: 1, actor, payload, clock: reading() });
	}

	/** Sends what is not acknowledged, once. False when no answer came, or the server asked to come back. @throws when an acknowledged operation is gone */
	async push(): Promise<boolean> {
		const { origin, key, epoch } = this.#address;
		const operations = this.#operations.slice(this.acknowledged, this.acknowledged + atOnce);
		const body = JSON.stringify({ proto: protocolVersion, build: 'test', epoch, installation: this.id, sent: reading(), operations });
		const headers = { 'content-type': 'application/json', authorization: `Installation ${this.id}.${key}` };
		const askedAt = Date.now();
		let status: number, answer: unknown;
		try {
			const response = await fetch(`${origin}/api/sync/push`, { method: 'POST', body, headers, signal: AbortSignal.timeout(patience) });
			status = response.status;
			answer = await response.json();
		} catch {
			this.repeated++;
			return false;
		}
		if (status >= 500) {
			this.turnedAway.push(String((answer as { failure?: string }).failure));
			return false;
		}
		if (status !== 200) throw new Error(`push answered ${status}: ${JSON.stringify(answer)}`);
		const { lastN } = pushResponseSchema.parse(answer);
		if (lastN < this.acknowledged) throw new Error(`${this.id} had ${this.acknowledged} acknowledged and the server knows ${lastN}`);
		while (this.acknowledged < lastN) this.#askedAt.push(askedAt);
		return true;
	}
}

function reading() {
	return { wall: Date.now(), monotonic: performance.now(), session: 'test', offset: 0 };
}

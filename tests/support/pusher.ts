import type { AccountId, InstallationId } from '#lib/domain/shared/ids.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import { protocolVersion, pushResponseSchema } from '#lib/protocol/sync.ts';

/** An installation reduced to what a killed server meets: it numbers operations, sends them until they are taken, and remembers what was acknowledged. */
export class Pusher {
	readonly id: InstallationId;
	readonly #address: { origin: string; key: string; epoch: string; actor: AccountId };
	#operations: Operation[] = [];
	/** Highest number the server has said it has. */
	acknowledged = 0;
	/** Requests whose answer never came, so that they were sent again. */
	repeated = 0;

	constructor(id: InstallationId, address: { origin: string; key: string; epoch: string; actor: AccountId }) {
		this.id = id;
		this.#address = address;
	}

	get issued(): number {
		return this.#operations.length;
	}

	record(type: string, payload: unknown): void {
		const clock = { wall: Date.now(), monotonic: performance.now(), session: 'test', offset: 0 };
		const { actor } = this.#address;
		this.#operations.push({ n: this.issued + 1, type, v: 1, actor, payload, clock });
	}

	/** Sends what is not acknowledged, once. False when no answer came. @throws when an acknowledged operation is gone */
	async push(): Promise<boolean> {
		const { origin, key, epoch } = this.#address;
		const sent = { wall: Date.now(), monotonic: performance.now(), session: 'test', offset: 0 };
		const operations = this.#operations.filter((operation) => operation.n > this.acknowledged).slice(0, 20);
		const body = JSON.stringify({ proto: protocolVersion, build: 'test', epoch, installation: this.id, sent, operations });
		const headers = { 'content-type': 'application/json', authorization: `Installation ${this.id}.${key}` };
		let response: Response;
		try {
			response = await fetch(`${origin}/api/sync/push`, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) });
			if (response.status === 503) return false;
		} catch {
			this.repeated++;
			return false;
		}
		if (!response.ok) throw new Error(`push answered ${response.status}: ${await response.text()}`);
		const { lastN } = pushResponseSchema.parse(await response.json());
		if (lastN < this.acknowledged) throw new Error(`${this.id} had ${this.acknowledged} acknowledged and the server knows ${lastN}`);
		this.acknowledged = lastN;
		return true;
	}
}

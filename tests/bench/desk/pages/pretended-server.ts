import type { Transport } from '#lib/client/sync/transport.ts';
import type { Operation } from '#lib/protocol/operation.ts';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { Records } from '#lib/client/view/records.ts';

export const epoch = 'bench';
/** Time that an answer is under way: a school's Wi-Fi on a good day. */
const latency = 15;

/** A server that takes everything and gives back what the device expects; or a network that is away. */
export class PretendedServer {
	online: boolean;
	/** Rows of others, to be handed out with the next pull. */
	extra: WireRow[] = [];
	records: Records | undefined;
	readonly #installationId: string;
	readonly #scopes: readonly string[];
	#lastN = 0;
	#seq = 1;
	#touched = new Set<string>();

	constructor(installationId: string, scopes: readonly string[], online: boolean) {
		this.#installationId = installationId;
		this.#scopes = scopes;
		this.online = online;
	}

	readonly transport: Transport = {
		push: async ({ operations }) => {
			if (!(await this.#travel())) return { ok: false, failure: { code: 'offline' } };
			for (const operation of operations) this.#take(operation);
			return { ok: true, body: { epoch, lastN: this.#lastN, serverNow: Date.now() } };
		},
		pull: async ({ cursors }) => {
			if (!(await this.#travel())) return { ok: false, failure: { code: 'offline' } };
			const to = ++this.#seq;
			const scopes = this.#scopes.map((id) => ({ id, from: cursors[id] ?? null, to, more: false, rows: this.#rowsOf(id, to) }));
			this.#touched.clear();
			this.extra = [];
			return { ok: true, body: { epoch, scopes, serverNow: Date.now() } };
		},
		manifest: () => Promise.reject(new Error('nothing is loaded from nothing here')),
		page: () => Promise.reject(new Error('nothing is loaded from nothing here'))
	};

	async #travel(): Promise<boolean> {
		await new Promise((resolve) => setTimeout(resolve, latency));
		return this.online;
	}

	#take(operation: Operation): void {
		this.#lastN = Math.max(this.#lastN, operation.n);
		const { copyId } = operation.payload as { copyId?: string };
		if (copyId) this.#touched.add(copyId);
	}

	#rowsOf(scope: string, seq: number): WireRow[] {
		if (scope.startsWith('dev:')) {
			return [{ k: 'progress', id: this.#installationId, s: seq, b: { id: this.#installationId, lastN: this.#lastN, name: 'Balie' } }];
		}
		if (!scope.startsWith('desk:')) return [];
		// Through JSON, as everything that crosses the wire.
		const states = [...this.#touched].map((id) => ({ k: 'copyState', id, s: seq, b: this.records?.get('copyState', id) }));
		return JSON.parse(JSON.stringify([...states, ...this.extra])) as WireRow[];
	}
}

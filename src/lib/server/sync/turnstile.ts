import { RequestFailure } from '../failure.ts';

/** Lets so many in at once and sends the others away to come back: a class that starts together must not queue up here. */
export class Turnstile {
	readonly #limit: number;
	#inside = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** @throws RequestFailure `busy` when full */
	async pass<T>(work: () => Promise<T>): Promise<T> {
		if (this.#inside >= this.#limit) throw new RequestFailure('busy');
		this.#inside++;
		try {
			return await work();
		} finally {
			this.#inside--;
		}
	}
}

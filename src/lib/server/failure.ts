import type { Failure, FailureCode } from '#lib/protocol/failures.ts';

/** A request that cannot be answered, with the code its sender acts on. Nothing of its transaction stays. */
export class RequestFailure extends Error {
	override readonly name = 'RequestFailure';
	readonly code: FailureCode;
	readonly facts: Failure['facts'];

	constructor(code: FailureCode, facts?: Failure['facts']) {
		super(code);
		this.code = code;
		this.facts = facts;
	}
}

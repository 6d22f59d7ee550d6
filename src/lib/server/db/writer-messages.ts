import type { Failure, FailureCode } from '#lib/protocol/failures.ts';
import { RequestFailure } from '../failure.ts';

/** What the request thread asks of the writer thread. */
export interface JobRequest {
	readonly call: number;
	readonly name: string;
	readonly args: unknown;
}

/** What comes back. Errors lose their class on the way, so failures say their code. */
export type JobAnswer =
	| { readonly call: number; readonly result: unknown }
	| { readonly call: number; readonly failure: FailureCode; readonly facts: Failure['facts'] }
	| { readonly call: number; readonly error: string; readonly stack: string | undefined };

export function answerOfError(call: number, error: unknown): JobAnswer {
	if (error instanceof RequestFailure) return { call, failure: error.code, facts: error.facts };
	if (error instanceof Error) return { call, error: error.message, stack: error.stack };
	return { call, error: String(error), stack: undefined };
}

export function errorOfAnswer(answer: Exclude<JobAnswer, { result: unknown }>): Error {
	if ('failure' in answer) return new RequestFailure(answer.failure, answer.facts);
	const error = new Error(answer.error);
	if (answer.stack) error.stack = answer.stack;
	return error;
}

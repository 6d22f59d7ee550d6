import type { z } from 'zod';
import { failureSchema, type FailureCode } from '#lib/protocol/failures.ts';

export type Result<T = unknown> =
	| { readonly ok: true; readonly body: T }
	| { readonly ok: false; readonly failure: FailureCode | 'offline' | 'notOurServer'; readonly facts?: Readonly<Record<string, string | number>> | undefined };

/** Asks the server something a person waits for. Never throws. */
export async function request<T>(
	path: string,
	schema: z.ZodType<T>,
	body?: unknown,
	headers: Readonly<Record<string, string>> = {}
): Promise<Result<T>> {
	// What is text already is a file of its own.
	const post = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
	try {
		const response = await fetch(path, { ...(body === undefined ? { headers } : post), signal: AbortSignal.timeout(20_000), cache: 'no-store' });
		const answer: unknown = await response.json().catch(() => undefined);
		if (response.ok) {
			const parsed = schema.safeParse(answer);
			return parsed.success ? { ok: true, body: parsed.data } : { ok: false, failure: 'notOurServer' };
		}
		const failed = failureSchema.safeParse(answer);
		return failed.success ? { ok: false, failure: failed.data.failure, facts: failed.data.facts } : { ok: false, failure: 'notOurServer' };
	} catch {
		return { ok: false, failure: 'offline' };
	}
}

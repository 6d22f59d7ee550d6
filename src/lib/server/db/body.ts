import type { Body } from './schema.ts';

/** Reads a record this server wrote itself; what comes from outside goes through its schema instead. */
export function parseBody<T>(body: Body): T {
	return JSON.parse(body) as T;
}

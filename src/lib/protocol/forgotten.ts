/** Somebody was forgotten: a device takes out of its own keeping whatever still names them. */
export interface Forgotten {
	/** SHA-256 of `forgottenText`, hexadecimal. */
	readonly id: string;
}

/** What is hashed to know a forgotten id again, on a device as on the server. */
export function forgottenText(schoolId: string, id: string): string {
	return `${schoolId} ${id}`;
}

/** Stands in an archive for the payload of an operation that named somebody who was forgotten. */
export const blankedPayload = { forgotten: true } as const;

export function isBlanked(payload: unknown): boolean {
	return typeof payload === 'object' && payload !== null && 'forgotten' in payload && payload.forgotten === true && Object.keys(payload).length === 1;
}

/** No id is longer; what is longer is a photo or a story. */
const longestId = 240;
/** A payload names a handful of records; more strings than this are a list of something else. */
const mostStrings = 400;

/** Every string in a payload that could be an id. */
export function idsIn(payload: unknown): string[] {
	const found = new Set<string>();
	walk(payload, found);
	return [...found].slice(0, mostStrings);
}

function walk(value: unknown, found: Set<string>): void {
	if (typeof value === 'string') {
		if (value.length > 0 && value.length <= longestId) found.add(value);
	} else if (Array.isArray(value)) for (const each of value) walk(each, found);
	else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) walk(each, found);
}

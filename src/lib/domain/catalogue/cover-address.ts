import { z } from 'zod';

/** Where covers are fetched: an address in which `{isbn}` stands for thirteen digits. Absent in a school: covers are drawn. */
export const coverAddressSchema = z
	.url({ protocol: /^https?$/ })
	.max(500)
	.refine((address) => address.includes('{isbn}'));

/** Open Library gives covers away, and answers `404` where it has none. */
export const coverPreset = 'https://covers.openlibrary.org/b/isbn/{isbn}-M.jpg?default=false';

export function coverAddressFor(pattern: string, isbn: string): string {
	return pattern.replaceAll('{isbn}', isbn);
}

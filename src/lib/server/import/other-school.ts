/** A BRIN, with or without the two digits of a location, that is not this school's. */
export function isOfOtherSchool(code: string, brin: string): boolean {
	const text = code.trim().toUpperCase();
	return /^\d{2}[A-Z]{2}(\d{2})?$/.test(text) && !text.startsWith(brin);
}

import { catalogueColumns } from './catalogue-columns.ts';
import { headerKey, namedColumns } from './columns.ts';
import { isRosterOf, rosterColumns } from './roster-columns.ts';

/** Columns that no list of people has beside a `titel`, which is a degree there. */
const ofTitlesOnly = ['isbn', 'isbn13', 'authors', 'publisher', 'pages'] as const;

/** A header that tells of titles, whatever else its names could mean. */
export function isOfTitles(header: readonly string[]): boolean {
	const columns = namedColumns(header, catalogueColumns);
	return columns.has('title') && ofTitlesOnly.some((field) => columns.has(field));
}

/** A header that tells of people. Authors have names too, so beside a `titel` only a number of a person tells. */
export function isOfPeople(header: readonly string[]): boolean {
	if (isOfTitles(header)) return false;
	if (namedColumns(header, catalogueColumns).has('title')) return header.some((cell) => /^(leerling|stam|lener|personeel|docent|student)/.test(headerKey(cell)));
	const columns = namedColumns(header, rosterColumns);
	return isRosterOf('pupil')(columns) || (columns.has('given') && columns.has('family'));
}

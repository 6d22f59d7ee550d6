import { isInfix, splitSurname } from './infix.ts';

export interface PersonName {
	readonly givenName: string;
	readonly infix?: string;
	readonly familyName: string;
}

export interface NameCells {
	readonly given?: string | undefined;
	readonly infix?: string | undefined;
	readonly family?: string | undefined;
	/** The whole name in one cell. */
	readonly full?: string | undefined;
}

/** Longest part of a name that is stored. */
export const longestName = 200;

/**
 * A person's name from the cells of a roster. A tussenvoegsel inside the surname cell is taken out, also when the
 * infix cell repeats it (OneRoster's `familyName`). `undefined` when no name stands there at all.
 */
export function readPersonName(cells: NameCells): PersonName | undefined {
	const full = tidy(cells.full);
	if (full !== '' && tidy(cells.given) === '' && tidy(cells.family) === '') return readFullName(full, tidy(cells.infix));
	return assemble(tidy(cells.given), tidy(cells.infix), tidy(cells.family));
}

/** `Zoë van der Meer`. */
export function spokenName(name: PersonName): string {
	return [name.givenName, name.infix, name.familyName].filter(Boolean).join(' ');
}

export function tidy(text: string | undefined): string {
	return (text ?? '').normalize('NFC').replace(/[\s\u00A0\u200B\uFEFF]+/g, ' ').trim();
}

function assemble(given: string, infix: string, family: string): PersonName | undefined {
	const surname = withoutInfix(behindComma(family), infix);
	const familyName = cut(surname.familyName);
	const givenName = cut(given);
	if (givenName === '' && familyName === '') return undefined;
	const before = infix === '' ? surname.infix : infix;
	return before === undefined || before === '' ? { givenName, familyName } : { givenName, infix: cut(before), familyName };
}

function withoutInfix(family: string, infix: string): { infix?: string; familyName: string } {
	if (infix === '') return splitSurname(family);
	const repeated = family.toLowerCase().startsWith(`${infix.toLowerCase()} `);
	return { familyName: repeated ? family.slice(infix.length + 1) : family };
}

/** `Meer, van der` in one surname cell. */
function behindComma(family: string): string {
	const [surname, infix] = family.split(', ', 2);
	return surname !== undefined && infix !== undefined && isInfix(infix) ? `${infix} ${surname}` : family;
}

function readFullName(full: string, infix: string): PersonName | undefined {
	const comma = full.indexOf(',');
	if (comma >= 0) return surnameFirst(full.slice(0, comma).trim(), full.slice(comma + 1).trim(), infix);
	const [given = '', ...rest] = full.split(' ');
	return assemble(given, infix, rest.join(' '));
}

/** `Meer, Zoë van der` and `Meer, van der, Zoë`. */
function surnameFirst(surname: string, rest: string, infix: string): PersonName | undefined {
	const [before, after] = rest.split(/,\s*/, 2);
	if (before !== undefined && after !== undefined && isInfix(before)) return assemble(after, before, surname);
	const words = rest.split(' ');
	let start = words.length;
	while (start > 1 && isInfix(words[start - 1] ?? '')) start--;
	const found = words.slice(start).join(' ');
	return assemble(words.slice(0, start).join(' '), infix === '' ? found : infix, surname);
}

function cut(text: string): string {
	return text.slice(0, longestName);
}

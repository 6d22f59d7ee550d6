import type { FileOrigin } from '#lib/protocol/imports.ts';
import { headerKey, isPassword, type Columns, type HeaderNames } from './columns.ts';

/** `E-mail ouder 1`, `Verzorger e-mail`: where letters about a pupil go. A plain `E-mail` or `Adres` is the pupil's own. */
function ofGuardian(...parts: readonly string[]): string[] {
	const people = ['ouder', 'ouders', 'ouder1', 'verzorger', 'verzorgers', 'verzorger1', 'ouderverzorger', 'ouderverzorger1', 'contactpersoon', 'guardian', 'parent'];
	return [...new Set(people.flatMap((person) => parts.flatMap((part) => [`${part}${person}`, `${person}${part}`])))];
}

/** Names of roster columns as Dutch school systems, Aura, Wise and OneRoster give them, the likeliest first. */
export const rosterColumns = {
	number: ['leerlingnummer', 'leerlingnr', 'llnr', 'stamnummer', 'stamnr', 'lenerscode', 'externnr', 'leerlingcode', 'personeelsnummer', 'personeelsnr', 'docentcode', 'medewerkercode', 'afkorting', 'studentnumber', 'identifier', 'nummer', 'nr', 'code'],
	given: ['roepnaam', 'preferredgivenname', 'voornaam', 'voornm', 'vnaam', 'givenname', 'firstname'],
	initials: ['voorletters', 'voorletter', 'initialen'],
	infix: ['tussenvoegsel', 'tussenvoegsels', 'tussenvgsl', 'tussenv', 'tussenvgs', 'voorvoegsel', 'voorvoegsels', 'naamtus', 'tv', 'middlename'],
	family: ['achternaam', 'familyname', 'lastname', 'surname', 'anaam'],
	/** Means the surname beside a given name, the given name beside a surname, and else the whole name. */
	name: ['naam', 'volledigenaam', 'name', 'fullname', 'leerling', 'leerlingnaam', 'docent'],
	homeClass: ['klas', 'stamgroep', 'stamklas', 'klascode', 'basisgroep', 'groep', 'klasnaam', 'groepsnaam', 'homeclass', 'class', 'klassen'],
	groups: ['lesgroepen', 'lesgroep', 'clusters', 'cluster', 'clustergroep', 'teachinggroups'],
	mentorOf: ['mentorvan', 'mentorklas', 'mentorof'],
	yearLayer: ['leerjaar', 'jaargroep', 'jaarlaag', 'grade', 'grades'],
	study: ['studie', 'onderwijssoort', 'opleiding', 'niveau', 'schooltype'],
	card: ['lenerspas', 'pasnummer', 'pasnr', 'barcode', 'lenernummer', 'kaartnummer', 'kaartnr', 'pas', 'cardnumber', 'card'],
	location: ['vestiging', 'vestigingsnummer', 'brin', 'vestigingscode'],
	schoolYear: ['schooljaar', 'schoolyear', 'cursusjaar'],
	guardianName: ofGuardian('naam', 'name', ''),
	guardianEmail: ofGuardian('email', 'emailadres', 'mail', 'mailadres'),
	guardianStreet: ofGuardian('adres', 'straat', 'address'),
	guardianPostcode: ofGuardian('postcode'),
	guardianCity: ofGuardian('woonplaats', 'plaats', 'city')
} as const satisfies HeaderNames<string>;

/**
 * What rosters say of a person and lending does not ask: for it the library sees the least there is to see (GDPR,
 * article 5). No rule here looks at an age, and no password is ever a birthday.
 */
const unneeded = [
	['geboortedatum', 'geboortedat', 'gebdatum', 'gebdat', 'birthdate', 'dateofbirth', 'dob', 'leeftijd'],
	['geslacht', 'gender', 'sex', 'mv', 'geboorteplaats', 'geboorteland', 'nationaliteit', 'nationality'],
	['bsn', 'burgerservicenummer', 'sofinummer', 'onderwijsnummer', 'pgn', 'eckid'],
	['email', 'emailadres', 'mail', 'mailadres', 'telefoon', 'telefoonnummer', 'telnr', 'tel', 'mobiel', 'mobielnummer', 'gsm', 'phone', 'sms'],
	['adres', 'straat', 'straatnaam', 'huisnummer', 'huisnr', 'toevoeging', 'postcode', 'plaats', 'woonplaats', 'land', 'address', 'city']
].flat();

/** Whether a column of a roster is known, and not kept. */
export function isUnneeded(cell: string): boolean {
	return isPassword(cell) || unneeded.includes(headerKey(cell));
}

/** The system that gives its columns these names; its own word for the number of a borrower, or all the heads that it prescribes. */
export function originOf(cells: readonly string[]): FileOrigin | undefined {
	const keys = cells.map(headerKey);
	const hasAll = (...either: readonly string[][]): boolean => either.every((names) => names.some((name) => keys.includes(name)));
	if (hasAll(['lenerscode'])) return 'aura';
	return hasAll(['leerlingnummer', 'externnr'], ['groep', 'klascode'], ['groepsnaam', 'klasnaam'], ['jaargroep', 'leerjaar'], ['roepnaam'], ['naam']) ? 'wise' : undefined;
}

export type RosterField = keyof typeof rosterColumns;

const hasName = (columns: Columns<RosterField>): boolean =>
	columns.has('given') || columns.has('family') || columns.has('name');

/** Pupils are known by a number; teachers may be known by name alone. */
export function isRosterOf(category: 'pupil' | 'teacher'): (columns: Columns<RosterField>) => boolean {
	return (columns) => hasName(columns) && (category === 'teacher' || columns.has('number'));
}

import { createReadStream } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/server/import/read-csv.ts';
import type { RosterNow } from '#lib/server/import/roster-now.ts';
import { planRoster, type RosterPlan } from '#lib/server/import/roster.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { fileOf, school, windows1252 } from './files.ts';

const nothing: RosterNow = { school, patrons: [], homeClasses: [], cards: [] };
const fixture = path.join(import.meta.dirname, 'fixtures', 'pupils-semicolon.csv');

async function plan(content: string | Uint8Array, now: RosterNow = nothing, category: 'pupil' | 'teacher' = 'pupil') {
	return planRoster(await fileOf(content, 4096), now, category);
}

const names = (result: Pick<RosterPlan, 'patrons'>) => result.patrons.map((patron) => `${patron.pupilNumber} ${spokenName(patron)}`);

describe('a roster as a school system exports it', () => {
	it('yields its people, with a reason for every row left out', async () => {
		const { report } = await planRoster(await readCsv(createReadStream(fixture)), nothing, 'pupil');
		expect(report).toMatchObject({ rows: 11, patrons: 8, titles: 0, copies: 0 });
		expect(report.skipped).toEqual([
			{ line: 7, reason: 'sameRowTwice' },
			{ line: 8, reason: 'numberMissing' },
			{ line: 9, reason: 'nameMissing' }
		]);
		expect(report.warnings).toEqual([
			{ line: 1, reason: 'passwordIgnored' },
			{ line: 10, reason: 'classDamaged' },
			{ line: 11, reason: 'tooManyCells' },
			{ line: 12, reason: 'familyNameMissing' },
			{ line: 12, reason: 'tooFewCells' }
		]);
	});

	it('never stores a password', async () => {
		const result = await planRoster(await readCsv(createReadStream(fixture)), nothing, 'pupil');
		expect(JSON.stringify(result)).not.toContain('geheim');
	});

	it('keeps 000101 and 101 as two people, and namesakes apart', async () => {
		const result = await planRoster(await readCsv(createReadStream(fixture)), nothing, 'pupil');
		expect(names(result)).toEqual([
			'000101 Noor van den Berg',
			'101 Timo Dal',
			'000102 Sam ter Horst',
			'000103 Sam ter Horst',
			'000104 Amina el Idrissi',
			'000106 Lars Vink',
			'000107 Kees Roos',
			'000108 Mo'
		]);
	});

	it('makes one class of one name in capitals and small letters', async () => {
		const { homeClasses } = await planRoster(await readCsv(createReadStream(fixture)), nothing, 'pupil');
		expect(homeClasses.map(({ name, yearLayer, tracks }) => [name, yearLayer, tracks])).toEqual([
			['2hv1', 2, ['havo', 'vwo']],
			['H3a', 3, ['havo']],
			['1bk/kgt', 1, ['vmbo-b', 'vmbo-k', 'vmbo-gt']]
		]);
	});

	it.each([
		['Lenerscode|Lenerspas|Voornaam|Tussenvoegsel|Achternaam|Klas\n0012|7001|Zoë|van der|Meer|2hv1\n', '7001'],
		['"Leerlingnummer","Roepnaam","Voorvoegsel","Achternaam","Stamgroep"\r\n"0012","Zoë","van der","Meer","2hv1"\r\n', '0012'],
		['LEERLINGNUMMER;KLAS_CODE;KLAS_NAAM;VOORLETTERS;ROEPNAAM;VOORVOEGSEL;NAAM\n0012;2hv1;Klas 2hv1;Z.;Zoë;van der;Meer\n', '0012'],
		['Afgedrukt 1-9-2026;;;;;\n;;;;;\nNr;Naam;Tussenv.;Achternaam;Klas;Geb.dat\n0012;Zoë;van der;Meer;2hv1;1-1-12\n;;;;;\nTotaal;1;;;;\n', '0012'],
		['Stamnr,Naam,Klas\n0012,"Meer, Zoë van der",2hv1\n', '0012']
	])('of shape %# gives the same person', async (file, card) => {
		const result = await plan(file);
		expect(names(result)).toEqual(['0012 Zoë van der Meer']);
		expect(result.homeClasses.map((homeClass) => homeClass.name)).toEqual(['2hv1']);
		expect(result.cards).toMatchObject([{ id: card, status: 'active' }]);
	});

	it('in Windows-1252 keeps its accents and reports letters that a spreadsheet lost', async () => {
		const result = await plan(windows1252('Stamnr;Roepnaam;Achternaam\n1;Zoë;Dal\n2;Łukasz;Dal\n'));
		expect(names(result)).toEqual(['1 Zoë Dal', '2 ?ukasz Dal']);
		expect(result.report.warnings).toEqual([{ line: 3, reason: 'nameHasQuestionMarks' }]);
	});

	it('gives a pass that two people claim to the one whose number it is, and says so', async () => {
		const { cards, report, patrons } = await plan('Stamnr;Barcode;Roepnaam;Achternaam\n001;1;Noor;Berg\n1;1;Timo;Dal\n');
		expect(cards).toEqual([{ id: '1', patronId: patrons[1]?.id, status: 'active' }]);
		expect(report.warnings).toEqual([{ line: 2, reason: 'cardOfTwoPatrons' }]);
	});

	it('takes in neither of two people under one number', async () => {
		const { report } = await plan('Nr;Roepnaam;Achternaam\n12;Noor;Berg\n12;Timo;Dal\n13;Sam;Roos\n');
		expect(report.patrons).toBe(1);
		expect(report.skipped).toEqual([
			{ line: 2, reason: 'numberOfTwoPeople' },
			{ line: 3, reason: 'numberOfTwoPeople' }
		]);
	});

	it('of teachers needs no numbers and makes no classes', async () => {
		const { patrons, homeClasses } = await plan('Voornaam;Achternaam;Klas\nIne;Post;2hv1\n', nothing, 'teacher');
		expect(patrons).toMatchObject([{ givenName: 'Ine', familyName: 'Post', category: 'teacher' }]);
		expect(homeClasses).toEqual([]);
	});

	it('names the teaching groups of its pupils and the classes of its teachers', async () => {
		const first = await plan('Leerlingnummer;Roepnaam;Achternaam;Klas;Lesgroepen\n1;Zoë;Dal;2hv3;2hv3.netl 2hv3.wis\n2;Noor;Berg;2hv3;2HV3.NETL\n');
		expect(first.groups.teachingGroups.map(({ name }) => name)).toEqual(['2hv3.netl', '2hv3.wis']);
		expect(first.groups.groupPlaces).toHaveLength(3);
		const teachers = 'Afkorting;Voornaam;Achternaam;Klassen;Mentor van;Lesgroep\nDAL;Timo;Dal;2hv3, 9zz9;2hv3;2hv3.netl\n';
		const now = { school, patrons: first.patrons, homeClasses: first.homeClasses, cards: first.cards, teachingGroups: first.groups.teachingGroups };
		const { groups, report } = await planRoster(await fileOf(teachers), now, 'teacher');
		expect(groups.teachings.map(({ groupId, mentor }) => [groupId, mentor])).toEqual([[first.groups.teachingGroups[0]?.id, false], [first.homeClasses[0]?.id, true]]);
		expect(report.warnings).toEqual([{ line: 2, reason: 'classUnknown' }]);
	});

	it('of another school is taken for what it is', async () => {
		const { report } = await plan('Leerlingnummer;Roepnaam;Achternaam;Vestiging\n1;Noor;Berg;34CD00\n2;Timo;Dal;34CD00\n');
		expect(report.warnings).toEqual([{ line: 2, reason: 'otherSchool' }]);
	});
});

describe('a later roster of the same school', () => {
	const first = 'Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas\n0012;Zoë;van der;Meer;2hv1\n0013;Łukasz;;Dal;2hv1\n0014;Chloé;;Berg-Roos;2hv1\n';

	async function after(file: string | Uint8Array) {
		return plan(file, { school, ...(await plan(first)) });
	}

	it('that is the same changes nothing', async () => {
		expect((await after(first)).changes).toEqual({ created: 0, changed: 0, unchanged: 4 });
	});

	it('moves a pupil to the class it names', async () => {
		const { patrons, homeClasses } = await after('Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Klas\n0012;Zoë;van der;Meer;3h2\n');
		expect(homeClasses.map((homeClass) => homeClass.name)).toEqual(['3h2']);
		expect(patrons).toMatchObject([{ pupilNumber: '0012', homeClassId: homeClasses[0]?.id }]);
	});

	it('recognises a pupil whose zeros and letters a spreadsheet lost, and keeps both', async () => {
		const { patrons, report } = await after(windows1252('Nr;Roepnaam;Tussenvoegsel;Achternaam;Klas\n12;Zoë;van der;Meer;2hv1\n13;Łukasz;;Dal;2hv1\n'));
		expect(patrons).toEqual([]);
		expect(report.warnings.filter(({ reason }) => reason === 'leadingZerosLost')).toHaveLength(2);
	});

	it('renames a pupil of whose name something is left', async () => {
		const { patrons } = await after('Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam\n0014;Charlie;;Berg\n');
		expect(patrons).toMatchObject([{ pupilNumber: '0014', givenName: 'Charlie', familyName: 'Berg' }]);
	});

	it('does not give the loans of one pupil to another who got the number', async () => {
		const { patrons, report } = await after('Leerlingnummer;Roepnaam;Achternaam\n0012;Nieuwe;Leerling\n');
		expect(patrons).toEqual([]);
		expect(report.skipped).toEqual([{ line: 2, reason: 'numberReused' }]);
	});
});

describe('what a roster says of the people at home', () => {
	const header = 'Leerlingnummer;Roepnaam;Achternaam;E-mail ouder 1;Naam verzorger 1;Postcode ouder;Adres;E-mail\n';

	it('is kept for letters; what is the pupil’s own is not', async () => {
		const { patrons, report } = await plan(`${header}000101;Noor;Berg;ouder@example.org;R. Berg;1000 AA;Dorpsstraat 1;noor@example.org\n`);
		expect(patrons).toMatchObject([{ guardianEmail: 'ouder@example.org', guardianName: 'R. Berg', guardianPostcode: '1000 AA' }]);
		expect(JSON.stringify(patrons)).not.toMatch(/Dorpsstraat|noor@/);
		expect(report.warnings).toEqual([]);
	});

	it('stays when a later file is silent about it, and is left out when it is no address', async () => {
		const first = await plan(`${header}000101;Noor;Berg;ouder@example.org;R. Berg;;;\n`);
		const now = { ...nothing, patrons: first.patrons, cards: first.cards };
		expect((await plan('Leerlingnummer;Roepnaam;Achternaam\n000101;Noor;Berg\n', now)).patrons).toEqual([]);
		const wrong = await plan(`${header}000101;Noor;Berg;bel oma;;;;\n`, now);
		expect([wrong.patrons, wrong.report.warnings]).toEqual([[], [{ line: 2, reason: 'emailUnreadable' }]]);
	});
});

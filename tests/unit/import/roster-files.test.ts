import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openInMemory, type OpenDatabase } from '#lib/server/db/open.ts';
import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { planImport, type ImportPlan } from '#lib/server/import/plan-import.ts';
import { readOneRosterFolder } from '#lib/server/import/one-roster-files.ts';
import { applyImport } from '#lib/server/import/apply-import.ts';
import { fileOf, rowsOf, school } from './files.ts';

const folder = path.join(import.meta.dirname, 'fixtures/rosters');
type Facts = Readonly<Record<string, unknown>>;
const expected = JSON.parse(await readFile(path.join(folder, 'expected.json'), 'utf8')) as Record<string, Facts>;

/** The school whose rosters these are. */
const own = { ...school, brin: '00AA', locations: [{ ...school.locations[0]!, code: '00AA00' }] };
let database: OpenDatabase;

beforeAll(async () => {
	database = await openInMemory();
	await database.write('saveSchool', { school: own });
});

async function contentOf(name: string) {
	const file = path.join(folder, name);
	return name.endsWith('.csv') ? new Uint8Array(await readFile(file)) : readOneRosterFolder(file);
}

class Roster {
	readonly #plan: ImportPlan;
	readonly patrons: readonly Patron[];
	readonly lines: readonly string[];

	private constructor(plan: ImportPlan, lines: readonly string[]) {
		this.#plan = plan;
		this.lines = lines;
		this.patrons = plan.rows.filter((row) => row.kind === 'patron').map(({ row }) => row);
	}

	static async read(name: string, accepted: readonly string[] = []): Promise<Roster> {
		const content = await contentOf(name);
		const plan = await planImport(database, own, { kind: 'roster', category: 'pupil', content }, { accepted: new Set(accepted) });
		return new Roster(plan, content instanceof Uint8Array ? new TextDecoder().decode(content).split('\n') : []);
	}

	get plan(): ImportPlan {
		return this.#plan;
	}

	get report() {
		return this.#plan.report;
	}

	get people(): number {
		return this.report.patrons + this.skipped('numberOfTwoPeople').length + this.skipped('numberDamaged').length;
	}

	skipped(reason: string): number[] {
		return this.report.skipped.filter((row) => row.reason === reason).map(({ line }) => line);
	}

	/** Numbers of the rows with a warning, as the file writes them. */
	warned(reason: string): string[] {
		return this.report.warnings.filter((row) => row.reason === reason).map(({ line }) => (this.lines[line - 1] ?? '').split(/[;|,]/)[0]?.replaceAll('"', '') ?? '');
	}

	withNumber(number: string): Patron | undefined {
		return this.patrons.find((patron) => patron.pupilNumber === number);
	}

	cards(): Map<string, string | undefined> {
		const owners = new Map(this.patrons.map(({ id, pupilNumber }) => [id, pupilNumber]));
		return new Map(this.#plan.rows.flatMap((each) => (each.kind === 'card' ? [[each.row.id, owners.get(each.row.patronId)] as const] : [])));
	}

	classNames(): string[] {
		return this.#plan.rows.flatMap((each) => (each.kind === 'homeClass' ? [each.row.name] : []));
	}
}

type Check = (roster: Roster, value: never) => void;
const text = ({ plan }: Roster) => plan.format;

/** What each fact of `expected.json` means for a reader; a fact that is missing here fails the file. */
const checks: Readonly<Record<string, Check>> = {
	rows: (roster, rows: number) => expect(roster.report.rows).toBe(rows),
	encoding: (roster, name: string) => expect(text(roster)).toContain(name.startsWith('UTF-8') ? 'utf-8' : 'windows-1252'),
	delimiter: (roster, sign: string) => expect(text(roster)).toContain(` ${sign} `),
	distinct_numbers: ({ patrons }, count: number) => expect(new Set(patrons.map(({ pupilNumber }) => pupilNumber)).size).toBe(count),
	collide_if_zeros_stripped: (roster, pairs: string[][]) => {
		for (const numbers of pairs) expect(new Set(numbers.map((number) => roster.withNumber(number)?.id)).size).toBe(numbers.length);
	},
	empty_surname: (roster, numbers: string[]) => expect(roster.warned('familyNameMissing')).toEqual(numbers),
	name_missing: (roster, of: string[]) => expect([...roster.warned('familyNameMissing'), ...roster.skipped('nameMissing').map((line) => roster.lines[line - 1]?.split(';')[0])]).toEqual(expect.arrayContaining(of)),
	same_first_and_last_name: (roster, groups: string[][]) => {
		for (const numbers of groups) {
			const people = numbers.map((number) => roster.withNumber(number));
			expect(new Set(people.map((patron) => patron && foldWords(spokenName(patron)))).size).toBe(1);
			expect(new Set(people.map((patron) => patron?.id)).size).toBe(numbers.length);
		}
	},
	names_damaged_by_encoding: (roster, numbers: string[]) => expect(roster.warned('nameHasQuestionMarks')).toEqual(numbers),
	pass_differs_from_number: (roster, numbers: string[]) => {
		for (const number of numbers) expect([...roster.cards()].filter(([card, owner]) => owner === number && card === number)).toEqual([]);
	},
	same_pass_for_two_people: (roster, passes: string[]) => {
		for (const pass of passes) expect(roster.cards().get(pass)).toBe(pass);
		expect(roster.warned('cardOfTwoPatrons')).toHaveLength(passes.length);
	},
	barcode_without_leading_zeros: (roster) => expect([...roster.cards().keys()].filter((card) => card.startsWith('0'))).toEqual([]),
	stamnr_with_leading_zeros: (roster) => expect(roster.withNumber('001234')).toBeDefined(),
	barcode_cut_at_14: (roster, numbers: string[]) => expect(roster.warned('cardCut')).toEqual(numbers),
	class_codes_breaking_the_documented_rule: (roster, names: string[]) => expect(roster.classNames()).toEqual(expect.arrayContaining(names)),
	people: (roster, count: number) => expect(roster.people).toBe(count),
	physical_rows: ({ lines }, count: number) => expect(lines.length).toBe(count + 1),
	header_is_on_line: (roster, line: number) => expect(roster.lines[line - 1]).toContain('Achternaam'),
	footer_lines: (roster) => expect(roster.skipped('totalLine')).toHaveLength(1),
	number_collisions_after_zero_loss: (roster, pairs: string[][]) => expect(roster.skipped('numberOfTwoPeople')).toHaveLength(pairs.flat().length),
	number_in_scientific_notation: (roster, numbers: string[]) => expect(roster.skipped('numberDamaged')).toHaveLength(numbers.length),
	class_damaged: (roster, classes: Record<string, string>) => {
		for (const name of Object.keys(classes)) expect(roster.classNames()).not.toContain(name);
		expect(roster.warned('classDamaged').length).toBeGreaterThanOrEqual(Object.keys(classes).length);
	},
	logical_rows: (roster, rows: number) => expect(roster.report.rows).toBe(rows),
	physical_lines: ({ lines }, count: number) => expect(lines.filter((line) => line !== '').length).toBe(count),
	exact_duplicate: (roster, numbers: string[]) => expect(roster.skipped('sameRowTwice').map((line) => roster.lines[line - 1]?.split(';')[0])).toEqual(numbers),
	same_class_other_case: (roster) => expect(roster.classNames()).toEqual(['2hv3']),
	trim_needed: (roster, numbers: string[]) => {
		for (const number of numbers) expect(spokenName(roster.withNumber(number) as Patron)).toMatch(/^\S+( \S+)*$/);
	},
	number_missing: (roster, count: number) => expect(roster.skipped('numberMissing')).toHaveLength(count),
	surname_missing: (roster, numbers: string[]) => expect([...numbers].every((number) => (roster.withNumber(number)?.familyName ?? '') === '')).toBe(true),
	spreadsheet_formula: (roster, numbers: string[]) => expect(roster.warned('looksLikeFormula')).toEqual(numbers),
	quoted_delimiter_or_newline: (roster, numbers: string[]) => expect(numbers.map((number) => roster.withNumber(number)?.familyName)).toEqual(['Aanhaling "Ali" Bos', 'Regel einde']),
	too_many_columns: (roster, numbers: string[]) => expect(roster.warned('tooManyCells')).toEqual(numbers),
	too_few_columns: (roster, numbers: string[]) => expect(roster.warned('tooFewCells')).toEqual(numbers),
	unicode_equal_after_NFC: (roster, pairs: string[][]) => {
		for (const numbers of pairs) expect(new Set(numbers.map((number) => roster.withNumber(number)?.givenName)).size).toBe(1);
	},
	html: (roster, numbers: string[]) => expect(numbers.map((number) => roster.withNumber(number)?.givenName)).toEqual(['<b>Lars</b>']),
	long_surname_chars: (roster) => expect(roster.warned('nameCut')).toEqual(['001316']),
	records: (roster, records: Record<string, number>) => {
		expect(roster.report.rows).toBe(records['users.csv']);
		// One user is marked as removed.
		expect([roster.report.patrons, roster.skipped('personEnded').length]).toEqual([(records['users.csv'] ?? 0) - 1, 1]);
		expect(roster.withNumber('001234')).toMatchObject({ givenName: 'Zoë', infix: 'van der', familyName: 'Meer' });
		expect(JSON.stringify(roster.plan.rows)).not.toContain('assword');
	}
};

/** Told for whoever reads the list, or the subject of a test below. */
const remarks = new Set(['note', 'eol', 'quoting', 'date_format', 'rules', 'two_digit_birth_years', 'compare_with', 'previous_rows', 'leavers', 'new_people', 'renamed', 'stays_down', 'number_changed', 'open_loans_must_survive']);

describe('every roster file', () => {
	it('has its line in the list of what it yields, and every line its file', async () => {
		const files = (await readdir(folder)).filter((name) => name !== 'expected.json' && name !== 'rollover-this-year-invented.csv');
		expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
	});

	it.each(Object.keys(expected).flatMap((name) => Object.keys(expected[name] ?? {}).filter((fact) => !remarks.has(fact)).map((fact) => [name, fact] as const)))('%s: %s', async (name, fact) => {
		const check = checks[fact];
		if (!check) throw new Error(`no check for ${fact}`);
		check(await Roster.read(name), expected[name]?.[fact] as never);
	});

	it.each([
		['aura-help-shape-invented.csv', 'aura'],
		['aura-pipe-lf-invented.csv', 'aura'],
		['wise-leerlingimport-shape-invented.csv', 'wise'],
		['oneroster-1.1-nl-invented', 'oneRoster'],
		// Nobody publishes what these systems call their columns.
		['magister-like-invented.csv', undefined],
		['somtoday-like-invented.csv', undefined]
	])('%s is recognised as %s', async (name, origin) => {
		expect((await Roster.read(name)).plan.origin).toBe(origin);
	});

	it('has its byte order mark taken off, and no line end in a cell', async () => {
		const [head, first] = await rowsOf(await fileOf(new Uint8Array(await readFile(path.join(folder, 'somtoday-like-invented.csv'))), 1000));
		expect([head?.cells[0], first?.cells.at(-1)]).toEqual(['Leerlingnummer', '2026/2027']);
	});
});

describe('the roster of the next school year', () => {
	const next = 'rollover-next-year-invented.csv';
	const facts = (name: string) => (expected[next]?.[name] as string[]).map((each) => each.split(' ')[0] ?? '');
	const numberIn = (text: string) => text.split(' · ')[0] ?? '';

	beforeAll(async () => {
		const before = await Roster.read('rollover-this-year-invented.csv');
		await applyImport(database, own.id, before.plan, { fileName: 'a.csv', accepted: new Set() });
	});

	it('proposes exactly who left, who got whose number, and which classes are called otherwise', async () => {
		const { proposals, report } = (await Roster.read(next)).plan;
		const of = (kind: string) => proposals.filter((each) => each.kind === kind);
		const reused = of('numberReused').map(({ from }) => numberIn(from));
		expect([...of('left').map(({ from }) => numberIn(from)), ...reused].toSorted()).toEqual(facts('leavers').toSorted());
		expect(reused).toEqual(['001238']);
		expect(of('numberChanged').map(({ from, to }) => [numberIn(from), numberIn(to)])).toEqual([['1234', '001399']]);
		expect(of('classRenamed').length).toBeGreaterThan(0);
		expect(report.warnings.filter(({ reason }) => reason === 'leadingZerosLost')).toHaveLength(1);
		expect(report.warnings.map(({ reason }) => reason)).not.toContain('otherSchool');
	});

	it('keeps everybody who stayed as the same person under a yes to everything, and the second time changes nothing', async () => {
		const asked = (await Roster.read(next)).plan.proposals.map(({ id }) => id);
		const people = async () => new Map((await database.reader.selectFrom('patron').select(['id', 'body']).where('school_id', '=', own.id).execute()).map(({ id, body }) => [id, JSON.parse(body) as Patron]));
		const before = await people();
		await applyImport(database, own.id, (await Roster.read(next, asked)).plan, { fileName: 'b.csv', accepted: new Set(asked) });
		const after = await people();
		expect([...before.keys()].filter((id) => !after.has(id))).toEqual([]);
		expect([...after.keys()].filter((id) => !before.has(id)).map((id) => after.get(id)?.pupilNumber).toSorted()).toEqual(facts('new_people').toSorted());
		const left = [...after.values()].filter(({ leftOn }) => leftOn !== undefined);
		expect(left).toHaveLength(facts('leavers').length);
		for (const number of facts('renamed')) expect([...after.values()].filter(({ pupilNumber }) => pupilNumber === number)).toHaveLength(1);
		expect((await Roster.read(next, asked)).plan).toMatchObject({ changes: { created: 0, changed: 0 }, proposals: [] });
	});
});

import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { closurePeriodsOf, regions, type Region } from '#lib/domain/school/holidays.ts';
import { schoolSchema, type ClosurePeriod, type School } from '#lib/domain/school/school.ts';
import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import { createStaffAccount } from '../auth/staff.ts';
import type { OpenDatabase } from '../db/open.ts';
import { applyImport } from '../import/apply-import.ts';
import { ImportFailure } from '../import/import-report.ts';
import { planImport, type ImportPlan, type ImportSource } from '../import/plan-import.ts';
import { findSchoolByBrin } from '../import/school-records.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command, type CommandContext } from './command.ts';
import { countsOf, readContent } from './import-file.ts';
import { printReport } from './print-report.ts';
import { readArguments, type Arguments } from './read-arguments.ts';
import type { Words } from './words.ts';

/** No vowels and nothing that reads as something else, so that it can be copied from a screen. */
const passwordLetters = 'bcdfghjkmnpqrtvwxz346789';

/** The login name of a school's first account. */
const firstName = 'mediathecaris';

/**
 * A school, the account with which its media librarian begins, and what stands in the files given: pupils, teachers,
 * titles. Every file is rehearsed before anything is made, so that a wrong one leaves no half school behind.
 */
export const createSchool: Command = async (args, context) => {
	const { database, words, terminal } = context;
	const options = ['brin', 'name', 'scenario', 'rules', 'region', 'locations', ...givenFiles.map(({ option }) => option)];
	const given = readArguments(args, { texts: options, flags: ['json'], positionals: 0 }, words);
	const [school, region] = [readSchool(given, words), readRegion(given, words)];
	const files = await readFiles(given, context);
	const opened = await database();
	if (await findSchoolByBrin(opened.reader, school.brin)) {
		throw new CommandFailure('schoolExists', words.schoolExists(school.brin));
	}
	for (const file of files) await rehearse(opened, school, file);
	await opened.write('saveSchool', { school: { ...school, closurePeriods: holidaysFrom(opened, school, region) } });
	const password = await createFirstAccount(opened, school);
	const taken = [];
	for (const file of files) taken.push(await takeIn(opened, school, file));
	if (given.flag('json')) {
		const imported = taken.map(({ name, plan }) => ({ file: name, ...countsOf(plan.report) }));
		terminal.out(JSON.stringify({ school: school.id, brin: school.brin, name: firstName, password, ...(imported.length > 0 && { imported }) }));
	} else {
		terminal.out(words.schoolMade(school.name, school.brin));
		for (const { name, plan } of taken) printReport(context, { ...plan, school, file: name, isRehearsal: false });
		terminal.out(words.firstAccount(firstName, password));
	}
	return exitCodes.done;
};

/** Options that name a file, in the order in which they are taken in. */
const givenFiles = [
	{ option: 'roster', kind: 'roster', category: 'pupil' },
	{ option: 'teachers', kind: 'roster', category: 'teacher' },
	{ option: 'catalogue', kind: 'catalogue', category: 'pupil' }
] as const;

interface GivenFile {
	readonly name: string;
	readonly source: ImportSource;
}

async function readFiles(given: Arguments, context: CommandContext): Promise<GivenFile[]> {
	const files: GivenFile[] = [];
	for (const { option, kind, category } of givenFiles) {
		const file = given.text(option);
		if (file !== undefined) files.push({ name: path.basename(file), source: { kind, category, content: await readContent(file, kind, context) } });
	}
	return files;
}

const nothingAccepted: ReadonlySet<string> = new Set();

/** @throws ImportFailure when the file cannot be read, or is of another school */
async function rehearse(database: OpenDatabase, school: School, { source }: GivenFile): Promise<void> {
	const plan = await planImport(database, school, source, { accepted: nothingAccepted });
	if (plan.report.warnings.some(({ reason }) => reason === 'otherSchool')) throw new ImportFailure('otherSchool');
}

async function takeIn(database: OpenDatabase, school: School, { name, source }: GivenFile): Promise<{ name: string; plan: ImportPlan }> {
	const plan = await planImport(database, school, source, { accepted: nothingAccepted });
	await applyImport(database, school.id, plan, { fileName: name, accepted: nothingAccepted });
	return { name, plan };
}

function readSchool(given: Arguments, words: Words): School {
	const brin = given.required('brin').toUpperCase();
	const name = given.required('name');
	const scenario = given.text('scenario') ?? '1';
	const rules = given.text('rules') ?? 'three-mails';
	if (!/^\d{2}[A-Z]{2}$/.test(brin)) throw new WrongUsage(words.wrong('--brin', brin));
	if (!/^[123]$/.test(scenario)) throw new WrongUsage(words.wrong('--scenario', scenario));
	if (!isPreset(rules)) throw new WrongUsage(words.wrong('--rules', rules));
	return schoolSchema.parse({
		id: randomUUID(),
		brin,
		name: name.slice(0, 200),
		scenario: Number(scenario),
		locations: readLocations(given, name).map((each, place) => ({ id: randomUUID(), name: each.slice(0, 120), code: `${brin}${String(place).padStart(2, '0')}` })),
		rules: rulePresets[rules]
	});
}

/** `--locations 'Hoofdgebouw, Dependance'`; the school itself when none is named. */
function readLocations(given: Arguments, school: string): string[] {
	const named = (given.text('locations') ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
	return named.length > 0 ? named : [school];
}

function readRegion(given: Arguments, words: Words): Region | undefined {
	const text = given.text('region');
	const region = regions.find((each) => each === text?.toLowerCase());
	if (text !== undefined && !region) throw new WrongUsage(words.wrong('--region', text));
	return region;
}

function holidaysFrom({ clock }: OpenDatabase, school: School, region: Region | undefined): ClosurePeriod[] {
	return region ? closurePeriodsOf(region, dateAt(clock(), school.timeZone)) : [];
}

function isPreset(name: string): name is keyof typeof rulePresets {
	return Object.hasOwn(rulePresets, name);
}

async function createFirstAccount(database: OpenDatabase, school: School): Promise<string> {
	const password = newPassword();
	await createStaffAccount(database, {
		brin: school.brin,
		loginName: firstName,
		displayName: 'Mediathecaris',
		roles: ['mediaLibrarian', 'administrator'],
		password
	});
	return password;
}

/** Four groups of four: about 73 bits. */
function newPassword(): string {
	const group = () => Array.from({ length: 4 }, () => passwordLetters[randomInt(passwordLetters.length)]).join('');
	return [group(), group(), group(), group()].join('-');
}

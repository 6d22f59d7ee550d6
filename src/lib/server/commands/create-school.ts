import { randomInt, randomUUID } from 'node:crypto';
import { rulePresets } from '#lib/domain/circulation/presets.ts';
import { closurePeriodsOf, regions, type Region } from '#lib/domain/school/holidays.ts';
import { schoolSchema, type ClosurePeriod, type School } from '#lib/domain/school/school.ts';
import { dateAt } from '#lib/domain/shared/calendar-date.ts';
import { createStaffAccount } from '../auth/staff.ts';
import type { OpenDatabase } from '../db/open.ts';
import { findSchoolByBrin } from '../import/school-records.ts';
import { CommandFailure, exitCodes, WrongUsage, type Command } from './command.ts';
import { readArguments, type Arguments } from './read-arguments.ts';
import type { Words } from './words.ts';

/** No vowels and nothing that reads as something else, so that it can be copied from a screen. */
const passwordLetters = 'bcdfghjkmnpqrtvwxz346789';

/** The login name of a school's first account. */
const firstName = 'mediathecaris';

/** A school, and the account with which its media librarian begins. */
export const createSchool: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: ['brin', 'name', 'scenario', 'rules', 'region'], flags: ['json'], positionals: 0 }, words);
	const [school, region] = [readSchool(given, words), readRegion(given, words)];
	const opened = await database();
	if (await findSchoolByBrin(opened.reader, school.brin)) {
		throw new CommandFailure('schoolExists', words.schoolExists(school.brin));
	}
	await opened.write('saveSchool', { school: { ...school, closurePeriods: holidaysFrom(opened, school, region) } });
	const password = await createFirstAccount(opened, school);
	if (given.flag('json')) {
		terminal.out(JSON.stringify({ school: school.id, brin: school.brin, name: firstName, password }));
	} else {
		terminal.out(words.schoolMade(school.name, school.brin));
		terminal.out(words.firstAccount(firstName, password));
	}
	return exitCodes.done;
};

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
		locations: [{ id: randomUUID(), name: name.slice(0, 120), code: `${brin}00` }],
		rules: rulePresets[rules]
	});
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

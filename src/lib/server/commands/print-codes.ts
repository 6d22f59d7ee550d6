import { classKey } from '#lib/domain/people/class-name.ts';
import type { HomeClassId } from '#lib/domain/shared/ids.ts';
import { findSchoolByBrin } from '../import/school-records.ts';
import { CommandFailure, exitCodes, type Command } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** Long enough to hand them out in the first weeks of a school year. */
const validDays = 60;
const dayMs = 86_400_000;

/** One-time codes for a class. Codes given to the same people before stop working. */
export const printCodes: Command = async (args, { database, words, terminal }) => {
	const given = readArguments(args, { texts: ['school', 'class'], flags: ['json'], positionals: 0 }, words);
	const [brin, className] = [given.required('school'), given.required('class')];
	const { reader, write, clock } = await database();
	const school = await findSchoolByBrin(reader, brin);
	if (!school) throw new CommandFailure('unknownSchool', words.unknownSchool(brin));
	const classes = await reader.selectFrom('home_class').select(['id', 'name']).where('school_id', '=', school.id).execute();
	const found = classes.find((row) => classKey(row.name) === classKey(className));
	if (!found) throw new CommandFailure('unknownClass', words.unknownClass(className));
	const receivers = { homeClassId: found.id as HomeClassId };
	const codes = await write('mintActivationCodes', { schoolId: school.id, receivers, expiresAt: clock() + validDays * dayMs });
	if (given.flag('json')) {
		terminal.out(JSON.stringify({ class: found.name, codes: codes.map(({ code, displayName }) => ({ code, name: displayName })) }));
		return exitCodes.done;
	}
	terminal.out(words.codesFor(found.name, codes.length));
	for (const { code, displayName } of codes) terminal.out(`  ${code}  ${displayName}`);
	return exitCodes.done;
};

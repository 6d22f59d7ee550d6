import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { unzipOneRoster } from '#lib/server/import/one-roster-files.ts';
import type { RosterNow } from '#lib/server/import/roster-now.ts';
import { planOneRoster } from '#lib/server/import/roster.ts';
import { school } from './files.ts';

const nothing: RosterNow = { school, patrons: [], homeClasses: [], cards: [] };

const classes = 'sourcedId,status,title,classType,classCode,termSourcedIds\nc1,,Klas 2hv1,homeroom,2hv1,t1\nc2,,2hv1.netl,scheduled,2hv1.netl,t1\n';
const enrollments = 'sourcedId,status,classSourcedId,userSourcedId,role\ne1,,c1,u1,student\ne2,,c2,u1,student\ne3,,c1,u2,teacher\ne4,tobedeleted,c1,u4,student\n';
const sessions = 'sourcedId,title,type,schoolYear\nt1,Jaar,schoolYear,2027\n';
const people11 = [
	'sourcedId,status,enabledUser,role,username,userIds,givenName,familyName,middleName,identifier,password',
	'u1,,true,student,zoe,"{LLN:0012},{LTI:9}",Zoë,van der Meer,van der,0012,geheim1',
	'u2,,true,teacher,dal,,Timo,Dal,Michael,DAL,geheim2',
	'u3,,true,parent,ouder,,Ouder,Meer,,9,geheim3',
	'u4,active,true,student,sam,{LLN:0014},Sam,Roos,,,geheim4',
	'u5,tobedeleted,true,student,weg,,Weg,Gegaan,,0015,geheim5'
].join('\r\n');

function zip(files: Record<string, string>): Uint8Array {
	return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const set11 = { 'export/Users.csv': people11, 'export/classes.csv': classes, 'export/enrollments.csv': enrollments, 'export/academicSessions.csv': sessions, 'export/orgs.csv': '' };

describe('a OneRoster set', () => {
	it('of version 1.1 gives its pupils and teachers, with home classes and numbers as they are', async () => {
		const { patrons, homeClasses, report } = await planOneRoster(unzipOneRoster(zip(set11)), nothing);
		expect(patrons.map((patron) => [patron.category, patron.pupilNumber, spokenName(patron), patron.infix])).toEqual([
			['pupil', '0012', 'Zoë van der Meer', 'van der'],
			['teacher', 'DAL', 'Timo Dal', undefined],
			['pupil', '0014', 'Sam Roos', undefined]
		]);
		expect(homeClasses).toMatchObject([{ name: '2hv1', yearLayer: 2, tracks: ['havo', 'vwo'], schoolYear: '2027' }]);
		expect(patrons.map((patron) => patron.homeClassId)).toEqual([homeClasses[0]?.id, undefined, undefined]);
		expect(report.skipped).toEqual([
			{ line: 4, reason: 'otherRole' },
			{ line: 6, reason: 'personEnded' }
		]);
	});

	it('gives teaching groups with their pupils and teachers, and says who teaches a home class', async () => {
		const more = `${enrollments}e5,,c2,u2,teacher\ne6,,c2,u4,student\n`;
		const files = unzipOneRoster(zip({ ...set11, 'export/enrollments.csv': more }));
		const first = await planOneRoster(files, { ...nothing, at: 5 });
		const { patrons, homeClasses, groups } = first;
		const [zoe, timo, sam] = patrons.map(({ id }) => id);
		expect(groups.teachingGroups).toMatchObject([{ name: '2hv1.netl', yearLayer: 2, tracks: ['havo', 'vwo'], schoolYear: '2027' }]);
		const [group] = groups.teachingGroups.map(({ id }) => id);
		expect(groups.groupPlaces).toMatchObject([{ groupId: group, patronId: zoe, active: true, at: 5 }, { groupId: group, patronId: sam, active: true }]);
		expect(groups.teachings.map(({ groupId, teacherId, mentor }) => [groupId, teacherId, mentor])).toEqual([[group, timo, false], [homeClasses[0]?.id, timo, false]]);
		const now = { ...nothing, ...first, ...groups, at: 9 };
		expect((await planOneRoster(files, now)).changes).toMatchObject({ created: 0, changed: 0 });
		const without = unzipOneRoster(zip({ ...set11, 'export/enrollments.csv': more.replace('e6,,c2', 'e6,tobedeleted,c2') }));
		expect((await planOneRoster(without, now)).groups.groupPlaces).toMatchObject([{ patronId: sam, active: false, at: 9 }]);
	});

	it('of version 1.2 finds roles in their own file', async () => {
		const people = 'sourcedId,enabledUser,username,givenName,familyName,identifier,preferredGivenName\nu1,true,zoe,Zoë Maria,Dal,0012,Zoë\nu2,true,timo,Timo,Dal,0013,\n';
		const roles = 'sourcedId,status,userSourcedId,roleType,role\nr1,,u1,primary,student\nr2,,u1,secondary,aide\nr3,tobedeleted,u2,primary,student\n';
		const { patrons, report } = await planOneRoster(unzipOneRoster(zip({ 'users.csv': people, 'roles.csv': roles })), nothing);
		expect(patrons).toMatchObject([{ givenName: 'Zoë', category: 'pupil' }]);
		expect(report.skipped).toEqual([{ line: 3, reason: 'otherRole' }]);
	});

	it('never stores a password, and says that it saw some', async () => {
		const plan = await planOneRoster(unzipOneRoster(zip(set11)), nothing);
		expect(JSON.stringify(plan)).not.toContain('geheim');
		expect(plan.report.warnings).toContainEqual({ line: 1, reason: 'passwordIgnored' });
	});

	it('the second time changes nothing', async () => {
		const first = await planOneRoster(unzipOneRoster(zip(set11)), nothing);
		const again = await planOneRoster(unzipOneRoster(zip(set11)), { school, ...first, ...first.groups });
		expect(again.changes).toMatchObject({ created: 0, changed: 0 });
	});

	it('without people, or no archive at all, is refused as a whole', () => {
		expect(() => unzipOneRoster(zip({ 'classes.csv': classes }))).toThrow(expect.objectContaining({ code: 'badArchive' }));
		expect(() => unzipOneRoster(strToU8('PK\u0003\u0004 no archive'))).toThrow(expect.objectContaining({ code: 'badArchive' }));
	});
});

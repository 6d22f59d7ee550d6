import { describe, expect, it } from 'vitest';
import { isInfix } from '#lib/domain/people/infix.ts';
import { readClassName } from '#lib/domain/people/class-name.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import { tracks } from '#lib/domain/people/patron.ts';
import { makeDemoPeople } from '#lib/server/demo/people.ts';
import { nameFamilies } from '#lib/server/demo/people-names.ts';
import { seededRandom } from '#lib/server/demo/random.ts';

const people = makeDemoPeople(seededRandom('people'));
const pupils = people.classes.flatMap((homeClass) => homeClass.pupils);

describe('the people of the demo school', () => {
	it('are seven hundred pupils and 35 teachers', () => {
		expect(pupils).toHaveLength(700);
		expect(people.teachers).toHaveLength(35);
	});

	it('are the same people every time, and others for another seed', () => {
		expect(makeDemoPeople(seededRandom('people'))).toEqual(people);
		expect(makeDemoPeople(seededRandom('other people'))).not.toEqual(people);
	});

	it.each([1, 2, 3, 4, 5])('have names of their own, whatever the seed (%i)', (seed) => {
		const made = makeDemoPeople(seededRandom(seed));
		const names = [...made.classes.flatMap((homeClass) => homeClass.pupils), ...made.teachers].map(spokenName);
		expect(new Set(names).size).toBe(names.length);
	});

	it('keep the tussenvoegsel apart from the surname', () => {
		const withInfix = [...pupils, ...people.teachers].filter((name) => name.infix !== undefined);
		expect(withInfix.length).toBeGreaterThan(100);
		expect(withInfix.filter((name) => !isInfix(name.infix ?? ''))).toEqual([]);
		expect([...pupils, ...people.teachers].filter((name) => !/^\p{Lu}/u.test(name.familyName))).toEqual([]);
	});

	it('draw on name families whose shares add up to a hundred and that hold no name twice', () => {
		expect(nameFamilies.reduce((sum, family) => sum + family.share, 0)).toBe(100);
		for (const family of nameFamilies) {
			expect(new Set(family.givenNames).size).toBe(family.givenNames.length);
			expect(new Set(family.surnames).size).toBe(family.surnames.length);
		}
	});

	it('come from every name family', () => {
		const surnames = new Set(pupils.map((name) => [name.infix, name.familyName].filter(Boolean).join(' ')));
		for (const family of nameFamilies) expect(family.surnames.some((surname) => surnames.has(surname))).toBe(true);
	});
});

describe('the classes of the demo school', () => {
	it('have a name of their own and at least one track', () => {
		expect(new Set(people.classes.map((homeClass) => homeClass.name)).size).toBe(people.classes.length);
		expect(people.classes.filter((homeClass) => homeClass.tracks.length === 0)).toEqual([]);
	});

	it('reach from the first to the sixth year and cover every track', () => {
		expect(new Set(people.classes.map((homeClass) => homeClass.yearLayer))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
		expect(new Set(people.classes.flatMap((homeClass) => homeClass.tracks))).toEqual(new Set(tracks));
	});

	it('say in their name nothing else than their year layer and tracks', () => {
		for (const homeClass of people.classes) {
			const reading = readClassName(homeClass.name);
			expect(reading).toMatchObject({ outcome: 'read', yearLayer: homeClass.yearLayer });
			const told = reading.outcome === 'read' ? reading.tracks : [];
			if (told.length > 0) expect([homeClass.name, told]).toEqual([homeClass.name, homeClass.tracks]);
		}
	});

	it('have pupils listed by surname', () => {
		const surnames = people.classes[0]?.pupils.map((name) => name.familyName) ?? [];
		expect(surnames).toEqual([...surnames].sort(new Intl.Collator('nl').compare));
	});
});

import { splitSurname } from '#lib/domain/people/infix.ts';
import type { Track } from '#lib/domain/people/patron.ts';
import { spokenName, type PersonName } from '#lib/domain/people/person-name.ts';
import { demoClassPlans } from './people-classes.ts';
import { nameFamilies, teacherGivenNames, teacherSurnames, type NameFamily } from './people-names.ts';
import type { SeededRandom } from './random.ts';

export interface DemoClassOfPupils {
	readonly name: string;
	readonly yearLayer: number;
	readonly tracks: readonly Track[];
	/** By surname, as on a class list. */
	readonly pupils: readonly PersonName[];
}

export interface DemoSchoolPeople {
	readonly classes: readonly DemoClassOfPupils[];
	readonly teachers: readonly PersonName[];
}

const teacherCount = 35;
/** Children of parents with different backgrounds carry a name of each; that many in a hundred. */
const mixedNames = 8;

/** 700 pupils in thirty classes and 35 teachers. No two are called the same; the same seed gives the same people. */
export function makeDemoPeople(random: SeededRandom): DemoSchoolPeople {
	const taken = new Set<string>();
	const classes = demoClassPlans.map(({ name, yearLayer, tracks, size }) => ({
		name,
		yearLayer,
		tracks,
		pupils: Array.from({ length: size }, () => untaken(taken, () => pupilName(random))).sort(bySurname)
	}));
	const surnames = random.shuffle(teacherSurnames).slice(0, teacherCount);
	const givenNames = random.shuffle(teacherGivenNames);
	return { classes, teachers: surnames.map((surname, i) => personName(givenNames[i % givenNames.length] ?? '', surname)) };
}

function pupilName(random: SeededRandom): PersonName {
	const own = familyOf(random);
	const other = random.int(1, 100) <= mixedNames ? familyOf(random) : own;
	return personName(random.pick(own.givenNames), random.pick(other.surnames));
}

/** A name family as often as its share says. */
function familyOf(random: SeededRandom): NameFamily {
	let point = random.int(1, nameFamilies.reduce((sum, family) => sum + family.share, 0));
	const found = nameFamilies.find((family) => (point -= family.share) <= 0);
	if (!found) throw new RangeError('the shares of the name families do not add up');
	return found;
}

function personName(givenName: string, surname: string): PersonName {
	return { givenName, ...splitSurname(surname) };
}

/** @throws RangeError when nearly all names are taken: there are far more names than pupils */
function untaken(taken: Set<string>, make: () => PersonName): PersonName {
	for (let attempt = 0; attempt < 1000; attempt++) {
		const made = make();
		const spoken = spokenName(made);
		if (taken.has(spoken)) continue;
		taken.add(spoken);
		return made;
	}
	throw new RangeError('no name left that nobody has');
}

function bySurname(one: PersonName, other: PersonName): number {
	return inDutch.compare(`${one.familyName}, ${one.givenName}`, `${other.familyName}, ${other.givenName}`);
}

const inDutch = new Intl.Collator('nl');

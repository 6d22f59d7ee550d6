import type { Hold } from '#lib/domain/circulation/hold.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { spokenName } from '#lib/domain/people/person-name.ts';
import type { Role } from '#lib/domain/people/role.ts';
import type { TitleList } from '#lib/domain/reading/title-list.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';
import { generateBoxes, type DemoBoxes } from './generate-boxes.ts';
import { generateCatalogue, type DemoTitle } from './generate-catalogue.ts';
import { generateLending } from './generate-lending.ts';
import { generateLessons } from './generate-lessons.ts';
import { generatePatrons } from './generate-patrons.ts';
import type { Review } from '#lib/domain/reading/review.ts';
import { generateReading, type DemoReading } from './generate-reading.ts';
import { generateReviews } from './generate-reviews.ts';
import { generateSchool } from './generate-school.ts';
import { findJuryTitles, generateProgrammes, type DemoProgrammes } from './generate-programmes.ts';
import { generateWishes, type DemoWishes } from './generate-wishes.ts';
import { chooseStory, tellStory } from './generate-story.ts';
import { generateTeaching, type DemoTeaching } from './generate-teaching.ts';
import { generateTitleLists } from './generate-title-lists.ts';
import type { DemoSchoolPeople } from './people.ts';
import { seededRandom } from './random.ts';

/** One tap on the start page signs in as one of these. */
export interface DemoAccount {
	readonly id: AccountId;
	readonly role: Role;
	/** How the person is called. */
	readonly name: string;
	/** Of those who may borrow. */
	readonly patronId?: PatronId;
}

export interface DemoSchool extends DemoTeaching, DemoReading, DemoProgrammes, DemoBoxes, DemoWishes {
	readonly reviews: readonly Review[];
	readonly lessons: readonly Lesson[];
	readonly school: School;
	readonly titles: readonly Title[];
	readonly copies: readonly Copy[];
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly cards: readonly Card[];
	/** Two years of lending, in order of time per copy. */
	readonly facts: readonly CopyFact[];
	readonly holds: readonly Hold[];
	readonly titleLists: readonly TitleList[];
	readonly accounts: readonly DemoAccount[];
	/** Operations in the history of the desk that stands behind it: its `last_n`. */
	readonly operations: number;
}

export interface DemoInput {
	/** The same seed makes the same school. */
	readonly seed: string;
	/** The day the history ends. */
	readonly today: CalendarDate;
	readonly titles: readonly DemoTitle[];
	readonly people: DemoSchoolPeople;
	/** Who stood behind the desk in the made-up history. */
	readonly desk: { readonly installationId: InstallationId };
}

/** A whole school as plain records: nothing is written, and the same input gives the same school. */
export function generateDemoSchool({ seed, today, titles: drafts, people, desk }: DemoInput): DemoSchool {
	const school = generateSchool(today);
	const { titles, copies } = generateCatalogue(drafts, today, seededRandom(`${seed} copies`));
	const { homeClasses, patrons, cards } = generatePatrons(people, today);
	const story = chooseStory(patrons, pupilPlace(patrons, homeClasses), copies);
	const reserved = {
		patrons: new Set([story.pupil.id, story.teacher.id]),
		copies: new Set(story.copies.map((copy) => copy.id))
	};
	const shelves = generateLending({ school, titles, copies, patrons, homeClasses, desk: { ...desk, accountId: demoAccountId(school.id, 'mediaLibrarian') }, today, random: seededRandom(`${seed} loans`), reserved });
	tellStory(story, shelves, school, titles, today);
	const teaching = generateTeaching({ homeClasses, patrons, ...story });
	return {
		school,
		titles,
		homeClasses,
		patrons,
		cards,
		...teaching,
		...generateReading({ titles, juryTitles: findJuryTitles(titles), homeClasses, patrons, ...teaching, ...story, today, random: seededRandom(`${seed} reading`) }),
		reviews: generateReviews({ titles, patrons, pupil: story.pupil, today }),
		...generateWishes({ titles, patrons, pupil: story.pupil, today }),
		...generateProgrammes({ schoolId: school.id, homeClasses, patrons, titles, juror: demoAccountId(school.id, 'teacher'), pupil: story.pupil, today, random: seededRandom(`${seed} programmes`) }),
		lessons: generateLessons({ school, homeClasses, accountId: demoAccountId(school.id, 'teacher'), today }),
		...generateBoxes({ copies, facts: shelves.facts, holds: shelves.holds.values(), reserved: reserved.copies, teacher: story.teacher, today }),
		facts: shelves.facts,
		holds: [...shelves.holds.values()],
		titleLists: generateTitleLists({ titles, homeClasses, ...story }),
		accounts: accountsOf(school.id, story.pupil, story.teacher),
		operations: shelves.operations
	};
}

/** A pupil of the third year: old enough to have a history, young enough for every programme. */
function pupilPlace(patrons: readonly Patron[], homeClasses: readonly HomeClass[]): number {
	const third = new Set(homeClasses.filter((homeClass) => homeClass.yearLayer === 3).map((homeClass) => homeClass.id));
	return Math.max(0, patrons.findIndex((patron) => patron.homeClassId && third.has(patron.homeClassId)));
}

/** The account under which the made-up history was recorded is known before the history is. */
export function demoAccountId(schoolId: SchoolId, role: Role): AccountId {
	return naturalId<AccountId>('account', schoolId, role);
}

function accountsOf(schoolId: SchoolId, pupil: Patron, teacher: Patron): DemoAccount[] {
	const people: Omit<DemoAccount, 'id'>[] = [
		{ role: 'mediaLibrarian', name: 'Marga Terpstra' },
		{ role: 'teacher', name: spokenName(teacher), patronId: teacher.id },
		{ role: 'pupil', name: spokenName(pupil), patronId: pupil.id },
		{ role: 'consultant', name: 'Ilse Brandsma' },
		{ role: 'schoolLeader', name: 'Henk Roelofs' },
		{ role: 'administrator', name: 'Joyce Damen' }
	];
	return people.map((person) => ({ id: demoAccountId(schoolId, person.role), ...person }));
}

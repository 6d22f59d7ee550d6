import { beforeAll, describe, expect, it } from 'vitest';
import { fold } from '#lib/domain/circulation/fold.ts';
import { isClosed, type CopyFact, type Loan } from '#lib/domain/circulation/loan.ts';
import { copySchema, titleSchema } from '#lib/domain/catalogue/title.ts';
import { cardSchema, homeClassSchema, patronSchema } from '#lib/domain/people/patron.ts';
import { participationId } from '#lib/domain/programmes/participation.ts';
import { schoolRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { isOpen } from '#lib/domain/school/calendar.ts';
import { addDays, calendarDateOf, dateAt, daysBetween } from '#lib/domain/shared/calendar-date.ts';
import type { InstallationId, PatronId } from '#lib/domain/shared/ids.ts';
import { generateDemoSchool, type DemoSchool } from '#lib/server/demo/generate.ts';

function make(today: string, seed = 'eleven'): DemoSchool {
	const classes = Array.from({ length: 30 }, (_, c) => ({
		name: `${1 + (c % 6)}h${c}`,
		yearLayer: 1 + (c % 6),
		tracks: ['havo'] as const,
		pupils: Array.from({ length: 23 }, (_unused, i) => ({ givenName: `Naam${i}`, familyName: `Klas${c}` }))
	}));
	return generateDemoSchool({
		seed,
		today: calendarDateOf(today),
		titles: Array.from({ length: 600 }, (_, i) => ({ title: `Titel ${i}`, authors: [`Schrijver${i}, A.`], isbns: [], material: 'book' as const, ...(i % 10 === 0 && { year: 2000 + (i % 26), originalLanguage: 'nl' }) })),
		people: { classes, teachers: Array.from({ length: 35 }, (_, i) => ({ givenName: `Docent${i}`, familyName: 'Post' })) },
		desk: { installationId: 'desk' as InstallationId }
	});
}

function foldAll(facts: readonly CopyFact[]) {
	return [...Map.groupBy(facts, (fact) => fact.copyId)].map(([id, own]) => fold(id, own));
}

const loansOf = (school: DemoSchool): Loan[] => foldAll(school.facts).flatMap((folded) => [...folded.loans.values()]);

describe('the demo school', () => {
	// Nobody changes it.
	let demo: DemoSchool;
	beforeAll(() => {
		demo = make('2026-11-23');
	}, 60_000);

	it('is the same for the same day and seed, and another for another seed', () => {
		expect(make('2026-11-23')).toEqual(demo);
		expect(make('2026-11-23', 'twelve').facts).not.toEqual(demo.facts);
	}, 60_000);

	it('has the size of a school, with rows that its own schemas accept', () => {
		const school = demo;
		expect(school.patrons).toHaveLength(30 * 23 + 35);
		expect(school.copies.length).toBeGreaterThan(1000);
		for (const title of school.titles) titleSchema.parse(title);
		for (const copy of school.copies) copySchema.parse(copy);
		for (const patron of school.patrons) patronSchema.parse(patron);
		for (const homeClass of school.homeClasses) homeClassSchema.parse(homeClass);
		for (const card of school.cards) cardSchema.parse(card);
	});

	it('gives every copy, card and pupil number to one only', () => {
		const { copies, cards, patrons } = demo;
		for (const values of [copies.map((copy) => copy.barcode), cards.map((card) => card.id), patrons.map((patron) => patron.pupilNumber)]) {
			expect(new Set(values).size).toBe(values.length);
		}
		expect(patrons[0]?.pupilNumber).toMatch(/^0/);
	});

	it('has pupils, the visitor among them, who read what De Jonge Jury is about', () => {
		const { editions, readingEntries, accounts } = demo;
		const eligible = new Set<string | undefined>(editions.find((edition) => edition.programmeId === 'jonge-jury')?.eligible?.titleIds);
		const readers = readingEntries.filter(({ titleId, ending }) => ending?.value?.how === 'finished' && eligible.has(titleId)).map(({ patronId }) => patronId);
		expect(readers).toContain(accounts.find((account) => account.role === 'pupil')?.patronId);
		expect(new Set(readers).size).toBeGreaterThan(10);
	});

	it('runs all eight programmes and one of its own, with pupils who joined, and shows what last year’s brought', () => {
		const { editions, participations, readAloudRounds } = demo;
		const running = editions.filter(({ closed }) => !closed);
		expect([new Set(running.map(({ programmeId }) => programmeId)).size, running.length, editions.length - running.length]).toEqual([9, 9, 8]);
		const joinable = running.filter(({ joining, audience }) => joining === 'own' && (audience.tracks.length === 0 || audience.tracks.includes('havo')));
		expect(joinable.length).toBeGreaterThan(2);
		for (const { id, programmeId } of joinable) expect(participations.filter(({ editionId }) => editionId === id).length, programmeId).toBeGreaterThan(10);
		expect(editions.filter(({ closed }) => closed).every(({ results }) => results)).toBe(true);
		expect(new Set(participations.map(({ id }) => id)).size).toBe(participations.length);
		// Nobody is known outside without consent, and last year's reader came as far as the province.
		const outside = readAloudRounds.filter(({ groupId, roundId }) => groupId === schoolRound && roundId !== 'school');
		for (const row of outside) for (const patronId of Object.keys(row.entries)) expect(participations.find(({ id }) => id === participationId(row.editionId, patronId as PatronId))?.consent?.value).toBe(true);
		expect(outside.flatMap((row) => Object.values(row.results ?? {}).map(({ value }) => `${row.roundId} ${value}`)).toSorted()).toEqual(['bibliotheek won', 'provincie second']);
	});

	it('gives every class a mentor, and the teacher of the demo door the class of the pupil there', () => {
		const { homeClasses, teachings, teachingGroups, groupPlaces, accounts, patrons } = demo;
		const mentored = teachings.filter((teaching) => teaching.mentor).map((teaching) => teaching.groupId);
		expect(mentored.toSorted()).toEqual(homeClasses.map((homeClass) => homeClass.id).toSorted());
		const own = (role: string) => accounts.find((account) => account.role === role)?.patronId;
		const ofPupil = patrons.find((patron) => patron.id === own('pupil'))?.homeClassId;
		expect(teachings).toContainEqual(expect.objectContaining({ teacherId: own('teacher'), groupId: ofPupil, mentor: true }));
		expect(new Set(teachings.map((teaching) => teaching.id)).size).toBe(teachings.length);
		for (const group of teachingGroups) {
			expect(groupPlaces.filter((place) => place.groupId === group.id).length).toBeGreaterThan(10);
			expect(teachings.some((teaching) => teaching.groupId === group.id)).toBe(true);
		}
	});

	it('shows a lost card, a blocked patron and something to say at the desk', () => {
		const { cards, patrons } = demo;
		expect(cards.filter((card) => card.status === 'lost')).toHaveLength(2);
		expect(patrons.filter((patron) => patron.blocked)).toHaveLength(1);
		expect(patrons.filter((patron) => patron.attention).length).toBeGreaterThan(0);
	});
});

describe.each(['2026-11-23', '2026-08-10', '2026-09-02', '2027-01-02', '2026-05-04'])('a history that ends on %s', (today) => {
	const school = make(today);
	const loans = loansOf(school);
	const open = loans.filter((loan) => !isClosed(loan));

	it('folds into loans without one record that disagrees with another', () => {
		const folded = foldAll(school.facts);
		expect(folded.flatMap((each) => each.incidents)).toEqual([]);
		expect(loans.length).toBeGreaterThan(2500);
	});

	it('leaves at most one open loan a copy and five a patron', () => {
		expect(new Set(open.map((loan) => loan.copyId)).size).toBe(open.length);
		const perPatron = Map.groupBy(open, (loan) => loan.patronId);
		expect(Math.max(...[...perPatron.values()].map((own) => own.length))).toBeLessThanOrEqual(5);
	});

	it('has no due date on a closed day', () => {
		expect(loans.filter((loan) => !isOpen(school.school, loan.dueOn))).toEqual([]);
	});

	it('happened on open days of the last two years, before today', () => {
		const days = new Set(school.facts.map((fact) => dateAt(fact.at, 'Europe/Amsterdam')));
		expect([...days].filter((day) => !isOpen(school.school, day) || day >= today)).toEqual([]);
		expect([...days].filter((day) => day < addDays(calendarDateOf(today), -730))).toEqual([]);
	});

	it('leaves some late, some on the hold shelf and some waiting', () => {
		const late = open.filter((loan) => loan.dueOn < today);
		expect(late.length).toBeGreaterThan(3);
		expect(late.length).toBeLessThan(open.length);
		const count = (status: string) => school.holds.filter((hold) => hold.status === status).length;
		expect(count('onShelf')).toBeGreaterThanOrEqual(3);
		expect(count('waiting')).toBeGreaterThan(3);
	});

	it('puts nothing aside that is on loan', () => {
		const out = new Set(open.map((loan) => loan.copyId));
		expect(school.holds.filter((hold) => hold.status === 'onShelf' && hold.copyId && out.has(hold.copyId))).toEqual([]);
	});

	it('gives the pupil of the start page a late loan, one still to come back, and a hold', () => {
		const pupil = school.accounts.find((account) => account.role === 'pupil')?.patronId;
		const own = open.filter((loan) => loan.patronId === pupil);
		expect(own.filter((loan) => loan.dueOn < today)).toHaveLength(1);
		const soonest = own.map((loan) => loan.dueOn).filter((day) => day > today).toSorted()[0];
		expect(soonest && daysBetween(calendarDateOf(today), soonest)).toBeLessThanOrEqual(22);
		expect(school.holds.filter((hold) => hold.patronId === pupil && hold.status === 'waiting')).toHaveLength(1);
	});
});

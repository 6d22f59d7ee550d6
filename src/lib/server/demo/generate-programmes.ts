import { isInvited } from '#lib/domain/programmes/audience.ts';
import { classPackId, type ClassPack } from '#lib/domain/programmes/class-pack.ts';
import type { Edition, EditionId } from '#lib/domain/programmes/edition.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';
import { changed, emptyParticipation, joined, type Participation, type ParticipationChange } from '#lib/domain/programmes/participation.ts';
import { emptyRound, readersOf, roundChanged, type ReadAloudRound, type RoundChange } from '#lib/domain/programmes/read-aloud-round.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { addDays, type CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, SchoolId } from '#lib/domain/shared/ids.ts';
import { firstYearOf } from '#lib/domain/shared/school-year.ts';
import { naturalId } from '../import/natural-id.ts';
import { closedEditions, ownProgramme } from './demo-editions.ts';
import { generateContest, type DemoContest, type DemoContestResults } from './generate-contest.ts';
import { seededRandom, type SeededRandom } from './random.ts';

export interface DemoProgrammes {
	readonly editions: readonly Edition[];
	readonly participations: readonly Participation[];
	readonly readAloudRounds: readonly ReadAloudRound[];
	readonly classPacks: readonly ClassPack[];
}

interface Input {
	readonly schoolId: SchoolId;
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly titles: readonly Title[];
	/** Gave the scores of the rounds in class. */
	readonly juror: AccountId;
	/** Who signs in at the demo: takes part in something of everything. */
	readonly pupil: Patron;
	readonly today: CalendarDate;
	readonly random: SeededRandom;
}

/** This year's eight programmes and one of the school's own, half way: some have not begun, most are busy, a few are done. Beside them last year's, over and done with. */
export function generateProgrammes(input: Input): DemoProgrammes {
	const year = firstYearOf(input.today);
	const idIn = (startYear: number) => (programmeId: string) => naturalId<EditionId>('edition', input.schoolId, programmeId, String(startYear));
	const editions = foundingEditions(year, idIn(year)).map((edition) => withTitles(edition, input.titles));
	const own = ownProgramme(year, idIn(year)('boekenbende'));
	const closed = closedEditions(year - 1, idIn(year - 1));
	const classOf = new Map(input.homeClasses.map((homeClass) => [homeClass.id as string, homeClass]));
	const pupils = input.patrons.filter((patron) => patron.category === 'pupil' && patron.leftOn === undefined);
	const invited = (edition: Edition) => pupils.filter((patron) => isInvited(edition, classOf.get(patron.homeClassId ?? '')));
	const participations = editions.flatMap((edition) => participationsIn(edition, invited(edition), input));
	const rounds = editions.filter((edition) => edition.rounds.length > 0).flatMap((edition) => roundsOf(edition, invited(edition), input));
	const contests = [...editions, ...closed].filter((edition) => edition.rounds.length > 0).map((edition) => contestOf(edition, rounds, pupils, classOf, input));
	// Nothing is drawn from the same row of numbers for it, so that the rest of the demo school stays as it was.
	const ofOwn = participationsIn(own, invited(own), { ...input, random: seededRandom('own programme') });
	return {
		editions: [...editions, own, ...closed],
		participations: joinedById([...participations, ...ofOwn, ...readersIn(rounds), ...contests.flatMap((contest) => contest.participations)]),
		readAloudRounds: [...rounds, ...contests.flatMap((contest) => contest.readAloudRounds)],
		classPacks: editions.filter((edition) => edition.packs).flatMap((edition) => packsOf(edition, input))
	};
}

/** This year one of each class has read and the best goes to the library; last year's winner came as far as the province. */
function contestOf(edition: Edition, rounds: readonly ReadAloudRound[], pupils: readonly Patron[], classOf: ReadonlyMap<string, HomeClass>, { titles, juror, today }: Input): DemoContest {
	const best = new Set<string>(rounds.filter((row) => row.editionId === edition.id).flatMap(({ winner, entries }) => winner?.value ?? Object.keys(entries)[0] ?? []));
	const nowInSecond = pupils.filter((patron) => classOf.get(patron.homeClassId ?? '')?.yearLayer === 2);
	const finalists = edition.closed ? [0, 31, 62, 93].flatMap((place) => nowInSecond[place] ?? []) : pupils.filter(({ id }) => best.has(id));
	const at = Date.parse(`${edition.closed ? addDays(edition.to, -120) : addDays(today, -2)}T13:00:00Z`);
	const outside: DemoContestResults = edition.closed ? { bibliotheek: 'won', provincie: 'second' } : { bibliotheek: null };
	return generateContest({ edition, finalists, titles, juror, at, outside });
}

/** Who reads in the round of a class takes part in the contest. */
function readersIn(rounds: readonly ReadAloudRound[]): Participation[] {
	return rounds.flatMap((row) => {
		const at = Math.min(...Object.values(row.entries).map((entry) => entry.at));
		return readersOf(row).map(([id]) => changed(emptyParticipation(row.editionId, id), { part: 'takesPart', value: true }, at, 'demo:reader'));
	});
}

/** Who won may have consented before, and who reads may have joined. */
function joinedById(rows: readonly Participation[]): Participation[] {
	const byId = new Map<string, Participation>();
	for (const row of rows) byId.set(row.id, joined(byId.get(row.id) ?? row, row));
	return [...byId.values()];
}

/** The eligible titles of a real edition come from its own list; the demo school takes its own newest Dutch ones. */
export function findJuryTitles(titles: readonly Title[]): Title[] {
	const dated = titles.filter((title) => title.originalLanguage === 'nl' && title.year !== undefined);
	return dated.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0)).slice(0, 24);
}

function withTitles(edition: Edition, titles: readonly Title[]): Edition {
	if (edition.programmeId !== 'jonge-jury') return edition;
	return { ...edition, eligible: { titleIds: findJuryTitles(titles).map((title) => title.id), outside: [] } };
}

function participationsIn(edition: Edition, pupils: readonly Patron[], { titles, today, random, pupil }: Input): Participation[] {
	const at = (daysAgo: number): number => Date.parse(`${addDays(today, -daysAgo)}T09:00:00Z`);
	return pupils.flatMap((patron, place) => {
		const isGuest = patron.id === pupil.id;
		if (!isGuest && !random.chance(edition.joining === 'own' ? 0.45 : 0.2)) return [];
		const changes: ParticipationChange[] = [];
		if (edition.joining === 'own') changes.push({ part: 'takesPart', value: true });
		if (edition.target && random.chance(0.2)) changes.push({ part: 'target', value: random.int(2, 6) });
		if (edition.consentNeeded && random.chance(0.6)) changes.push({ part: 'consent', value: true });
		const eligible = edition.eligible?.titleIds ?? [];
		if (edition.vote?.kind === 'favourites' && eligible.length > 3 && random.chance(0.5)) {
			// The first titles are everybody's favourites; the rest share what is left.
			const favourite = () => eligible[Math.floor(random.next() ** 2 * eligible.length)] ?? eligible[0];
			changes.push({ part: 'votes', value: [...new Set([favourite(), favourite()].filter((id) => id !== undefined))] });
		}
		const cover = edition.vote?.kind === 'cover' && place % 3 === 0 ? titles[(place * place) % 40]?.id : undefined;
		if (cover) changes.push({ part: 'votes', value: [cover] });
		for (const { id, rule } of edition.steps) {
			// Nothing is drawn for it, so that the rest of the demo school stays as it was.
			if (rule.type === 'chosen') changes.push({ part: 'chosen', key: titles[(place * 31) % titles.length]?.id ?? '', value: true });
			if (rule.type === 'tick' && place % 2 === 0) changes.push({ part: 'ticks', key: id, value: true });
			if (rule.type !== 'sheet' || !random.chance(0.5)) continue;
			for (const [i, question] of rule.questions.entries()) if (i < 2 || random.chance(0.6)) changes.push({ part: 'answers', key: question.id, value: sheetAnswers[i % sheetAnswers.length] ?? '' });
			if (random.chance(0.5)) changes.push({ part: 'ticks', key: id, value: true });
		}
		if (changes.length === 0) return [];
		return [changes.reduce((row, change, i) => changed(row, change, at(40 - i), `demo:${place}.${i}`), emptyParticipation(edition.id, patron.id))];
	});
}

const sheetAnswers = [
	'Hoe weet je of een foto echt is?',
	'In de mediatheek, op een nieuwssite en bij de fotograaf zelf.',
	'Een uitleg over beeld zoeken en twee artikelen.',
	'Kijk wie de foto maakte en zoek het beeld op een andere plek.'
];

/** In most first classes the round has been held: five readers, one juror, one winner. */
function roundsOf(edition: Edition, pupils: readonly Patron[], { titles, juror, today, random }: Input): ReadAloudRound[] {
	const [round] = edition.rounds;
	if (!round) return [];
	const at = Date.parse(`${addDays(today, -6)}T10:00:00Z`);
	const classes = [...Map.groupBy(pupils, (patron) => patron.homeClassId)].filter(([id]) => id !== undefined);
	return classes.filter(() => random.chance(0.7)).map(([homeClassId, members]) => {
		const readers = random.shuffle(members).slice(0, 5);
		const changes: RoundChange[] = readers.flatMap((patron): RoundChange[] => [
			{ part: 'entry', patronId: patron.id, value: { ...readFrom(random.pick(titles)), fragment: `p. ${random.int(5, 80)}`, withdrawn: false } },
			{ part: 'score', patronId: patron.id, juror, value: round.criteria.map(() => random.int(5, 10)) }
		]);
		const [winner] = readers;
		if (winner && random.chance(0.6)) changes.push({ part: 'winner', value: winner.id });
		return changes.reduce((row, change, i) => roundChanged(row, change, at + i, `demo:${i}`), emptyRound(edition.id, round.id, homeClassId as never));
	});
}

function readFrom({ id, title }: Title) {
	return { titleId: id, title };
}

function packsOf(edition: Edition, { homeClasses, today, random }: Input): ClassPack[] {
	const at = Date.parse(`${addDays(today, -20)}T09:00:00Z`);
	return homeClasses.filter((homeClass) => isInvited(edition, homeClass)).map((homeClass) => {
		const number = random.int(22, 30);
		const handedOut = random.chance(0.6) ? { handedOut: { value: number, at: at + 2, by: 'demo:3' } } : {};
		return {
			id: classPackId(edition.id, homeClass.id),
			editionId: edition.id,
			groupId: homeClass.id,
			ordered: { value: 30, at, by: 'demo:1' },
			received: { value: 30, at: at + 1, by: 'demo:2' },
			...handedOut
		};
	});
}

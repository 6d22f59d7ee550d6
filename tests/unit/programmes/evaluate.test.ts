import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInvited } from '#lib/domain/programmes/audience.ts';
import { judgeReadings, type FinishedReading } from '#lib/domain/programmes/counted.ts';
import { classPupilProgramme } from '#lib/domain/programmes/class-pupil-programme.ts';
import { editionSchema, type Edition, type EditionId } from '#lib/domain/programmes/edition.ts';
import { countReadings, evaluate, isStuck, noEvidence, type Evidence } from '#lib/domain/programmes/evaluate.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';
import { nextEdition } from '#lib/domain/programmes/next-edition.ts';
import { changed, emptyParticipation, joined, type Participation, type ParticipationChange } from '#lib/domain/programmes/participation.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';

const editionId = (programmeId: string) => `edition-${programmeId}` as EditionId;
const founding = new Map(foundingEditions(2026, editionId).map((edition) => [edition.programmeId, edition]));
const day = (text: string) => text as CalendarDate;
const noor = 'noor' as PatronId;

function anEdition(values: object = {}): Edition {
	const own = { id: 'e', programmeId: 'own', name: 'Own', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15' };
	return editionSchema.parse({ ...own, joining: 'everyone', ...values });
}

function reading(entryId: string, finishedOn: string, title = entryId, author = 'Thea Beckman', more: object = {}): FinishedReading {
	return { entryId, finishedOn: day(finishedOn), read: { title, author, ...more } };
}

function progress(edition: Edition, row: Participation | undefined, readings: readonly FinishedReading[], more: Partial<Evidence> = {}) {
	return evaluate(edition, row, { ...noEvidence, counts: countReadings(edition, row, readings), ...more });
}

const participation = (...changes: ParticipationChange[]) =>
	changes.reduce((row, change, i) => changed(row, change, i + 1, `op:${i}`), emptyParticipation('e' as EditionId, noor));

describe('an edition', () => {
	it('counts each work once, whichever form it was read in', () => {
		const twice = [reading('a', '2026-10-01', 'Kruistocht in spijkerbroek'), reading('b', '2026-11-01', 'KRUISTOCHT in spijkerbroek', 'Beckman, Thea', { titleId: 't' })];
		expect(judgeReadings(anEdition(), undefined, twice).map((each) => each.verdict)).toEqual(['counts', 'countedBefore']);
		const rereading = anEdition({ steps: [{ id: 's', name: 'S', rule: { type: 'titles', count: 2, repeats: true } }] });
		expect(progress(rereading, undefined, twice)).toMatchObject({ state: 'done', counts: { titles: 1, readings: 2 } });
	});

	it('says why a reading does not count', () => {
		const edition = anEdition({ eligible: { outside: [{ title: 'Lampje', author: 'Annet Schaap' }], rule: { originalLanguage: 'nl', fromYear: 2025 } } });
		const readings = [
			reading('early', '2026-07-31', 'Lampje', 'Annet Schaap'),
			reading('foreign', '2026-09-01', 'Wonder', 'R.J. Palacio', { originalLanguage: 'en', year: 2025 }),
			reading('listed', '2026-09-02', 'Lampje', 'Schaap, Annet'),
			reading('secret', '2026-09-03', 'Nieuw', 'Iemand', { originalLanguage: 'nl', year: 2025 }),
			reading('undated', '2026-09-04', 'Oud', 'Iemand', { originalLanguage: 'nl' })
		];
		const kept = participation({ part: 'keptOut', key: 'secret', value: true });
		expect(judgeReadings(edition, kept, readings).map((each) => [each.entryId, each.verdict])).toEqual([
			['early', 'outsideDates'],
			['foreign', 'notEligible'],
			['listed', 'counts'],
			['secret', 'keptOut'],
			['undated', 'notEligible']
		]);
	});

	it('goes from not started by way of busy to done, and to the agreed number where there is one', () => {
		const bet = founding.get('weddenschap') as Edition;
		const two = [reading('a', '2026-11-01'), reading('b', '2026-12-01')];
		expect(progress(bet, undefined, two).state).toBe('notTakingPart');
		const taking = participation({ part: 'takesPart', value: true });
		expect(progress(bet, taking, []).state).toBe('notStarted');
		expect(progress(bet, taking, two)).toMatchObject({ state: 'busy', counts: { titles: 2, lastOn: '2026-12-01' }, target: 3 });
		const agreed = changed(taking, { part: 'target', value: 2 }, 9, 'op:9');
		expect(progress(bet, agreed, two).state).toBe('done');
	});

	it('is not begun by reading, where reading plays no part in it', () => {
		const lessonsOnly = founding.get('my-life-story') as Edition;
		expect(progress(lessonsOnly, undefined, [reading('a', '2026-11-01')]).state).toBe('notStarted');
	});

	it('with the chooser: choosing is a step, and where only that counts, so does only what was chosen', () => {
		const leeskracht = founding.get('leeskracht') as Edition;
		const choice = participation({ part: 'chosen', key: 'title-a', value: true });
		const read = [reading('a', '2026-11-01'), reading('b', '2026-11-02', 'Other')].map((each) => ({ ...each, read: { ...each.read, titleId: `title-${each.entryId}` } }));
		expect(progress(leeskracht, choice, []).state).toBe('busy');
		expect(progress(leeskracht, choice, read)).toMatchObject({ state: 'done', counts: { titles: 2 } });
		expect(judgeReadings({ ...leeskracht, chosenOnly: true }, choice, read).map(({ verdict }) => verdict)).toEqual(['counts', 'notChosen']);
		const shared = classPupilProgramme(leeskracht, noor, choice, { counts: { titles: 0, readings: 0 }, rounds: {}, readingListComplete: false });
		expect(shared.chosen).toBe(1);
		expect(JSON.stringify(shared)).not.toContain('title-a');
		expect(evaluate(leeskracht, shared.participation, { ...noEvidence, chosen: shared.chosen }).steps[0]).toMatchObject({ have: 1, need: 1 });
	});

	it('is not begun by what the whole class was given', () => {
		const junior = founding.get('nederland-leest-junior') as Edition;
		const handedOut = { packHandedOut: true };
		expect(progress(junior, undefined, [], handedOut).state).toBe('notStarted');
		const taught = { ...handedOut, lessons: ['mediaAwareness' as const] };
		expect(progress(junior, undefined, [], taught).state).toBe('done');
	});

	it('asks for a sheet, a round, a vote and the reading list by their own rules', () => {
		const sheet = founding.get('my-life-story') as Edition;
				const half = participation({ part: 'answers', key: 'weten', value: 'Hoe oud is de aarde?' }, { part: 'answers', key: 'waar', value: ' ' });
		expect(progress(sheet, half, [], { lessons: ['mediaAwareness'] }).steps).toEqual([
			{ stepId: 'lessen', have: 1, need: 3 },
			{ stepId: 'zoekblad', have: 1, need: 4 }
		]);
		const aloud = founding.get('read2me') as Edition;
		const joinedIn = participation({ part: 'takesPart', value: true });
		expect(progress(aloud, joinedIn, [], { roundIds: ['klas'] }).state).toBe('done');
		const list = founding.get('lezen-voor-de-lijst') as Edition;
		expect(progress(list, undefined, [], { readingListComplete: true }).state).toBe('done');
	});

	it('finds who is stuck: busy, and nothing new for longer than the edition allows', () => {
		const edition = anEdition({ steps: [{ id: 's', name: 'S', rule: { type: 'titles', count: 3 } }], stuckAfterDays: 21 });
		const busy = progress(edition, undefined, [reading('a', '2026-10-01')]);
		expect([isStuck(edition, busy, day('2026-10-22')), isStuck(edition, busy, day('2026-10-23'))]).toEqual([false, true]);
		expect(isStuck({ ...edition, closed: true }, busy, day('2026-12-01'))).toBe(false);
	});

	it('is refused when a step needs a part that the edition lacks', () => {
		const votes = { steps: [{ id: 's', name: 'S', rule: { type: 'votes', count: 1 } }] };
		expect(() => anEdition(votes)).toThrow(/steps/);
		expect(() => anEdition({ from: '2027-01-01', to: '2026-01-01' })).toThrow(/to/);
	});
});

describe('the audience', () => {
	const mixed = { id: '2hv3', name: '2hv3', yearLayer: 2, tracks: ['havo', 'vwo'] } as unknown as HomeClass;
	it('takes a mixed class in by any of its tracks', () => {
		expect(isInvited(anEdition({ audience: { tracks: ['vwo'], yearLayers: [1, 2] } }), mixed)).toBe(true);
		expect(isInvited(anEdition({ audience: { tracks: ['pro'] } }), mixed)).toBe(false);
	});
	it('means everybody when it is empty, also who has no class', () => {
		expect(isInvited(anEdition(), undefined)).toBe(true);
		expect(isInvited(anEdition({ audience: { yearLayers: [2] } }), undefined)).toBe(false);
	});
});

describe('next year’s edition', () => {
	it('moves dates, years and the rule along, and leaves the list of titles and the results behind', () => {
		const jury = { ...(founding.get('jonge-jury') as Edition), results: 'Fijn' };
		const next = nextEdition({ ...jury, eligible: { titleIds: [], rule: {}, ...jury.eligible, outside: [{ title: 'X', author: '' }] } }, 'next' as EditionId);
		expect(next).toMatchObject({ label: '2028', from: '2027-08-01', vote: { from: '2028-03-09' }, eligible: { outside: [], rule: { fromYear: 2026 } } });
		expect(next.results).toBeUndefined();
		expect(editionSchema.parse(next)).toEqual(next);
	});
});

describe('in any order', () => {
	const arbitraryReading = fc.record({ entryId: fc.uuid(), finishedOn: fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)), title: fc.constantFrom('A', 'B', 'C', 'D') }).map(({ entryId, finishedOn, title }) => reading(entryId, finishedOn, title));
	const arbitraryChange = fc.oneof(
		fc.record({ part: fc.constantFrom('takesPart' as const, 'consent' as const), value: fc.boolean() }),
		fc.record({ part: fc.constant('target' as const), value: fc.integer({ min: 1, max: 9 }) }),
		fc.record({ part: fc.constantFrom('ticks' as const, 'keptOut' as const, 'chosen' as const), key: fc.constantFrom('x', 'y'), value: fc.boolean() }),
		fc.record({ part: fc.constant('answers' as const), key: fc.constantFrom('x', 'y'), value: fc.string() })
	);
	const stamped = fc.uniqueArray(fc.record({ change: arbitraryChange, at: fc.integer({ min: 0, max: 3 }), by: fc.uuid() }), { selector: (each) => each.by, maxLength: 12 });
	const lay = (changes: readonly { change: ParticipationChange; at: number; by: string }[], on: Participation = emptyParticipation('e' as EditionId, noor)) =>
		changes.reduce((row, { change, at, by }) => changed(row, change, at, by), on);

	it('the same readings give the same progress', () => {
		const edition = anEdition({ steps: [{ id: 's', name: 'S', rule: { type: 'titles', count: 3 } }] });
		fc.assert(
			fc.property(fc.uniqueArray(arbitraryReading, { selector: (each) => each.entryId, maxLength: 12 }).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
				expect(progress(edition, undefined, shuffled)).toEqual(progress(edition, undefined, all));
			})
		);
	});

	it('a title never counts twice in one edition', () => {
		fc.assert(
			fc.property(fc.uniqueArray(arbitraryReading, { selector: (each) => each.entryId, maxLength: 12 }), (all) => {
				const counting = judgeReadings(anEdition(), undefined, all).filter((each) => each.verdict === 'counts');
				expect(new Set(counting.map((each) => each.read.title)).size).toBe(counting.length);
			})
		);
	});

	it('the same changes, some of them twice, give the same participation', () => {
		fc.assert(
			fc.property(stamped.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))), ([all, shuffled]) => {
				expect(lay(shuffled)).toEqual(lay(all));
			})
		);
	});

	it('two halves joined are the whole', () => {
		fc.assert(
			fc.property(stamped, fc.nat(12), (all, cut) => {
				expect(joined(lay(all.slice(0, cut)), lay(all.slice(cut)))).toEqual(lay(all));
			})
		);
	});
});

import { beforeEach, describe, expect, it } from 'vitest';
import { classPupilId, type ClassPupil } from '#lib/domain/people/class-pupil.ts';
import { classPupilProgramme } from '#lib/domain/programmes/class-pupil-programme.ts';
import { editionSchema, type Edition } from '#lib/domain/programmes/edition.ts';
import { nothingRead } from '#lib/domain/programmes/evaluate.ts';
import { changed, emptyParticipation } from '#lib/domain/programmes/participation.ts';
import { emptyRound, roundChanged, type RoundsRead } from '#lib/domain/programmes/read-aloud-round.ts';
import type { GroupId, PatronId } from '#lib/domain/shared/ids.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench } from '../../builders/device.ts';

const [reader, other] = ['patron-1', 'patron-2'] as [PatronId, PatronId];
const group = '1a' as GroupId;
const edition: Edition = editionSchema.parse({
	...{ id: 'aloud', programmeId: 'aloud', name: 'Aloud', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15', joining: 'everyone' },
	rounds: [
		{ id: 'klas', name: 'Klassenronde', level: 'class', criteria: ['Tempo'] },
		{ id: 'bieb', name: 'Bibliotheek', level: 'library', criteria: ['Tempo'] }
	],
	steps: [{ id: 'read', name: 'Voorgelezen', rule: { type: 'round', roundId: 'klas' } }]
});

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
	bench.confirm('edition', edition);
});

/** A pupil as the server tells it to its teachers. */
function tell(patronId: PatronId, rounds: RoundsRead): void {
	const shared = classPupilProgramme(edition, patronId, changed(emptyParticipation(edition.id, patronId), { part: 'takesPart', value: true }, 1, 'a:1'), { counts: nothingRead, rounds, readingListComplete: false });
	const row: ClassPupil = { id: classPupilId(group, patronId), groupId: group, patronId, givenName: 'Sara', familyName: 'Bos', programmes: { [edition.id]: shared } };
	bench.confirm('classPupil', row);
	bench.confirm('participation', shared.participation);
}

/** The round of the class as it is on this device. */
function enter(patronId: PatronId, withdrawn = false): void {
	const value = { title: 'Lampje', fragment: 'p. 3', withdrawn };
	bench.confirm('readAloudRound', roundChanged(emptyRound(edition.id, 'klas', group), { part: 'entry', patronId, value }, 1, 'a:1'));
}

function seen(patronId: PatronId) {
	const found = bench.queries.programmes.ofGroup(edition, group).find(({ pupil }) => pupil.patronId === patronId);
	return { have: found?.progress.steps[0]?.have, rounds: found?.rounds.map(({ round, result }) => [round.id, result]) };
}

/** How often it read aloud, as its own phone counts. */
function ownCount(patronId: PatronId): number | undefined {
	const [own] = bench.queries.programmes.own(patronId, undefined, { finished: [], listComplete: false });
	return own?.progress.steps[0]?.have;
}

describe('the rounds of a pupil, for itself', () => {
	it('are those that the server tells of, also under a name that the phone does not know', () => {
		tell(reader, {});
		expect(ownCount(reader)).toBe(0);
		tell(reader, { klas: null });
		expect(ownCount(reader)).toBe(1);
	});

	it('follow what was withdrawn since', () => {
		tell(reader, { klas: null });
		enter(reader, true);
		expect(ownCount(reader)).toBe(0);
	});
});

describe('the rounds of a pupil, for its teacher', () => {
	it('are those that the server tells of, also where this device holds no such round', () => {
		tell(reader, { klas: null, bieb: 'won' });
		expect(seen(reader)).toEqual({ have: 1, rounds: [['bieb', 'won']] });
	});

	it('follow what was done here last, before the server has heard of it', () => {
		tell(reader, {});
		enter(reader);
		expect(seen(reader).have).toBe(1);
		tell(reader, { klas: null });
		enter(reader, true);
		expect(seen(reader).have).toBe(0);
	});

	it('are those of whoever turned out to be the same person', async () => {
		tell(other, {});
		enter(reader);
		expect(seen(other).have).toBe(0);
		await bench.perform({ type: 'merge-patrons', input: { from: reader, into: other } } as unknown as Act);
		expect(seen(other).have).toBe(1);
	});
});

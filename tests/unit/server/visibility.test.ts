import { describe, expect, test } from 'vitest';
import type { Rows } from '#lib/protocol/rows.ts';
import { visible } from '#lib/server/sync/visibility.ts';
import { anOpenLoan, aPatron, aTitle, copyId, day, patronId, source } from '../../builders/domain.ts';

const world = { schoolId: 'school-1' as never };
const scopesOf = <K extends keyof Rows>(kind: K, row: Rows[K], patronIds: string[] = []) =>
	[...visible(kind, row, { ...world, patronIds: patronIds.map(patronId) }).keys()].toSorted();
const closed = { ...anOpenLoan(), returnedAt: 2, ending: 'returned', endedBy: source('desk-2:9') } as const;

describe('who may see a row', () => {
	test('everybody sees titles; nobody’s name stands there', () => {
		expect(scopesOf('title', aTitle())).toEqual(['cat:school-1']);
	});

	test('a patron is seen by desks and by itself, without what staff noted', () => {
		const told = { attention: 'Loud', guardianName: 'M. Meer', guardianStreet: 'Dam 1', guardianPostcode: '1000 AA', guardianCity: 'Edam', guardianEmail: 'm@meer.nl', apartFrom: [patronId('patron-2')] };
		const audience = visible('patron', aPatron(told), world);
		expect([...audience.keys()].toSorted()).toEqual(['desk:school-1', 'pat:patron-1']);
		expect(audience.get('desk:school-1' as never)).toMatchObject(told);
		expect(audience.get('pat:patron-1' as never)).toEqual(aPatron());
	});

	test('a class is seen by desks, by those who sit in it and by those who teach it', () => {
		expect(scopesOf('homeClass', { id: '2b' as never, name: '2b', tracks: [] }, ['p1', 'p2'])).toEqual([
			'cls:2b',
			'desk:school-1',
			'lib:school-1',
			'pat:p1',
			'pat:p2'
		]);
	});

	test('what a teacher sees of a pupil is seen by the teachers of that group and by the pupil itself, and by no desk', () => {
		const row = { id: '2b.p1', groupId: '2b' as never, patronId: patronId('p1'), givenName: 'Sara', familyName: 'Meer', asOf: 5 };
		expect(scopesOf('classPupil', row)).toEqual(['cls:2b', 'pat:p1']);
		// When its devices were last in contact changes with every contact: to the pupil that would be endless news.
		const { asOf: _asOf, ...told } = row;
		expect(visible('classPupil', row, world).get('pat:p1' as never)).toEqual(told);
	});

	test('a reading log and a reading list are seen by their reader; teachers get the list within the row above', () => {
		for (const kind of ['readingEntry', 'readingProgress', 'readingProfile', 'listedTitle', 'listMessage', 'readingLevel'] as const) {
			expect(scopesOf(kind, { id: 'x', patronId: patronId('p1') } as never)).toEqual(['pat:p1']);
		}
	});

	test('a review is seen by its writer and by the desk that judges it; others at school get its words alone', () => {
		const row = { id: 'r', patronId: patronId('p1'), titleId: 't', shownAs: 's', text: { value: 'Mooi', at: 1, by: 'o:1' } } as never;
		expect(scopesOf('review', row)).toEqual(['desk:school-1', 'pat:p1']);
		expect(scopesOf('review', { ...(row as Rows['review']), text: { value: '', at: 2, by: 'o:2' } })).toEqual(['pat:p1']);
		expect(scopesOf('shownReview', { id: 's', titleId: 't', text: 'Mooi' } as never)).toEqual(['rev:school-1']);
	});

	test('a wish is seen by who asked and by desks, a vote by the voter alone; others at school get the words and the count', () => {
		const wish = { id: 'w' as never, title: 'Drones', patronId: patronId('p1'), at: 1 };
		expect(scopesOf('wish', wish)).toEqual(['desk:school-1', 'pat:p1']);
		expect(scopesOf('wish', { ...wish, patronId: null })).toEqual(['desk:school-1']);
		expect(scopesOf('wishVote', { id: 'w.p1' as never, wishId: wish.id, patronId: wish.patronId, wants: { value: true, at: 1, by: 'o:1' } })).toEqual(['pat:p1']);
		expect(scopesOf('shownWish', { id: wish.id, title: 'Drones', votes: 2, answer: { state: 'open', shown: true, at: 1 } })).toEqual(['rev:school-1']);
	});

	test('what is also read is seen by everybody at school, and not where only totals may be', () => {
		expect(scopesOf('alsoRead', { id: 't' as never, titleIds: ['u' as never] })).toEqual(['rev:school-1']);
	});

	test('who teaches whom is seen by desks and colleagues, and by nobody once it is over', () => {
		const row = { id: '2b.t', groupId: '2b' as never, teacherId: patronId('t'), mentor: true, active: true, at: 0 };
		expect(scopesOf('teaching', row)).toEqual(['cls:2b', 'desk:school-1']);
		expect(scopesOf('teaching', { ...row, active: false })).toEqual([]);
		const place = { id: 'n.p', groupId: 'n' as never, patronId: patronId('p'), active: true, at: 0 };
		expect(scopesOf('groupPlace', place)).toEqual(['desk:school-1']);
		expect(scopesOf('groupPlace', { ...place, active: false })).toEqual([]);
		expect(scopesOf('teachingGroup', { id: 'n' as never, name: 'netl', tracks: [] })).toEqual(['cls:n', 'desk:school-1', 'lib:school-1']);
	});

	test('who was there when a class read stays at the server; a lesson is seen by all staff, and neither once it was taken back', () => {
		const act = { id: 'x' as never, groupId: '2b' as never, on: day('2026-11-23'), minutes: 20, accountId: 'a' as never, active: true };
		const session = { ...act, pupils: 1, patronIds: [patronId('p1')] };
		expect(scopesOf('readingSession', session)).toEqual(['cls:2b', 'desk:school-1']);
		expect(JSON.stringify([...visible('readingSession', session, world).values()])).not.toContain('p1');
		expect(scopesOf('lesson', { ...act, strand: 'mediaSkills' })).toEqual(['cls:2b', 'desk:school-1', 'lib:school-1']);
		expect([...scopesOf('lesson', { ...act, strand: 'mediaSkills', active: false }), ...scopesOf('readingSession', { ...session, active: false })]).toEqual([]);
	});

	test('a round outside the school is seen by desks and its readers, and by the library of those whose names may leave the school', () => {
		const entry = { value: { title: 'Lampje', fragment: '', withdrawn: false }, at: 1, by: 'o:1' };
		const row = { id: 'e:b:school', editionId: 'e' as never, roundId: 'b', groupId: 'school' as never, entries: { p1: entry, p2: entry }, scores: {} };
		expect(scopesOf('readAloudRound', row)).toEqual(['desk:school-1', 'pat:p1', 'pat:p2']);
		const told = visible('readAloudRound', row, { ...world, names: new Map([[patronId('p2'), 'Sara Meer']]) }).get('lib:school-1' as never);
		expect(told).toEqual({ ...row, entries: { p2: entry }, names: { p2: 'Sara Meer' } });
	});

	test('a class pack is seen by desks, teachers and the library that brings it, which does not hear how many were handed out', () => {
		const number = (value: number) => ({ value, at: 1, by: 'o:1' });
		const pack = { id: 'e:2b', editionId: 'e' as never, groupId: '2b' as never, ordered: number(30), handedOut: number(9) };
		expect(scopesOf('classPack', pack)).toEqual(['cls:2b', 'desk:school-1', 'lib:school-1']);
		const { handedOut: _handedOut, ...brought } = pack;
		expect(visible('classPack', pack, world).get('lib:school-1' as never)).toEqual(brought);
		expect(visible('classPack', pack, world).get('cls:2b' as never)).toEqual(pack);
	});

	test('a box is seen by desks and by who keeps it, and of its loans the keeper alone gets a row', () => {
		const box = { id: 'k' as never, name: 'k', collection: 'rotating', owner: 'b', receivedOn: day('2026-11-23') } as const;
		expect(scopesOf('box', box)).toEqual(['box:k', 'desk:school-1']);
		expect(scopesOf('boxCopy', { id: 'k.c', boxId: 'k' as never, copyId: copyId('c'), place: { value: 'received', at: 1, by: 'x' } })).toEqual(['box:k', 'desk:school-1']);
		expect(scopesOf('boxLoan', { id: copyId('c'), boxId: 'k' as never, copyId: copyId('c'), givenName: 'Sara', familyName: 'Meer', lentAt: 1, dueOn: day('2026-12-14') })).toEqual(['box:k']);
	});

	test('a list of titles is seen by whom it is for, and once it is withdrawn by desks and its maker', () => {
		const list = { id: 'l' as never, name: 'l', makerId: patronId('t'), makerName: 'T', groupIds: [], entries: {} };
		expect(scopesOf('titleList', list)).toEqual(['prg:school-1']);
		expect(scopesOf('titleList', { ...list, groupIds: ['2b' as never] }, ['p1'])).toEqual(['desk:school-1', 'pat:p1', 'pat:t']);
		expect(scopesOf('titleList', { ...list, withdrawn: { value: true, at: 1, by: 'x' } })).toEqual(['desk:school-1', 'pat:t']);
	});

	test('a copy without history is nobody’s news', () => {
		expect(scopesOf('copyState', { id: copyId('c'), copyId: copyId('c'), at: 0 })).toEqual([]);
	});

	test('an open loan is seen by its patron without the person who lent it and without the patron before', () => {
		const row = {
			id: copyId('copy-1'),
			copyId: copyId('copy-1'),
			open: anOpenLoan(),
			lastClosed: { ...closed, patronId: patronId('patron-2') },
			at: 3
		};
		const own = visible('copyState', row, world).get('pat:patron-1' as never);
		expect(own).toMatchObject({ open: { source: { operationId: 'desk-1:1', installationId: 'desk', accountId: 'desk' } } });
		expect(JSON.stringify(own)).not.toContain('patron-2');
		expect(JSON.stringify(own)).not.toContain('account-1');
	});

	test('an ended loan is seen by its patron only, and by nobody once it has lost its patron', () => {
		expect(scopesOf('loan', closed)).toEqual(['pat:patron-1']);
		expect(scopesOf('loan', { ...closed, patronId: null })).toEqual([]);
	});

	test('availability is seen by everybody while something is out, and by nobody when all is in', () => {
		const row = { id: aTitle().id, out: 0, held: 0, waiting: 0 };
		expect(scopesOf('availability', row)).toEqual([]);
		expect(scopesOf('availability', { ...row, waiting: 1 })).toEqual(['avail:school-1']);
	});

	test('an outcome is seen by the installation that asked, whatever its id looks like', () => {
		const row = { id: 'a:b:12' as never, n: 12, type: 'renew', status: 'refused', codes: [], at: 0 } as const;
		expect(scopesOf('outcome', row)).toEqual(['dev:a:b']);
	});

	test('names of copies are everybody’s, names of patrons are the desk’s', () => {
		expect(scopesOf('alias', { id: copyId('x'), kind: 'copy', to: copyId('y') })).toEqual(['cat:school-1']);
		expect(scopesOf('alias', { id: patronId('x'), kind: 'patron', to: patronId('y') })).toEqual(['desk:school-1', 'pat:y']);
	});
});

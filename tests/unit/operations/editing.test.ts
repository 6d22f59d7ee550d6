import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/people/role.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, librarian, pupil } from '../../builders/device.ts';
import { aCopy, aPatron, aSchool, aTitle, copyId } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const edit = (kind: string, id: string, base: object, change: object) => act(`edit-${kind}`, { id, base, change });
const titleOf = (bench: Bench) => bench.queries.title('title-1' as never);

describe('an edit', () => {
	it('changes the fields it names and leaves the others as they are', async () => {
		const bench = new Bench();
		const decision = await bench.perform(edit('title', 'title-1', { genre: null }, { genre: 'historisch' }));
		expect(decision).toMatchObject({ outcome: 'accepted', notices: [] });
		expect(titleOf(bench)).toEqual({ ...aTitle(), genre: 'historisch' });
	});

	it('keeps what somebody else made of a field meanwhile, applies the rest, and tells both values', async () => {
		const bench = new Bench();
		bench.confirm('title', aTitle({ title: 'Kruistocht', year: 1973 }));
		const base = { title: 'Kruistocht in spijkerbroek', year: 1973 };
		const decision = await bench.perform(edit('title', 'title-1', base, { title: 'De kruistocht', year: 1974 }));
		expect(titleOf(bench)).toMatchObject({ title: 'Kruistocht', year: 1974 });
		expect(decision).toMatchObject({
			notices: ['editClash'],
			facts: { kind: 'title', id: 'title-1', fields: 'title', 'kept.title': 'Kruistocht', 'wanted.title': 'De kruistocht' }
		});
	});

	it('is no clash when both wanted the same', async () => {
		const bench = new Bench();
		bench.confirm('title', aTitle({ authors: ['Beckman, Thea', 'Een, Ander'] }));
		const change = { authors: ['Beckman, Thea', 'Een, Ander'] };
		const decision = await bench.perform(edit('title', 'title-1', { authors: ['Beckman, Thea'] }, change));
		expect(decision).toMatchObject({ outcome: 'accepted', effects: [], notices: [] });
	});

	it('empties a field with null, and an empty field is the same as one that was never there', async () => {
		const bench = new Bench();
		bench.confirm('title', aTitle({ genre: 'historisch' }));
		await bench.perform(edit('title', 'title-1', { genre: 'historisch', authors: ['Beckman, Thea'] }, { genre: null, authors: null }));
		expect(titleOf(bench)).toEqual({ ...aTitle({ authors: [] }) });
		const decision = await bench.perform(edit('title', 'title-1', { genre: null }, { genre: '' }));
		expect(decision).toMatchObject({ effects: [], notices: [] });
	});

	it('is refused when the record would no longer be one', async () => {
		const bench = new Bench();
		const empty = edit('title', 'title-1', { title: 'Kruistocht in spijkerbroek' }, { title: null });
		expect(await bench.perform(empty)).toMatchObject({ code: 'invalidPayload', facts: { path: 'title' } });
		expect(await bench.perform(edit('title', 'title-1', { year: null }, { year: 'vroeger' }))).toMatchObject({ code: 'invalidPayload' });
		expect(await bench.perform(edit('title', 'title-1', { id: 'title-1' }, { id: 'title-2' }))).toMatchObject({ code: 'invalidPayload' });
		expect(await bench.perform(edit('title', 'nowhere', {}, {}))).toMatchObject({ code: 'unknownTitle' });
	});

	it('is for those who run the library', async () => {
		const teacher: Actor = { ...librarian, roles: ['teacher'] };
		const administrator: Actor = { ...librarian, roles: ['administrator'] };
		const acts = [
			edit('title', 'title-1', { genre: null }, { genre: 'x' }),
			edit('copy', 'copy-1', { shelf: null }, { shelf: 'A1' }),
			edit('patron', 'patron-1', { attention: null }, { attention: 'bril' }),
			edit('school', 'school-1', { idleSeconds: 45 }, { idleSeconds: 60 })
		];
		for (const each of acts) {
			expect(await new Bench().perform(each, { actor: pupil })).toMatchObject({ code: 'notPermitted' });
			expect(await new Bench().perform(each, { actor: teacher })).toMatchObject({ code: 'notPermitted' });
			expect(await new Bench().perform(each, { actor: administrator })).toMatchObject({ outcome: 'accepted' });
		}
	});
});

describe('editing a copy', () => {
	it('does not give it the label of another', async () => {
		const bench = new Bench();
		const taken = edit('copy', 'copy-1', { barcode: '10000001' }, { barcode: '10000002' });
		expect(await bench.perform(taken)).toMatchObject({ code: 'barcodeTaken', facts: { copyId: 'copy-2' } });
		await bench.perform(edit('copy', 'copy-1', { barcode: '10000001' }, { barcode: '30000003' }));
		expect(bench.queries.copyByBarcode('30000003')?.id).toBe('copy-1');
		expect(bench.queries.copyByBarcode('10000001')).toBeUndefined();
	});

	it('keeps to locations and titles that exist', async () => {
		const bench = new Bench();
		const location = (id: string) => edit('copy', 'copy-1', { locationId: null }, { locationId: id });
		expect(await bench.perform(location('nowhere'))).toMatchObject({ code: 'invalidPayload', facts: { path: 'locationId' } });
		expect(await bench.perform(location('location-1'))).toMatchObject({ outcome: 'accepted' });
		expect(await bench.perform(edit('copy', 'copy-1', { titleId: 'title-1' }, { titleId: 'none' }))).toMatchObject({ code: 'unknownTitle' });
	});

	it('writes it off with a reason, and brings it back without one', async () => {
		const bench = new Bench();
		await bench.perform(act('withdraw-copy', { copyId: 'copy-1', reason: 'damaged' }));
		expect(bench.queries.copy(copyId('copy-1'))).toEqual(aCopy({ status: 'withdrawn', withdrawnFor: 'damaged' }));
		await bench.perform(edit('copy', 'copy-1', { status: 'withdrawn' }, { status: 'inService' }));
		expect(bench.queries.copy(copyId('copy-1'))).toEqual(aCopy());
		expect(await bench.perform(edit('copy', 'copy-1', { status: 'inService' }, { status: 'withdrawn' }))).toMatchObject({ code: 'invalidPayload' });
	});

	it('is not written off while somebody has it', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		const gone = act('withdraw-copy', { copyId: 'copy-1', reason: 'surplus' });
		expect(await bench.perform(gone)).toMatchObject({ code: 'copyOnLoan' });
		expect(await bench.perform(gone, { stage: 'happened' })).toMatchObject({ code: 'copyOnLoan' });
	});

	it('lets whoever it lay apart for wait on when it is written off', async () => {
		const bench = new Bench();
		await bench.perform(act('place-hold', { holdId: 'h1', titleId: 'title-1', patronId: 'patron-1' }));
		await bench.perform(act('trap-hold', { holdId: 'h1', copyId: 'copy-1' }));
		await bench.perform(act('withdraw-copy', { copyId: 'copy-1', reason: 'damaged' }));
		expect(bench.records.get('hold', 'h1')?.status).toBe('waiting');
	});
});

describe('editing people and the school', () => {
	it('moves a patron only to a class that exists', async () => {
		const bench = new Bench();
		const move = edit('patron', 'patron-1', { homeClassId: null }, { homeClassId: '2hv3' });
		expect(await bench.perform(move)).toMatchObject({ code: 'unknownHomeClass' });
		bench.confirm('homeClass', { id: '2hv3', name: '2hv3', tracks: [] } as { id: string });
		await bench.perform(move);
		expect(bench.queries.patron('patron-1' as never)).toEqual(aPatron({ homeClassId: '2hv3' as never }));
	});

	it('renames a class', async () => {
		const bench = new Bench();
		bench.confirm('homeClass', { id: '2hv3', name: '2hv3', tracks: [] } as { id: string });
		await bench.perform(edit('home-class', '2hv3', { name: '2hv3', yearLayer: null }, { name: '2c', yearLayer: 2 }));
		expect(bench.queries.homeClass('2hv3')).toMatchObject({ name: '2c', yearLayer: 2 });
	});

	it('lets two people change different lending rules', async () => {
		const bench = new Bench(aSchool({ rules: { totalMaximum: 7 } }));
		const base = { 'rules.holdMaximum': 5, 'rules.totalMaximum': 5 };
		const decision = await bench.perform(edit('school', 'school-1', base, { 'rules.holdMaximum': 3, 'rules.totalMaximum': 4 }));
		expect(bench.queries.school().rules).toEqual({ ...aSchool().rules, totalMaximum: 7, holdMaximum: 3 });
		expect(decision).toMatchObject({ notices: ['editClash'], facts: { 'kept.rules.totalMaximum': 7, 'wanted.rules.totalMaximum': 4 } });
	});

	it('switches a rule off and on', async () => {
		const bench = new Bench();
		const fine = { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 };
		await bench.perform(edit('school', 'school-1', { 'rules.fine': null }, { 'rules.fine': fine }));
		expect(bench.queries.school().rules.fine).toEqual(fine);
		await bench.perform(edit('school', 'school-1', { 'rules.fine': fine }, { 'rules.fine': null }));
		expect(bench.queries.school()).toEqual(aSchool());
	});

	it('does not touch another school, nor what other records rest on', async () => {
		const bench = new Bench();
		expect(await bench.perform(edit('school', 'school-2', { name: 'x' }, { name: 'y' }))).toMatchObject({ code: 'invalidPayload' });
		expect(await bench.perform(edit('school', 'school-1', { brin: '12AB' }, { brin: '99ZZ' }))).toMatchObject({ code: 'invalidPayload' });
	});
});

describe('adding what is there already', () => {
	it('leaves a patron and a copy as others have made them since', async () => {
		const bench = new Bench();
		await bench.perform(act('add-patron', { patron: aPatron({ givenName: 'Oud' }), cardNumber: '777' }));
		expect(bench.queries.patron('patron-1' as never)).toEqual(aPatron());
		expect(bench.queries.card('777')?.patronId).toBe('patron-1');
		expect(await bench.perform(act('add-copy', { copy: aCopy({ shelf: 'oud' }) }))).toMatchObject({ outcome: 'accepted', effects: [] });
		expect(bench.queries.copy(copyId('copy-1'))).toEqual(aCopy());
	});

	it('marks a copy as still to complete only when it was added in a hurry', async () => {
		const bench = new Bench();
		await bench.perform(act('add-copy', { copy: aCopy({ id: copyId('new-1'), barcode: 'n1' }) }));
		await bench.perform(act('add-copy', { copy: aCopy({ id: copyId('new-2'), barcode: 'n2' }), complete: true }));
		expect(bench.queries.copy(copyId('new-1'))?.provisional).toBe(true);
		expect(bench.queries.copy(copyId('new-2'))?.provisional).toBeUndefined();
	});

	it('keeps what was paid when a late return is undone and made again', async () => {
		const rules = { fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } };
		const bench = new Bench(aSchool({ rules }));
		await bench.lend('copy-1', 'patron-1', {}, { today: '2026-10-01' as never });
		await bench.perform(act('check-in', { copyId: 'copy-1' }));
		const fineId = 'loan-copy-1-patron-1';
		await bench.perform(act('settle-fine', { loanId: fineId, patronId: 'patron-1', cents: 220, how: 'paid' }));
		await bench.perform(act('undo', { target: 'desk-1:2', copyId: 'copy-1', fineId }));
		await bench.perform(act('check-in', { copyId: 'copy-1' }));
		expect(bench.queries.openFineCents('patron-1' as never)).toBe(0);
	});
});

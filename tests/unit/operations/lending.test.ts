import { describe, expect, it } from 'vitest';
import type { Act } from '#lib/operations/registry.ts';
import { execute } from '#lib/operations/execute.ts';
import { viewFacts } from '#lib/client/view/view-facts.ts';
import { Bench, librarian, pupil } from '../../builders/device.ts';
import { aPatron, aSchool, copyId } from '../../builders/domain.ts';

const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const codes = (decision: Awaited<ReturnType<Bench['lend']>>) => decision.findings.map((finding) => finding.code);
const openOf = (bench: Bench, copy = 'copy-1') => bench.queries.copyState(copyId(copy))?.open;

describe('lending', () => {
	it('gives a copy to a patron with a due date by the school’s rules', async () => {
		const bench = new Bench();
		expect((await bench.lend('copy-1', 'patron-1')).outcome).toBe('accepted');
		expect(openOf(bench)).toMatchObject({ patronId: 'patron-1', dueOn: '2026-12-14', renewals: 0 });
	});

	it('asks before it breaks a rule, and lends with an override', async () => {
		const bench = new Bench();
		bench.confirm('patron', aPatron({ blocked: 'boek kwijt' }));
		expect(await bench.lend('copy-1', 'patron-1')).toMatchObject({ outcome: 'refused', code: 'needsAnswer' });
		expect(openOf(bench)).toBeUndefined();
		const override = { codes: ['patronBlocked'], reason: 'ouders gebeld' };
		expect((await bench.lend('copy-1', 'patron-1', { override })).outcome).toBe('accepted');
	});

	it('records what has happened although a rule speaks against it, and says so', async () => {
		const bench = new Bench();
		bench.confirm('patron', aPatron({ blocked: 'boek kwijt' }));
		const decision = await bench.lend('copy-1', 'patron-1', {}, { stage: 'happened' });
		expect(decision).toMatchObject({ outcome: 'accepted', notices: ['rulesBroken'] });
		expect(codes(decision)).toEqual(['patronBlocked']);
	});

	it('says that another patron has the copy, and asks who has it when it happened all the same', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		expect(codes(await bench.lend('copy-1', 'patron-2'))).toEqual(['onLoanToOther']);
		await bench.lend('copy-1', 'patron-2', {}, { stage: 'happened' });
		expect(bench.queries.openIncidents()).toMatchObject([{ kind: 'lentTwice' }]);
		expect(openOf(bench)?.patronId).toBe('patron-2');
	});

	it('swaps the loans back with one answer', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		await bench.lend('copy-1', 'patron-2', {}, { stage: 'happened' });
		const incident = bench.queries.openIncidents()[0];
		await bench.perform(act('settle-incident', { incidentId: incident?.id, answer: { holder: 'patron-1' }, loanId: 'new' }));
		expect(openOf(bench)).toMatchObject({ id: 'loan-copy-1-patron-1', patronId: 'patron-1' });
		expect(bench.queries.openIncidents()).toEqual([]);
	});

	it('undoes a check-out, also while it is still on its way', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		await bench.perform(act('undo', { target: 'desk-1:1', copyId: 'copy-1' }));
		expect(openOf(bench)).toBeUndefined();
	});

	it('moves a loan to the patron who really has the copy', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		await bench.perform(act('move-loan', { loanId: 'loan-copy-1-patron-1', copyId: 'copy-1', patronId: 'patron-2' }));
		expect(openOf(bench)?.patronId).toBe('patron-2');
		expect(bench.queries.loansOf('patron-1' as never)).toEqual([]);
	});

	it('welcomes a lost copy back into service', async () => {
		const bench = new Bench();
		bench.confirm('copy', { ...bench.queries.copy(copyId('copy-1')), status: 'lost' } as never);
		await bench.perform(act('check-in', { copyId: 'copy-1' }));
		expect(bench.queries.copy(copyId('copy-1'))?.status).toBe('inService');
	});

	it('charges a late return only where the school has fines', async () => {
		const rules = { fine: { perSchoolDayCents: 10, perMaterialCents: {}, blocksAboveCents: 0 } };
		const bench = new Bench(aSchool({ rules }));
		await bench.lend('copy-1', 'patron-1', {}, { today: '2026-10-01' as never });
		await bench.perform(act('check-in', { copyId: 'copy-1' }));
		expect(bench.queries.openFineCents('patron-1' as never)).toBe(220);
		await bench.perform(act('settle-fine', { loanId: 'loan-copy-1-patron-1', patronId: 'patron-1', cents: 220, how: 'paid' }));
		expect(bench.queries.openFineCents('patron-1' as never)).toBe(0);
	});
});

describe('holds', () => {
	const place = (bench: Bench, hold: string, patron: string, change = {}) =>
		bench.perform(act('place-hold', { holdId: hold, titleId: 'title-1', patronId: patron }), change);

	it('are placed once a title, and not on what the patron has', async () => {
		const bench = new Bench();
		expect((await place(bench, 'h1', 'patron-1')).outcome).toBe('accepted');
		expect(await place(bench, 'h2', 'patron-1')).toMatchObject({ code: 'alreadyHeld' });
		await bench.lend('copy-1', 'patron-2');
		expect(await place(bench, 'h3', 'patron-2')).toMatchObject({ code: 'alreadyOnLoanToPatron' });
	});

	it('are fulfilled when their patron borrows the title, and restored by an undo', async () => {
		const bench = new Bench();
		await place(bench, 'h1', 'patron-1');
		await bench.perform(act('trap-hold', { holdId: 'h1', copyId: 'copy-1' }));
		expect(bench.records.get('hold', 'h1')).toMatchObject({ status: 'onShelf', shelvedUntil: '2026-11-30' });
		await bench.lend('copy-1', 'patron-1');
		expect(bench.records.get('hold', 'h1')?.status).toBe('fulfilled');
		await bench.perform(act('undo', { target: 'desk-1:3', copyId: 'copy-1', holdId: 'h1' }));
		expect(bench.records.get('hold', 'h1')?.status).toBe('onShelf');
	});

	it('stay in the queue when their copy was lent to somebody else, and a person is asked', async () => {
		const bench = new Bench();
		await place(bench, 'h1', 'patron-1');
		await bench.perform(act('trap-hold', { holdId: 'h1', copyId: 'copy-1' }));
		await bench.lend('copy-1', 'patron-2', {}, { stage: 'happened' });
		expect(bench.records.get('hold', 'h1')?.status).toBe('waiting');
		expect(bench.queries.openIncidents()).toMatchObject([{ kind: 'lentWhileHeld' }]);
	});

	it('raise a question when a copy was put aside for a hold that is gone', async () => {
		const bench = new Bench();
		await place(bench, 'h1', 'patron-1');
		await bench.perform(act('cancel-hold', { holdId: 'h1' }));
		await bench.perform(act('trap-hold', { holdId: 'h1', copyId: 'copy-1' }), { stage: 'happened' });
		expect(bench.queries.openIncidents()).toMatchObject([{ kind: 'trappedWithoutHold' }]);
	});

	it('stop a pupil’s renewal while somebody else waits, known on the phone by number only', async () => {
		const bench = new Bench();
		await bench.lend('copy-1', 'patron-1');
		bench.confirm('availability', { id: 'title-1', out: 1, held: 0, waiting: 1 } as never);
		const renewal = act('renew', { loanId: 'loan-copy-1-patron-1', copyId: 'copy-1' });
		expect(codes(await bench.perform(renewal, { actor: pupil }))).toEqual(['renewalHeld']);
	});
});

describe('people and labels nobody knew', () => {
	it('are added at the desk and lend at once', async () => {
		const bench = new Bench();
		await bench.perform(act('add-patron', { patron: aPatron({ id: 'patron-9' as never }), cardNumber: '777' }));
		expect((await bench.lend('copy-1', 'patron-9', { cardNumber: '777' })).outcome).toBe('accepted');
	});

	it('keep a card with its first patron and ask, when two desks gave it away', async () => {
		const bench = new Bench();
		await bench.perform(act('link-card', { number: '777', patronId: 'patron-1' }));
		expect(await bench.perform(act('link-card', { number: '777', patronId: 'patron-2' }))).toMatchObject({ code: 'cardTaken' });
		await bench.perform(act('link-card', { number: '777', patronId: 'patron-2' }), { stage: 'happened' });
		expect(bench.queries.card('777')?.patronId).toBe('patron-1');
		expect(bench.queries.openIncidents()).toMatchObject([{ kind: 'cardOfTwoPatrons' }]);
	});

	it('lead an old card to its patron with a warning', async () => {
		const bench = new Bench();
		await bench.perform(act('link-card', { number: '777', patronId: 'patron-1' }));
		await bench.perform(act('replace-card', { patronId: 'patron-1', oldNumber: '777', number: '888' }));
		expect(bench.queries.card('777')).toMatchObject({ patronId: 'patron-1', status: 'lost' });
		expect(codes(await bench.lend('copy-1', 'patron-1', { cardNumber: '777' }))).toEqual(['cardNotActive']);
	});

	it('become one copy when two desks met the same label', async () => {
		const bench = new Bench();
		const copy = { id: 'copy-9', titleId: 'title-1', barcode: '10000001' };
		expect(await bench.perform(act('add-copy', { copy }))).toMatchObject({ code: 'barcodeTaken' });
		expect(await bench.perform(act('add-copy', { copy }), { stage: 'happened' })).toMatchObject({ notices: ['mergedWithKnownCopy'] });
		await bench.lend('copy-9', 'patron-1');
		expect(openOf(bench)?.patronId).toBe('patron-1');
	});
});

describe('every operation', () => {
	it('is refused to a pupil unless it is the pupil’s own', async () => {
		const bench = new Bench();
		expect(await bench.lend('copy-1', 'patron-1', {}, { actor: pupil })).toMatchObject({ code: 'lendsAtDesk' });
		expect(await bench.lend('copy-1', 'patron-2', {}, { actor: pupil })).toMatchObject({ code: 'notPermitted' });
		const others = act('place-hold', { holdId: 'h', titleId: 'title-1', patronId: 'patron-2' });
		expect(await bench.perform(others, { actor: pupil })).toMatchObject({ code: 'notPermitted' });
	});

	it('is refused with a code when its payload or its name is not understood', async () => {
		const bench = new Bench();
		const context = { operationId: 'd:1', installationId: 'd', actor: librarian, at: 1, certain: true, today: '2026-11-23', stage: 'asking' } as never;
		const facts = viewFacts(bench.records, undefined);
		expect(await execute(facts, 'check-out', { copyId: 5 }, context)).toMatchObject({ code: 'invalidPayload' });
		expect(await execute(facts, 'teleport', {}, context)).toMatchObject({ code: 'unknownOperation' });
		expect(await execute(facts, 'constructor', {}, context)).toMatchObject({ code: 'unknownOperation' });
	});

	it('says so when its time is not certain', async () => {
		const bench = new Bench();
		expect(await bench.lend('copy-1', 'patron-1', {}, { certain: false })).toMatchObject({ notices: ['uncertainTime'] });
	});
});

describe('self-service', () => {
	const byPupil = { actor: pupil };
	const withoutDesk = (change: object = {}) => new Bench(aSchool({ scenario: 2, ...change }));
	const giveBack = (bench: Bench, loanId: string, change: object = {}) => bench.perform(act('check-in', { copyId: 'copy-1', loanId }), { ...byPupil, ...change });

	it('lends to the pupil and takes back from the pupil, and from nobody else', async () => {
		const bench = withoutDesk();
		expect((await bench.lend('copy-1', 'patron-1', {}, byPupil)).outcome).toBe('accepted');
		expect(await bench.lend('copy-2', 'patron-2', {}, byPupil)).toMatchObject({ outcome: 'refused', code: 'notPermitted' });
		expect(await giveBack(bench, 'another')).toMatchObject({ outcome: 'refused', code: 'unknownLoan' });
		expect((await giveBack(bench, 'loan-copy-1-patron-1')).outcome).toBe('accepted');
		expect(openOf(bench)).toBeUndefined();
	});

	it('is only there where nobody stands at a desk', async () => {
		const bench = withoutDesk({ scenario: 1 });
		for (const stage of ['asking', 'happened'] as const) {
			expect(await bench.lend('copy-1', 'patron-1', {}, { ...byPupil, stage })).toMatchObject({ outcome: 'refused', code: 'lendsAtDesk' });
			expect(await giveBack(bench, 'loan', { stage })).toMatchObject({ outcome: 'refused', code: 'lendsAtDesk' });
		}
	});

	it('has rules that no override of a pupil answers, and needs no card', async () => {
		const bench = withoutDesk({ rules: { cardRequired: true } });
		bench.confirm('patron', aPatron({ blocked: 'boek kwijt' }));
		const override = { codes: ['patronBlocked'] };
		expect(codes(await bench.lend('copy-1', 'patron-1', { override }, byPupil))).toEqual(['patronBlocked']);
		bench.confirm('patron', aPatron());
		expect((await bench.lend('copy-1', 'patron-1', {}, byPupil)).outcome).toBe('accepted');
	});

	it('knows on a phone which copies are out and put aside, without a name', async () => {
		const bench = withoutDesk();
		bench.confirm('availability', { id: 'title-1', out: 1, held: 1, waiting: 0, outCopies: ['copy-1'], heldCopies: ['copy-2'] } as never);
		expect(codes(await bench.lend('copy-1', 'patron-1', {}, byPupil))).toEqual(['onLoanToOther']);
		expect(codes(await bench.lend('copy-2', 'patron-1', {}, byPupil))).toEqual(['heldForOther']);
	});

	it('never ends the loan of somebody else, also when the records came to disagree', async () => {
		const bench = withoutDesk();
		await bench.lend('copy-1', 'patron-1', {}, byPupil);
		await bench.lend('copy-1', 'patron-2', {}, { stage: 'happened' });
		expect((await giveBack(bench, 'loan-copy-1-patron-1', { stage: 'happened' })).outcome).toBe('accepted');
		expect(openOf(bench)?.patronId).toBe('patron-2');
	});
});

import type { Remedy } from '#lib/domain/circulation/incident.ts';
import type { Act } from '#lib/operations/registry.ts';
import { aSchool } from '../builders/domain.ts';
import type { SimulatedSchool } from '../support/simulated-school.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';

/** Two desks and the phone of `patron-1`. */
export interface Scene {
	readonly school: SimulatedSchool;
	readonly one: SimulatedDevice;
	readonly two: SimulatedDevice;
	readonly phone: SimulatedDevice;
}

/** What everybody agrees on afterwards; what is not named stays out of it. */
export interface Kept {
	readonly holder?: string | undefined;
	/** How the last ended loan of the copy ended. */
	readonly ended?: { readonly by: string; readonly how: string } | undefined;
	readonly status?: string;
	readonly hold?: string;
	/** Whose the card 777 is. */
	readonly card?: string;
}

export interface Asked {
	readonly kind: string;
	/** Names, times and desks that the sentence holds, in both languages. */
	readonly says: readonly string[];
	/** By the words on its button: what one tap on it does. */
	readonly answers: Readonly<Record<string, Kept>>;
}

/** One row of the table "what happens when records disagree". */
export interface Disagreement {
	readonly situation: string;
	/** Everybody had this before the network went. */
	readonly before?: (scene: Scene) => Promise<unknown>;
	/** Then the two desks went on alone: first the one, two minutes later the other. */
	readonly first: (scene: Scene) => Promise<unknown>;
	readonly then: (scene: Scene) => Promise<unknown>;
	readonly kept: Kept;
	readonly asked?: Asked;
	/** Codes that the sender of an operation is told, by who comes back first. */
	readonly told?: { readonly oneFirst: readonly string[]; readonly twoFirst: readonly string[] };
	/** An uncertain fact counts from its receipt, so only this order is told. */
	readonly onlyOneFirst?: boolean;
}

export const act = (type: string, input: object) => ({ type, input }) as unknown as Act;
const doing = (device: SimulatedDevice, type: string, input: object) => device.runtime.perform(act(type, input));
const lend = (device: SimulatedDevice, patron: number, loanId = `loan-${patron}`) =>
	doing(device, 'check-out', { loanId, copyId: 'copy-1', patronId: `patron-${patron}` });
const takeIn = (device: SimulatedDevice) => doing(device, 'check-in', { copyId: 'copy-1' });
const edit = (device: SimulatedDevice, kind: string, id: string, base: object, change: object) => doing(device, `edit-${kind}`, { id, base, change });
const withdraw = (device: SimulatedDevice) => doing(device, 'withdraw-copy', { copyId: 'copy-1', reason: 'damaged' });
const placeHold = ({ phone }: Scene) => doing(phone, 'place-hold', { holdId: 'hold-1', titleId: 'title-1', patronId: 'patron-1' });
const putAside = (device: SimulatedDevice) => doing(device, 'trap-hold', { holdId: 'hold-1', copyId: 'copy-1' });

/** A clock that the server cannot vouch for: another run of the app, a year off. */
async function loseTheTime(device: SimulatedDevice): Promise<void> {
	await device.restart();
	device.skew = -365 * 86_400_000;
}
async function afterwardsStartAgain(device: SimulatedDevice, what: Promise<unknown>): Promise<void> {
	await what;
	await device.restart();
}

const [sara, tom] = ['Sara van der Naam1', 'Sara van der Naam2'];

const remedyWords: Record<Remedy, string> = {
	putAside: 'Weer ingenomen en apart gelegd',
	backInService: 'Uitgeleend en weer in de collectie',
	takenIn: 'Ingenomen, het is hier',
	cardToOther: `De pas is van ${tom} (class-1)`
};

export const disagreements: readonly Disagreement[] = [
	{
		situation: 'two tablets lend one copy to two pupils: the later loan is open, the earlier closed as implied, and one question',
		first: ({ one }) => lend(one, 1),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', ended: { by: 'patron-1', how: 'implied' } },
		asked: {
			kind: 'lentTwice',
			says: [sara, tom, 'Balie 1', 'Balie 2', '09:05', '09:07'],
			answers: {
				[`${sara} (class-1) heeft het`]: { holder: 'patron-1' },
				[`${tom} (class-1) heeft het`]: { holder: 'patron-2' },
				'Het staat op de plank': { holder: undefined, ended: { by: 'patron-2', how: 'settled' } }
			}
		},
		told: { oneFirst: ['rulesBroken', 'onLoanToOther'], twoFirst: ['rulesBroken', 'onLoanToOther'] }
	},
	{
		situation: 'the same copy to the same pupil, twice: merged, from the earliest start',
		first: ({ one }) => lend(one, 1, 'loan-a'),
		then: ({ two }) => lend(two, 1, 'loan-b'),
		kept: { holder: 'patron-1', ended: undefined },
		told: { oneFirst: ['rulesBroken', 'onLoanToPatron'], twoFirst: ['rulesBroken', 'onLoanToPatron'] }
	},
	{
		situation: 'a return before the loan it ends arrives: kept, and ends it',
		first: ({ one }) => lend(one, 1),
		then: ({ two }) => takeIn(two),
		kept: { holder: undefined, ended: { by: 'patron-1', how: 'returned' } }
	},
	{
		situation: 'a return older than the present loan: history only',
		first: ({ one }) => takeIn(one),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', ended: undefined }
	},
	{
		situation: 'a copy that was called lost is lent: it is found',
		first: ({ one }) => edit(one, 'copy', 'copy-1', { status: 'inService' }, { status: 'lost' }),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', status: 'inService' },
		told: { oneFirst: ['rulesBroken', 'outOfService'], twoFirst: ['editClash'] }
	},
	{
		situation: 'a copy that was in repair is lent: a question',
		first: ({ one }) => edit(one, 'copy', 'copy-1', { status: 'inService' }, { status: 'repair' }),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', status: 'repair' },
		asked: {
			kind: 'lentOutOfService',
			says: [tom, 'Balie 2', '09:07'],
			answers: {
				[remedyWords.backInService]: { holder: 'patron-2', status: 'inService' },
				[remedyWords.takenIn]: { holder: undefined, status: 'repair', ended: { by: 'patron-2', how: 'returned' } },
				'Zo laten': { holder: 'patron-2', status: 'repair' }
			}
		},
		told: { oneFirst: ['rulesBroken', 'outOfService'], twoFirst: [] },
		onlyOneFirst: true
	},
	{
		situation: 'a copy that was withdrawn is lent: a question',
		first: ({ one }) => withdraw(one),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', status: 'withdrawn' },
		asked: {
			kind: 'lentOutOfService',
			says: [tom, 'Balie 2', '09:07'],
			answers: {
				[remedyWords.backInService]: { holder: 'patron-2', status: 'inService' },
				[remedyWords.takenIn]: { holder: undefined, status: 'withdrawn', ended: { by: 'patron-2', how: 'returned' } },
				'Zo laten': { holder: 'patron-2', status: 'withdrawn' }
			}
		},
		told: { oneFirst: ['rulesBroken', 'outOfService'], twoFirst: ['copyOnLoan'] },
		onlyOneFirst: true
	},
	{
		situation: 'a copy that lay apart for another is lent: the hold is kept, and a question',
		before: placeHold,
		first: ({ one }) => putAside(one),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', hold: 'waiting' },
		asked: {
			kind: 'lentWhileHeld',
			says: [sara, tom, 'Balie 2', '09:07'],
			answers: {
				[remedyWords.putAside]: { holder: undefined, hold: 'onShelf', ended: { by: 'patron-2', how: 'returned' } },
				[`${tom} (class-1) mag het houden`]: { holder: 'patron-2', hold: 'waiting' }
			}
		},
		told: { oneFirst: ['rulesBroken', 'heldForOther'], twoFirst: [] }
	},
	{
		situation: 'a copy was put aside for a hold that was cancelled meanwhile: a question',
		before: placeHold,
		first: ({ phone }) => doing(phone, 'cancel-hold', { holdId: 'hold-1' }),
		then: ({ two }) => putAside(two),
		kept: { hold: 'cancelled' },
		asked: { kind: 'trappedWithoutHold', says: [sara, 'Balie 2', '09:07'], answers: { 'Het staat weer op de plank': { hold: 'cancelled' } } },
		onlyOneFirst: true
	},
	{
		situation: 'one card is given to two pupils: it stays with the first, and a question',
		first: ({ one }) => doing(one, 'link-card', { number: '777', patronId: 'patron-1' }),
		then: ({ two }) => doing(two, 'link-card', { number: '777', patronId: 'patron-2' }),
		kept: { card: 'patron-1' },
		asked: {
			kind: 'cardOfTwoPatrons',
			says: ['777', sara, tom, 'Balie 2', '09:07'],
			answers: { [`De pas is van ${tom} (class-1)`]: { card: 'patron-2' }, [`De pas is van ${sara} (class-1)`]: { card: 'patron-1' } }
		},
		told: { oneFirst: ['cardStaysWithOther'], twoFirst: [] },
		onlyOneFirst: true
	},
	{
		situation: 'a patron who was blocked meanwhile borrows: accepted, and the desk is told',
		first: ({ one }) => edit(one, 'patron', 'patron-2', { blocked: null }, { blocked: 'boek kwijt' }),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2' },
		told: { oneFirst: ['rulesBroken', 'patronBlocked'], twoFirst: [] }
	},
	{
		situation: 'a patron who is over the limit meanwhile borrows: accepted, and the desk is told',
		before: ({ school }) => school.database.write('saveSchool', { school: aSchool({ rules: { totalMaximum: 1 } }) }),
		first: ({ one }) => doing(one, 'check-out', { loanId: 'loan-a', copyId: 'copy-3', patronId: 'patron-2' }),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2' },
		told: { oneFirst: ['rulesBroken', 'totalMaximum'], twoFirst: ['rulesBroken', 'totalMaximum'] }
	},
	{
		situation: 'a patron who was merged meanwhile borrows: the loan is on the name that stayed',
		first: ({ one }) => doing(one, 'merge-patrons', { from: 'patron-2', into: 'patron-1' }),
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-1' }
	},
	{
		situation: 'the time of a loan is uncertain: nothing is closed, and a question',
		before: ({ two }) => loseTheTime(two),
		first: ({ one }) => lend(one, 1),
		then: ({ two }) => afterwardsStartAgain(two, lend(two, 2)),
		kept: { holder: 'patron-1', ended: undefined },
		asked: {
			kind: 'uncertainLoan',
			says: [sara, tom, 'Balie 2', '09:05'],
			answers: {
				[`${sara} (class-1) heeft het`]: { holder: 'patron-1', ended: undefined },
				[`${tom} (class-1) heeft het`]: { holder: 'patron-2', ended: { by: 'patron-1', how: 'settled' } },
				'Het staat op de plank': { holder: undefined, ended: { by: 'patron-1', how: 'settled' } }
			}
		},
		told: { oneFirst: ['rulesBroken', 'uncertainTime', 'onLoanToOther'], twoFirst: [] },
		onlyOneFirst: true
	},
	{
		situation: 'the time of a return is uncertain: nothing is closed, and a question',
		before: ({ two }) => loseTheTime(two),
		first: ({ one }) => lend(one, 1),
		then: ({ two }) => afterwardsStartAgain(two, takeIn(two)),
		kept: { holder: 'patron-1', ended: undefined },
		asked: {
			kind: 'uncertainReturn',
			says: [sara, 'Balie 2', '09:05'],
			answers: {
				[`${sara} (class-1) heeft het`]: { holder: 'patron-1', ended: undefined },
				'Het staat op de plank': { holder: undefined, ended: { by: 'patron-1', how: 'settled' } }
			}
		},
		told: { oneFirst: ['uncertainTime'], twoFirst: [] },
		onlyOneFirst: true
	},
	{
		situation: 'a loan is undone while it still waits: it never was, and the other loan asks nothing',
		first: async ({ one }) => {
			await lend(one, 1);
			await doing(one, 'undo', { target: `${one.id}:1`, copyId: 'copy-1' });
		},
		then: ({ two }) => lend(two, 2),
		kept: { holder: 'patron-2', ended: undefined },
		told: { oneFirst: [], twoFirst: ['rulesBroken', 'onLoanToOther'] }
	},
	{
		situation: 'a loan is moved to another pupil while it still waits: it is on that name from the start',
		first: async ({ one }) => {
			await lend(one, 1);
			await doing(one, 'move-loan', { loanId: 'loan-1', copyId: 'copy-1', patronId: 'patron-3' });
		},
		then: ({ two }) => takeIn(two),
		kept: { holder: undefined, ended: { by: 'patron-3', how: 'returned' } }
	}
];

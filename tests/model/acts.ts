import type { Act } from '#lib/operations/registry.ts';
import type { Chance } from '../support/simulation/chance.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import type { Queries } from '#lib/client/view/queries.ts';

const copies = ['copy-1', 'copy-2', 'copy-3'];
const patrons = ['patron-1', 'patron-2', 'patron-3'];
const titles = ['title-1', 'title-2'];
/** Whatever the rules ask at the desk is answered with yes. */
const codes = ['onLoanToOther', 'onLoanToPatron', 'heldForOther', 'overdueAtHome', 'totalMaximum', 'renewalsUsedUp', 'renewalHeld'];

interface Situation {
	readonly device: SimulatedDevice;
	readonly queries: Queries;
	readonly chance: Chance;
	readonly copyId: string;
	readonly patronId: string;
	/** New in this run, also between devices, except when chance wants two of the same. */
	readonly newId: string;
}

/** Something a person could do on this device now; `undefined`: nothing came to mind. */
export function thinkOfAct(device: SimulatedDevice, chance: Chance, newId: string): Act | undefined {
	const { queries } = device.living[0]?.runtime ?? device.runtime;
	const situation = { device, queries, chance, copyId: chance.pick(copies), patronId: chance.pick(patrons), newId };
	const act = device.installation.kind === 'desk' ? (atDesk(situation) ?? lend(situation)) : onPhone(situation);
	return act as Act | undefined;
}

function lend({ copyId, patronId, newId }: Situation) {
	return { type: 'check-out', input: { loanId: `loan-${newId}`, copyId, patronId, override: { codes } } };
}

function atDesk(situation: Situation): unknown {
	const { queries, chance, copyId, patronId, newId } = situation;
	const open = queries.copyState(copyId as never)?.open;
	const lending = lend(situation);
	const hold = { holdId: `hold-${newId}`, titleId: chance.pick(titles), patronId };
	// Whoever sees a question mostly answers it, and so does whoever stands at another desk.
	const settling = queries.openIncidents().length > 0 ? 14 : 2;
	switch (chance.weighted({ lend: 8, takeIn: 7, hold: 4, renew: 2, move: 1, undo: 2, settle: settling, shelf: 2, dismiss: 2, sameLoan: 6 })) {
		case 'lend':
			return lending;
		case 'takeIn':
			return { type: 'check-in', input: { copyId } };
		case 'hold':
			return { type: 'place-hold', input: hold };
		case 'renew':
			return open && { type: 'renew', input: { loanId: open.id, copyId, override: { codes } } };
		case 'move':
			return open && { type: 'move-loan', input: { loanId: open.id, copyId, patronId } };
		case 'undo':
			return undo(situation);
		case 'settle':
			return settle(situation);
		case 'shelf':
			return shelve(situation);
		case 'dismiss':
			return dismiss(situation);
		case 'sameLoan':
			return { ...lending, input: { ...lending.input, loanId: loanOfAnother(situation) ?? lending.input.loanId } };
	}
}

/** One id for loans of two copies: no app mints it, and the server must live through it. */
function loanOfAnother({ queries, copyId }: Situation): string | undefined {
	const states = copies.filter((each) => each !== copyId).map((each) => queries.copyState(each as never));
	return states.map((state) => state?.open?.id ?? state?.lastClosed?.id).find((id) => id !== undefined);
}

function onPhone(situation: Situation): unknown {
	const { device, queries, chance, newId } = situation;
	const patronId = device.session.patronId;
	if (!patronId) return undefined;
	const own = device.runtime.records.find('holdsOfPatron', patronId)[0];
	const loan = queries.loansOf(patronId)[0]?.loan;
	switch (chance.weighted({ hold: 4, cancel: 2, renew: 2, dismiss: 1 })) {
		case 'hold':
			return { type: 'place-hold', input: { holdId: `hold-${newId}`, titleId: chance.pick(titles), patronId } };
		case 'cancel':
			return own && { type: 'cancel-hold', input: { holdId: own.id } };
		case 'renew':
			return loan && { type: 'renew', input: { loanId: loan.id, copyId: loan.copyId } };
		case 'dismiss':
			return dismiss(situation);
	}
}

/** Takes back one of this device's own last acts about a copy. */
function undo({ device, chance }: Situation): unknown {
	const own = device.recorded.filter(({ operation }) => ['check-out', 'check-in', 'renew'].includes(operation.type)).slice(-4);
	if (own.length === 0) return undefined;
	const { id, operation } = chance.pick(own);
	return { type: 'undo', input: { target: id, copyId: (operation.payload as { copyId: string }).copyId } };
}

function settle({ queries, chance, patronId, newId }: Situation): unknown {
	const open = queries.openIncidents();
	if (open.length === 0) return undefined;
	const holder = chance.happens(0.3) ? 'onShelf' : patronId;
	return { type: 'settle-incident', input: { incidentId: chance.pick(open).id, answer: { holder }, loanId: `loan-${newId}` } };
}

function shelve({ device, chance, copyId }: Situation): unknown {
	const holds = [...device.runtime.records.all('hold')];
	const waiting = holds.find((hold) => hold.status === 'waiting');
	const shelved = holds.find((hold) => hold.status === 'onShelf');
	if (shelved && chance.happens(0.5)) return { type: 'release-hold', input: { holdId: shelved.id, then: 'waiting' } };
	return waiting && { type: 'trap-hold', input: { holdId: waiting.id, copyId } };
}

function dismiss({ device }: Situation): unknown {
	const [outcome] = device.runtime.records.all('outcome');
	return outcome && { type: 'dismiss-outcome', input: { operationId: outcome.id } };
}

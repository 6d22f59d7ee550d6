import type { DataChange, SyncCursorState } from '#lib/client/db/ports.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { SimulatedSchool } from '../support/simulated-school.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import type { Tab } from '../support/simulation/tab.ts';

/** A promise of the sync that was broken. */
export class Broken extends Error {
	readonly promise: string;
	constructor(promise: string, what: string) {
		super(`${promise}: ${what}`);
		this.promise = promise;
	}
}

/** Looks on while things happen, at promises that hold at every moment. */
export class Watch {
	readonly broken: Broken[] = [];
	readonly #school: SimulatedSchool;

	constructor(school: SimulatedSchool) {
		this.#school = school;
		school.onCommit = (device, before, change) => {
			this.#cursorsGoOn(device, before, change.state);
			this.#keepsToItself(device, change);
		};
	}

	/** @throws Broken the first promise that was broken */
	verdict(): void {
		if (this.broken[0]) throw this.broken[0];
	}

	/** What somebody did is on the screen at once. */
	async performed(device: SimulatedDevice, tab: Tab, { type, input }: Act): Promise<void> {
		const { records } = tab.runtime;
		for (const each of device.recorded) each.heard = true;
		const open = 'copyId' in input && records.get('copyState', input.copyId)?.open;
		if (type === 'check-out' && open && open.certain && open.patronId !== input.patronId) this.#break('own acts are visible', `${device.id} lent ${input.copyId}`);
		if (type === 'check-in' && open && open.certain) this.#break('own acts are visible', `${device.id} took in ${input.copyId}`);
		if (type === 'place-hold' && !records.get('hold', input.holdId)) this.#break('own acts are visible', `${device.id} placed ${input.holdId}`);
		await this.look(device);
	}

	/** What is recorded and not in the confirmed rows yet is laid over them, and stands in the outbox. */
	async look(device: SimulatedDevice): Promise<void> {
		const [tab, ...others] = device.tabs;
		if (!tab || tab.dead || others.length > 0 || !tab.runtime.queries.ready) return;
		const { epoch } = await device.data.state();
		// Another tab gave the rows up; this one shows what it had until it hears of the server itself.
		if (epoch === null) return;
		const confirmed = device.confirmedN;
		const unconfirmed = device.recorded.filter(({ heard, operation: { n } }) => heard && n > confirmed);
		const shown = new Set(tab.runtime.pendingOperations().map(({ n }) => n));
		const unseen = unconfirmed.find(({ operation: { n } }) => !shown.has(n));
		if (unseen) this.#break('own acts stay visible', `${device.id} misses ${unseen.id}, confirmed to ${confirmed}`);
		const kept = new Set((await device.outbox.pending()).map(({ n }) => n));
		const gone = unconfirmed.find(({ operation: { n } }) => !kept.has(n));
		if (gone) this.#break('only a commit empties the outbox', `${device.id} has no ${gone.id}, confirmed to ${confirmed}`);
	}

	#cursorsGoOn(device: SimulatedDevice, before: SyncCursorState, after: SyncCursorState): void {
		if (before.epoch !== after.epoch) return;
		for (const [scope, seq] of Object.entries(before.cursors)) {
			const next = after.cursors[scope];
			if (next !== undefined && next < seq) this.#break('cursors only go on', `${device.id} ${scope} from ${seq} to ${next}`);
		}
		if (after.confirmedN < before.confirmedN) this.#break('cursors only go on', `${device.id} confirmedN from ${before.confirmedN} to ${after.confirmedN}`);
	}

	#keepsToItself(device: SimulatedDevice, change: DataChange): void {
		const promise = 'nobody gets what is not theirs';
		const scopes = [...change.packs.map(({ scope }) => scope), ...change.rows.map(({ scope }) => scope), ...Object.keys(change.state.cursors)];
		const foreign = scopes.find((scope) => !mayHold(device, scope));
		if (foreign) this.#break(promise, `${device.id} holds ${foreign}`);
		if (device.installation.kind === 'desk') return;
		const packed = [...(change.unpacked?.values() ?? [])];
		for (const row of [...change.rows.map((each) => each.rows), ...packed].flat()) {
			if (leaks(JSON.stringify(row), device)) this.#break(promise, `${device.id} holds ${JSON.stringify(row)}`);
		}
	}

	#break(promise: string, what: string): void {
		this.broken.push(new Broken(promise, `${what} at ${new Date(this.#school.now).toISOString()}`));
	}
}

/** Whether its people are or were entitled to a scope: said here again, in other words than the server's. */
function mayHold({ installation, session, patronsEver, classesEver, id }: SimulatedDevice, scope: string): boolean {
	const [kind = '', of = ''] = scope.split(':');
	if (['cat', 'avail', 'prg', 'rev'].includes(kind)) return of === installation.schoolId;
	if (kind === 'dev') return of === id;
	if (kind === 'desk') return installation.kind === 'desk' && of === installation.schoolId;
	// A teacher who does not borrow has its own things under its account.
	const isOwn = patronsEver.has(of) || (session.roles.includes('teacher') && of === session.accountId);
	if (kind === 'pat') return installation.kind === 'account' && isOwn;
	return kind === 'cls' && installation.kind === 'account' && classesEver.has(of);
}

const isOfCatalogue = /"k":"(availability|title|copy)"/;
const borrowing = /"(loanId|copyId|lentAt|dueOn)"|"accountId":"account-\d|"k":"(loan|hold|fine|card|copyState)"/;

/**
 * Whether a row on a phone or laptop names a patron that its account never was, or who stood at a desk.
 * A teacher's names pupils, and then says nothing about what they borrow.
 */
export function leaks(row: string, { session, patronsEver, classesEver }: SimulatedDevice): boolean {
	if (classesEver.size > 0) return !isOfCatalogue.test(row) && borrowing.test(row);
	const people = row.match(/patron-\d|"accountId":"account-\d+"/g) ?? [];
	return people.some((name) => !patronsEver.has(name) && name !== `"accountId":"${session.accountId}"`);
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { Act } from '#lib/operations/registry.ts';
import { applyImport } from '#lib/server/import/apply-import.ts';
import { planImport, type ImportSource } from '#lib/server/import/plan-import.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';

const day = 24 * 3_600_000;
const rosters = path.join(import.meta.dirname, '../unit/import/fixtures/rosters');
let school: SimulatedSchool;
afterEach(() => school.close());

/** Takes a file in at the server; to every question the answer is yes. */
async function takeIn(kind: ImportSource['kind'], content: Uint8Array): Promise<void> {
	const source: ImportSource = { kind, category: 'pupil', content };
	const { server, database } = school;
	const asked = new Set((await planImport(database, server.school, source, { accepted: new Set() })).proposals.map(({ id }) => id));
	const plan = await planImport(database, server.school, source, { accepted: asked });
	await applyImport(database, server.school.id, plan, { fileName: 'x.csv', accepted: asked });
}

const shelf = `titel;barcode\n${Array.from({ length: 12 }, (_, i) => `Boek ${i};9${i}0\n`).join('')}`;

const holderOf = (desk: SimulatedDevice, barcode: string): Patron | undefined => {
	const { queries } = desk.runtime;
	const copy = queries.copyByBarcode(barcode);
	const patronId = copy && queries.copyState(copy.id)?.open?.patronId;
	return patronId ? queries.patron(patronId) : undefined;
};

async function lend(desk: SimulatedDevice, barcode: string, card: string): Promise<void> {
	const { queries, perform } = { queries: desk.runtime.queries, perform: (act: unknown) => desk.runtime.perform(act as Act) };
	const [copyId, patronId] = [queries.copyByBarcode(barcode)?.id, queries.card(card)?.patronId];
	const done = await perform({ type: 'check-out', input: { loanId: school.newId(), copyId, patronId } });
	if (!done.ok) throw new Error(`${barcode} was not lent to ${card}: ${done.code}`);
}

it('a new school year comes in while two desks are away for three days: no loan is lost, and last year’s cards are still found', async () => {
	school = await SimulatedSchool.open(7);
	await takeIn('roster', await readFile(path.join(rosters, 'rollover-this-year-invented.csv')));
	await takeIn('catalogue', new TextEncoder().encode(shelf));
	const desks = [await school.addDevice('desk'), await school.addDevice('desk')] as const;
	await school.heal();
	const [one, two] = desks;
	// A leaver, somebody whose number changes, whose number is given away, who lost zeros, who stays down, and one more.
	const borrowed = { '900': '001252', '910': '1234', '920': '001238', '930': '001235', '940': '001241', '950': '001239' };
	for (const [barcode, card] of Object.entries(borrowed)) await lend(one, barcode, card);
	await school.heal();
	const whose = new Map(Object.keys(borrowed).map((barcode) => [barcode, holderOf(one, barcode)?.id]));

	for (const desk of desks) desk.online = false;
	await lend(one, '960', '001252');
	await lend(two, '970', '001238');
	await school.pass(day);
	await takeIn('roster', await readFile(path.join(rosters, 'rollover-next-year-invented.csv')));
	await school.pass(2 * day);
	await lend(two, '980', '1234');
	await desks[0].runtime.perform({ type: 'check-in', input: { copyId: one.runtime.queries.copyByBarcode('950')?.id } } as unknown as Act);
	const late = { '960': one, '970': two, '980': two };
	for (const [barcode, desk] of Object.entries(late)) whose.set(barcode, holderOf(desk, barcode)?.id);
	whose.delete('950');

	await school.heal();
	for (const desk of desks) {
		expect(new Map([...whose.keys()].map((barcode) => [barcode, holderOf(desk, barcode)?.id]))).toEqual(whose);
		expect(holderOf(desk, '950')).toBeUndefined();
		expect(desk.runtime.status().pending).toBe(0);
		const { queries } = desk.runtime;
		// The leaver, the changed number and the lost zeros are found by what their cards say.
		expect(queries.patron(queries.card('001252')?.patronId ?? ('' as never))).toMatchObject({ id: whose.get('900'), leftOn: expect.any(String) as string });
		expect(queries.card('1234')?.patronId).toBe(whose.get('910'));
		expect(queries.patron(whose.get('910') ?? ('' as never))?.pupilNumber).toBe('001399');
		expect(queries.card('001235')?.patronId).toBe(whose.get('930'));
		// The number that was given away leads to who has it now; its former owner keeps the loans.
		expect(queries.card('001238')?.patronId).not.toBe(whose.get('920'));
		expect(holderOf(desk, '970')?.id).toBe(whose.get('920'));
		expect(desk.runtime.records.count('patron')).toBe(54 + 3 + school.patrons.length);
	}
});

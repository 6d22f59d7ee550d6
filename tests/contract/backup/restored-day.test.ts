import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '#lib/server/db/backup.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import type { PatronId } from '#lib/domain/shared/ids.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { aPatron } from '../../builders/domain.ts';
import { morning, ServerSchool } from '../../builders/server-school.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { Tablet, type ServerAtHand } from '../../support/tablet.ts';

const hour = 3_600_000;
const day = 24 * hour;
const imported = aPatron({ id: 'patron-imported' as PatronId, familyName: 'Nieuwkomer' });

let server: ServerAtHand;
let folder: string;
let school: ServerSchool;
afterEach(() => server.database.close());

async function openServer(): Promise<void> {
	folder = (await makeTempFolder('restore')).path;
	const clock = () => server.now;
	server = { now: morning - 12 * hour } as ServerAtHand;
	server.database = await openDatabase({ dataFolder: folder }, clock);
	school = await ServerSchool.create(server.database);
}

const backup = () => join(folder, 'last-night.sqlite');

/** The server is stopped, last night's backup is put back, and it starts again. */
async function putBack(): Promise<void> {
	await server.database.close();
	await restore(folder, backup(), server.now);
	server.database = await openDatabase({ dataFolder: folder }, () => server.now);
}

/** A file with the roster is taken in. */
const importRoster = () => server.database.write('writeRows', { schoolId: school.id, rows: [{ kind: 'patron', row: imported }] });

async function loans() {
	const { reader } = server.database;
	const rows = await reader.selectFrom('loan').select(['id', 'copy_id', 'patron_id', 'returned_at', 'due_on', 'body']).orderBy('id').execute();
	return rows.map(({ body, ...row }) => ({ ...row, renewals: (JSON.parse(body) as { renewals: number }).renewals }));
}

const facts = async () => (await server.database.reader.selectFrom('copy_fact').select('operation_id').execute()).map((row) => row.operation_id).toSorted();

describe('last night’s backup is put back while three tablets hold the day', () => {
	async function aDay(staff: ServerSession, colleague: ServerSession) {
		const [first, second] = [await Tablet.register(server, 'Balie-1', staff), await Tablet.register(server, 'Balie-2', staff)];
		await first.lend('copy-6', 'patron-4', 'loan-of-yesterday');
		await first.sync();
		await backUp(folder, backup());

		server.now = morning;
		await importRoster();
		const third = await Tablet.register(server, 'Balie-3', colleague);
		const tablets = [first, second, third];
		const round = async () => {
			server.now += 10 * 60_000;
			for (const tablet of tablets) await tablet.sync();
		};
		await round();
		await first.lend('copy-1', 'patron-1');
		await second.lend('copy-2', imported.id);
		await second.perform({ type: 'add-patron', input: { patron: aPatron({ id: 'patron-added' as PatronId }), cardNumber: '4711' } });
		await third.perform({ type: 'check-in', input: { copyId: 'copy-6' as never } });
		await round();
		await third.lend('copy-3', 'patron-added');
		await third.perform({ type: 'renew', input: { loanId: 'loan-Balie-1-copy-1', copyId: 'copy-1' } } as never);
		await first.perform({ type: 'place-hold', input: { holdId: 'hold-1', titleId: 'title-2', patronId: 'patron-1' } } as never);
		await round();
		await second.perform({ type: 'cancel-hold', input: { holdId: 'hold-1' } } as never);
		await second.lend('copy-4', 'patron-3');
		await round();
		// Two of the day's loans have not been sent when the server breaks.
		for (const tablet of tablets) tablet.online = false;
		await first.lend('copy-5', 'patron-2');
		await second.perform({ type: 'check-in', input: { copyId: 'copy-4' as never } });
		return tablets;
	}

	it.each([[[0, 1, 2]], [[2, 1, 0]]])('tablets that come back in order %j give it all back, or show what waits', async (order) => {
		await openServer();
		const colleague = await school.account(['mediaLibrarian']);
		const tablets = await aDay(await school.account(['mediaLibrarian']), colleague);
		const before = await loans();
		server.now += hour;
		await putBack();
		expect(await loans(), 'the backup knows nothing of the day').toHaveLength(1);

		for (const i of order) {
			const tablet = tablets[i];
			if (!tablet) continue;
			tablet.online = true;
			await tablet.sync();
			if (i === 2) {
				expect(tablet.runtime.status().blocked, 'a tablet that the backup does not know').toBe('unknownInstallation');
				await tablet.signInAgain();
			}
		}
		for (let round = 0; round < 2; round++) for (const tablet of tablets) await tablet.sync();

		const waiting = before.filter((loan) => loan.patron_id === imported.id).map((loan) => loan.id);
		const here = await loans();
		expect(before.filter((loan) => !waiting.includes(loan.id) && !here.some((each) => each.id === loan.id))).toEqual([]);
		for (const tablet of tablets) {
			const shown = tablet.runtime.queries.setAside();
			expect(shown.map(({ reason, missing, copyId }) => ({ reason, missing, copyId }))).toEqual([
				{ reason: 'unknownRecord', missing: [{ kind: 'patron', id: imported.id }], copyId: 'copy-2' }
			]);
			expect(await tablet.outbox.pending(), 'nothing is left to send').toEqual([]);
		}

		await importRoster();
		for (const tablet of tablets) await tablet.sync();
		const after = await loans();
		// Beside the day as it was, what had not been sent: one loan and one return.
		expect(after.filter((loan) => loan.copy_id !== 'copy-5' && loan.copy_id !== 'copy-4')).toEqual(before.filter((loan) => loan.copy_id !== 'copy-4'));
		expect(after.find((loan) => loan.copy_id === 'copy-5')?.patron_id).toBe('patron-2');
		expect(after.find((loan) => loan.copy_id === 'copy-4')?.returned_at).not.toBeNull();
		expect(after.find((loan) => loan.copy_id === 'copy-1')?.renewals).toBe(1);
		expect(after).toHaveLength(before.length + 1);
		expect(await facts(), 'nothing happened twice').toEqual([...new Set(await facts())]);
		expect((await server.database.reader.selectFrom('hold').select('status').execute())[0]?.status).toBe('cancelled');
		for (const tablet of tablets) expect(tablet.runtime.queries.setAside()).toEqual([]);
		for (const tablet of tablets) await tablet.runtime.stop();
	}, 30_000);
});

describe('the limits of a restore', () => {
	it('an operation that was confirmed more than 60 days ago is not given back, is reported as lost, and holds nothing up', async () => {
		await openServer();
		const staff = await school.account(['mediaLibrarian']);
		const tablet = await Tablet.register(server, 'Balie-1', staff);
		await backUp(folder, backup());
		await tablet.lend('copy-1', 'patron-1');
		await tablet.lend('copy-2', 'patron-2');
		await tablet.sync();
		server.now += 59 * day;
		await tablet.lend('copy-3', 'patron-3');
		await tablet.sync();
		server.now += 2 * day;
		await tablet.lend('copy-4', 'patron-4');
		await tablet.sync();
		await putBack();
		await tablet.sync();
		expect((await loans()).map((loan) => loan.copy_id)).toEqual(['copy-3', 'copy-4']);
		expect(await server.database.reader.selectFrom('installation_gap').select(['from_n', 'to_n']).execute()).toEqual([{ from_n: 1, to_n: 2 }]);
		expect(tablet.runtime.status()).toMatchObject({ pending: 0, blocked: undefined });
		await tablet.lend('copy-5', 'patron-1');
		await tablet.sync();
		expect(await loans()).toHaveLength(3);
		await tablet.runtime.stop();
	}, 30_000);

	it('what a phone had sent is gone with the phone that was signed out', async () => {
		await openServer();
		const staff = await school.account(['mediaLibrarian']);
		const pupil = await school.account(['pupil'], 'patron-1' as PatronId);
		await backUp(folder, backup());
		const phone = await Tablet.register(server, 'Telefoon', pupil, 'account');
		await phone.perform({ type: 'place-hold', input: { holdId: 'h', titleId: 'title-1', patronId: 'patron-1' } } as never);
		await phone.sync();
		await phone.runtime.stop();
		await putBack();
		const desk = await Tablet.register(server, 'Balie-1', staff);
		expect(desk.runtime.records.count('hold')).toBe(0);
		await desk.runtime.stop();
	}, 30_000);
});

import { expect, test } from 'vitest';
import { MemoryOutbox } from '#lib/client/db/memory-outbox.ts';
import { writeOutboxFile } from '#lib/client/outbox-file.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { takeInFile } from '#lib/server/sync/take-in-file.ts';
import { reading, type ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

const hour = 3_600_000;

/** Work that arrives as a file. */
export function takeInCases(database: () => OpenDatabase): void {
	const open = () => ServerSchool.create(database());

	/** What the device would save now, with its last `confirmed` operations in the archive. */
	async function save(desk: ServerInstallation, operations: ServerInstallation['outbox'], { confirmed = 0, sent = reading(desk.school.now) } = {}): Promise<string> {
		const outbox = new MemoryOutbox();
		await outbox.append(operations, 1);
		await outbox.confirm(confirmed, 0);
		const { school, id, key } = desk;
		const installation = { id, key, name: 'Balie 2', kind: 'desk', schoolId: school.id, schoolName: 'S', brin: '', demo: false, accounts: [], currentAccountId: desk.session.accountId } as const;
		return (await writeOutboxFile(outbox, installation, 'test', sent)).text;
	}

	const stored = async (id: string) =>
		(await database().reader.selectFrom('operation').select(['n', 'status', 'corrected_at', 'certain']).where('installation_id', '=', id).orderBy('n').execute());

	test('a file brings what was not sent, at the time it happened, and nothing twice: not with the file again, not when the device comes back', async () => {
		const school = await open();
		const [desk, other] = [await school.desk(), await school.desk()];
		const lentAt = school.now - 30 * hour;
		desk.lend(1, 1, lentAt - hour);
		await desk.push();
		desk.lend(3, 2, lentAt);
		desk.takeIn(1, lentAt + 1);
		const operations = await operationsOf(desk);
		const text = await save(desk, operations, { confirmed: 1, sent: reading(lentAt + hour) });
		expect(await takeInFile(database(), text, school.id)).toMatchObject({ taken: 2, known: 1, setAside: 0 });
		expect((await stored(desk.id)).map((row) => row.n)).toEqual([1, 2, 3]);
		expect((await other.row('copyState', 'copy-3'))?.open).toMatchObject({ patronId: 'patron-2', lentAt });

		expect(await takeInFile(database(), text, school.id)).toMatchObject({ taken: 0, known: 3 });
		expect(await desk.push()).toEqual({ lastN: 3 });
		desk.lend(5, 1);
		expect(await desk.push()).toEqual({ lastN: 4 });
		expect(await database().reader.selectFrom('copy_fact').select('operation_id').where('school_id', '=', school.id).execute()).toHaveLength(4);
	});

	/** Every operation of a desk so far, as its outbox and archive would hold them. */
	async function operationsOf(desk: ServerInstallation): Promise<ServerInstallation['outbox']> {
		const rows = await database().reader.selectFrom('operation').selectAll().where('installation_id', '=', desk.id).orderBy('n').execute();
		const sent = rows.map((row) => ({ n: row.n, type: row.type, v: row.v, actor: row.actor_id as never, payload: JSON.parse(row.payload ?? 'null') as unknown, clock: reading(row.device_at) }));
		return [...sent, ...desk.outbox];
	}

	test('what was changed, cut off, made up or brought to another school is refused, and nothing of it stays', async () => {
		const [school, other] = [await open(), await open()];
		const desk = await school.desk();
		desk.lend(1, 1);
		const text = await save(desk, desk.outbox);
		const file = JSON.parse(text) as { content: string; proof: string };
		const made = (change: object) => JSON.stringify({ ...file, ...change });
		const cases = {
			[made({ content: file.content.replace('patron-1', 'patron-2') })]: 'damaged',
			[made({ proof: '0'.repeat(64) })]: 'damaged',
			[text.slice(0, -40)]: 'damaged',
			[text.slice(0, 60)]: 'damaged',
			[made({ v: 99 })]: 'newerFile',
			[made({ content: file.content.replace(desk.id, '00000000-0000-4000-8000-000000000000') })]: 'unknownInstallation',
			'titel;isbn': 'notOurFile',
			'{}': 'notOurFile',
			'': 'notOurFile'
		};
		for (const [given, trouble] of Object.entries(cases)) expect(await takeInFile(database(), given, school.id), given.slice(0, 80)).toEqual({ trouble });
		expect(await takeInFile(database(), text, other.id)).toEqual({ trouble: 'otherSchool' });
		// Signed by another installation's key: whoever has a tablet cannot speak for its neighbour.
		const neighbour = await school.desk();
		const posing = await save(Object.assign(await school.desk(), { id: desk.id, key: neighbour.key }), desk.outbox);
		expect(await takeInFile(database(), posing, school.id)).toEqual({ trouble: 'damaged' });
		expect(await stored(desk.id)).toEqual([]);
	});

	test('a copy of a device that went its own way is found out before anything of it is stored', async () => {
		const school = await open();
		const desk = await school.desk();
		desk.lend(1, 1);
		const [lent] = desk.outbox;
		await desk.push();
		const otherwise = [{ ...lent, payload: { copyId: 'copy-2' } }, desk.performAnything('check-in', { copyId: 'copy-1' })] as typeof desk.outbox;
		expect(await takeInFile(database(), await save(desk, otherwise), school.id)).toEqual({ trouble: 'operationChanged' });
		expect(await stored(desk.id)).toHaveLength(1);
	});

	test('a file of a device whose clock nobody ever measured closes no loan by itself; that of a blocked one waits for a person', async () => {
		const school = await open();
		const [desk, lost] = [await school.desk(), await school.desk()];
		desk.lend(1, 1, 0);
		const unmeasured = await save(desk, desk.outbox, { sent: { wall: 5, monotonic: 5, session: 'one' } });
		expect(await takeInFile(database(), unmeasured, school.id)).toMatchObject({ taken: 1 });
		expect(await stored(desk.id)).toMatchObject([{ certain: 0 }]);
		lost.lend(3, 1);
		const text = await save(lost, lost.outbox);
		await school.revoke(lost.id);
		expect(await takeInFile(database(), text)).toMatchObject({ taken: 1, setAside: 1 });
		expect((await desk.pull()).list('setAside')).toMatchObject([{ id: `${lost.id}:1`, reason: 'revokedInstallation' }]);
	});
}

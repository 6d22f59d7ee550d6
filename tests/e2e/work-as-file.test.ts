import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noor, wim } from '../support/demo-school.ts';
import { NewerBuild } from '../support/newer-build.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';

let stage: Stage;
let builds: NewerBuild;
let folder: TempFolder;
let broken: Device;
let desk: Device;
let pupil: Cardholder;
let shelved: Shelved[];

beforeAll(async () => {
	stage = await Stage.open();
	folder = await makeTempFolder('work');
	const [somebody] = await stage.records.carefreePupils(1);
	if (!somebody) throw new Error('the demo school is too small');
	pupil = somebody;
	shelved = await stage.records.freeCopies(2);
	builds = await NewerBuild.before(stage.server.port);
	broken = await stage.device({}, builds.port);
	desk = await stage.device();
	await broken.becomeDesk('Balie 1', wim);
	await broken.closeAndRestart();
	await broken.goto('/desk');
	await desk.becomeDesk('Balie 2', noor);
});
afterAll(async () => {
	await stage.close();
	builds.stop();
	await folder.remove();
});

const loansOf = (barcode: string | undefined) => stage.records.db.selectFrom('loan').innerJoin('copy', 'copy.id', 'loan.copy_id').select('patron_id').where('copy.barcode', '=', barcode ?? '').where('returned_at', 'is', null).execute();

async function takeIn(file: string): Promise<void> {
	await desk.goto('/desk/installations');
	await desk.page.locator('button').filter({ hasText: 'Bestand kiezen' }).waitFor();
	await desk.page.locator('input[type=file]').setInputFiles(file);
}

describe('work that cannot be sent', () => {
	it('is saved as a file on the tablet without network, and taken in at another, once', async () => {
		await broken.cutNetwork();
		await broken.scan(pupil.card);
		expect(await broken.scan(shelved[0]?.barcode ?? '')).toMatchObject({ word: 'Uitgeleend' });
		await broken.goto('/status');
		const downloading = broken.page.waitForEvent('download');
		await broken.page.getByRole('button', { name: 'Bewaren als bestand' }).click();
		const saved = path.join(folder.path, 'work.json');
		await (await downloading).saveAs(saved);
		await broken.page.getByText(/1 handeling staat in het bestand/).waitFor();

		const changed = path.join(folder.path, 'changed.json');
		await writeFile(changed, (await readFile(saved, 'utf8')).replace(pupil.patron.id, 'someone-else'));
		await takeIn(changed);
		await desk.page.getByText(/niet heel meer/).waitFor();
		expect(await loansOf(shelved[0]?.barcode)).toEqual([]);

		await takeIn(saved);
		await desk.page.getByText(/1 handeling van Balie 1 is ingelezen/).waitFor();
		expect(await loansOf(shelved[0]?.barcode)).toEqual([{ patron_id: pupil.patron.id }]);
		await broken.restoreNetwork();
		await broken.goto('/desk');
		await broken.untilSent();
		expect(await loansOf(shelved[0]?.barcode)).toHaveLength(1);
	});
});

describe('a newer build on a tablet with two tabs', () => {
	it('is taken in one tab, waits in the other, and a tablet that dies in between has lost nothing', async () => {
		const second = await broken.openTab('/desk/today');
		await second.getByRole('heading', { level: 1, name: 'Vandaag' }).waitFor();
		builds.publish();
		await broken.page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined));
		const offer = second.getByRole('region', { name: 'Nieuwe versie klaar' });
		await offer.waitFor();
		await second.evaluate(() => Object.assign(window, { openSinceBefore: true }));
		await broken.goto('/desk/today');
		const here = broken.page.getByRole('region', { name: 'Nieuwe versie klaar' });
		await here.waitFor();
		await broken.cutNetwork();
		const scanned = shelved[1]?.barcode ?? '';
		await broken.goto('/desk');
		await broken.page.getByText('Klaar om te scannen').waitFor();
		await broken.scan(pupil.card);
		await broken.scan(scanned);
		// The person agrees in the other tab by script, as the button there is hidden while something is unsent; then the battery is empty.
		await second.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.postMessage({ type: 'SKIP_WAITING' }));
		await broken.killAndRestart();
		await broken.goto('/desk');
		await broken.untilLine(/1 handeling wacht op verbinding/);
		await broken.restoreNetwork();
		await broken.untilSent();
		expect(await loansOf(scanned)).toHaveLength(1);
		expect(broken.problems).toEqual([]);
	});
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import { Chance } from '../support/simulation/chance.ts';
import { Stage } from '../support/stories.ts';

/** `BROWSER_KILLS=50 npm test -- tests/e2e/killed-browser.test.ts` for the long hunt. */
const kills = Number(process.env.BROWSER_KILLS ?? 3);
/** The longest time a browser lives from its first sound, in milliseconds. */
const longestLife = 900;
/** First tones, in hertz, of what a desk is told that it did not do: refused, unknown. */
const unsuccessful = [196, 330];

let stage: Stage;
/** What each life of the browser is to scan: copies that are out, every one of them once. */
let piles: { id: string; barcode: string }[][];

beforeAll(async () => {
	stage = await Stage.open();
	const open = await stage.records.db.selectFrom('loan').innerJoin('copy', 'copy.id', 'loan.copy_id').select(['copy.id', 'copy.barcode']).where('returned_at', 'is', null).orderBy('copy.id').execute();
	const scans = Math.min(6, Math.floor(open.length / kills));
	if (scans === 0) throw new Error(`only ${open.length} copies are out: too few for ${kills} kills`);
	piles = Array.from({ length: kills }, (_, life) => open.slice(life * scans, (life + 1) * scans));
});
afterAll(() => stage.close());

it(`a browser that is killed ${kills} times while it scans has recorded all that it sounded for`, { timeout: 180_000 + kills * 60_000 }, async () => {
	const desk = await stage.device();
	await desk.becomeDesk('Balie accu', wim);
	// Every sound says its first tone to the test at the moment it begins, whether this machine can be heard or not.
	await desk.alter(`{
		Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'running' });
		let told = false;
		OscillatorNode.prototype.start = function () {
			if (!told) console.info('sound ' + this.frequency.value);
			told = true;
			queueMicrotask(() => (told = false));
		};
	}`);
	await desk.closeAndRestart();
	await desk.cutNetwork();
	const chance = new Chance(Number(process.env.FIRST_SEED ?? 3));
	const lives: { scanned: string[]; sounded: number[] }[] = [];
	for (const pile of piles) {
		await desk.goto('/desk');
		await desk.page.getByText('Klaar om te scannen').waitFor();
		const [scanned, sounded]: [string[], number[]] = [[], []];
		const heard = Promise.withResolvers<void>();
		desk.page.on('console', (message) => {
			if (!message.text().startsWith('sound ')) return;
			sounded.push(Math.round(Number(message.text().slice(6))));
			heard.resolve();
		});
		const scanner = await desk.plugScanner();
		const scanning = (async () => {
			for (const { id, barcode } of pile) {
				scanned.push(id);
				await scanner.scan(barcode);
			}
		})().catch(() => undefined);
		await heard.promise;
		await new Promise((resolve) => setTimeout(resolve, chance.next() * longestLife));
		await desk.killAndRestart();
		await scanning;
		lives.push({ scanned, sounded });
	}
	await desk.goto('/desk');
	await desk.restoreNetwork();
	await desk.untilSent();
	const stored = (await stage.records.operationsOf('Balie accu')).filter(({ type }) => type === 'check-in').map(({ payload }) => (JSON.parse(payload ?? '{}') as { copyId: string }).copyId);
	const sounds = lives.flatMap(({ sounded }) => sounded);
	console.log(`${kills} kills, ${lives.flatMap(({ scanned }) => scanned).length} scans begun, ${sounds.length} sounded, ${stored.length} recorded`);
	for (const { scanned, sounded } of lives) {
		expect(sounded.filter((tone) => unsuccessful.includes(tone)), 'all were returns of what was lent').toEqual([]);
		const here = stored.filter((copyId) => scanned.includes(copyId));
		expect(here, 'in order, each once, none left out').toEqual(scanned.slice(0, here.length));
		expect(here.length, 'a sound implies the record').toBeGreaterThanOrEqual(sounded.length);
	}
	expect(new Set(stored).size).toBe(stored.length);
	expect(desk.problems).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noor, wim } from '../support/demo-school.ts';
import type { Cardholder, Shelved } from '../support/server-records.ts';
import { Stage, type Device } from '../support/stories.ts';
import type { KeyboardLayout } from '../support/keyboard-layouts.ts';
import type { WedgeScanner } from '../support/wedge-scanner.ts';

const pupilsPerDesk = 12;
const copiesPerPupil = 4;

/** One desk with its pupils and copies: card, four copies, next card … sixty scans. */
interface Counter {
	readonly layout: KeyboardLayout;
	readonly desk: Device;
	readonly scanner: WedgeScanner;
	readonly pupils: Cardholder[];
	readonly copies: Shelved[];
}

let stage: Stage;
let counters: Counter[];

beforeAll(async () => {
	stage = await Stage.open();
	const pupils = await stage.records.carefreePupils(2 * pupilsPerDesk);
	const copies = await stage.records.freeCopies(2 * pupilsPerDesk * copiesPerPupil);
	counters = [];
	for (const [i, layout] of (['qwerty', 'azerty'] as const).entries()) {
		const desk = await stage.device();
		await desk.becomeDesk(`Balie ${layout}`, i === 0 ? wim : noor);
		counters.push({
			layout,
			desk,
			scanner: await desk.plugScanner({ layout }),
			pupils: pupils.slice(i * pupilsPerDesk, (i + 1) * pupilsPerDesk),
			copies: copies.slice(i * pupilsPerDesk * copiesPerPupil, (i + 1) * pupilsPerDesk * copiesPerPupil)
		});
	}
});
afterAll(() => stage.close());

/** Scans at a steady pace, whatever the page is doing. */
async function scanAtPace(scanner: WedgeScanner, codes: readonly string[], everyMs: number): Promise<void> {
	const startedAt = performance.now();
	for (const [i, code] of codes.entries()) {
		const wait = startedAt + i * everyMs - performance.now();
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		await scanner.scan(code);
	}
}

async function untilLogged(desk: Device, count: number) {
	await expect.poll(async () => (await desk.log()).length, { timeout: 20_000 }).toBe(count);
	return (await desk.log()).toReversed();
}

describe('a wedge scanner', () => {
	it('gives sixty right outcomes for sixty scans in a minute, on QWERTY and on AZERTY', async () => {
		await Promise.all(
			counters.map(async ({ layout, desk, scanner, pupils, copies }) => {
				const asked = pupils.flatMap((pupil, i) => [
					{ code: pupil.card, word: 'Lener gekozen', headline: pupil.name, of: '' },
					...copies
						.slice(i * copiesPerPupil, (i + 1) * copiesPerPupil)
						.map(({ barcode, title }) => ({ code: barcode, word: 'Uitgeleend', headline: title, of: pupil.name }))
				]);
				expect(asked).toHaveLength(60);
				await scanAtPace(scanner, asked.map(({ code }) => code), 1000);
				const lines = await untilLogged(desk, 60);
				const wrong = asked.flatMap((each, i) => {
					const line = lines[i];
					const right = line?.word === each.word && line.headline.startsWith(each.headline) && line.about.includes(each.of);
					return right ? [] : [{ layout, place: i, each, line }];
				});
				expect(wrong).toEqual([]);
				await desk.untilLine(/Alles verstuurd/);
				for (const [i, pupil] of pupils.entries()) {
					const barcodes = copies.slice(i * copiesPerPupil, (i + 1) * copiesPerPupil).map(({ barcode }) => barcode);
					expect(await stage.records.lentTo(pupil.patron.id)).toEqual(barcodes.sort());
				}
			})
		);
	});

	it('keeps up with three copies a second: none dropped, none doubled', async () => {
		for (const { desk, scanner, copies } of counters.slice(0, 1)) {
			await desk.scan('MT-CLOSE');
			const before = (await desk.log()).length;
			const back = copies.slice(0, 30);
			await scanAtPace(scanner, back.map(({ barcode }) => barcode), 333);
			const lines = (await untilLogged(desk, before + 30)).slice(before);
			expect(lines.map(({ word, headline }) => `${word}: ${headline}`)).toEqual(back.map(({ title }) => `Ingeleverd: ${title}`));
		}
	});

	it('leaves what somebody was typing as it was', async () => {
		for (const { desk, pupils } of counters) {
			await desk.scan('MT-CLOSE');
			const field = desk.page.getByRole('searchbox', { name: 'Scan een pas of label, of typ een naam' });
			await field.click();
			await field.fill('van der');
			const [pupil] = pupils;
			expect(await desk.scan(pupil?.card ?? '')).toMatchObject({ word: 'Lener gekozen' });
			expect(await field.inputValue()).toBe('van der');
			await field.fill('');
			await desk.scan('MT-CLOSE');
		}
	});

	it('says so when a dialog is in the way, and types nothing into it', async () => {
		for (const { desk, scanner, copies } of counters.slice(1)) {
			await desk.scan('9990001112');
			await desk.page.getByRole('button', { name: 'Het is een pas' }).click();
			await desk.page.getByRole('button', { name: 'Leerling toevoegen' }).click();
			const dialog = desk.page.getByRole('dialog', { name: 'Leerling toevoegen bij pas 9990001112' });
			const field = dialog.getByRole('textbox', { name: 'Voornaam' });
			await field.fill('Sam');
			await scanner.scan(copies[0]?.barcode ?? '');
			await dialog.getByText(`Scan ‘${copies[0]?.barcode}’ is niet verwerkt.`).waitFor();
			expect(await field.inputValue()).toBe('Sam');
			await dialog.getByRole('button', { name: 'Annuleren' }).click();
		}
	});

	it('is heard on the other pages of the desk, and the desk comes forward with what it meant', async () => {
		for (const { desk, scanner, pupils } of counters.slice(0, 1)) {
			await desk.page.getByRole('link', { name: /Vandaag/ }).first().click();
			await desk.page.getByRole('heading', { level: 1, name: 'Vandaag' }).waitFor();
			const [pupil] = pupils;
			await scanner.scan(pupil?.card ?? '');
			const lines = await untilLogged(desk, 1);
			expect(lines).toMatchObject([{ word: 'Lener gekozen' }]);
			await desk.scan('MT-CLOSE');
		}
	});

	it('had no error in any console', () => {
		expect(counters.flatMap(({ desk }) => desk.problems)).toEqual([]);
	});
});

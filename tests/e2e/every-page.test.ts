import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, type Violation } from '../support/axe.ts';
import { noor, wim } from '../support/demo-school.ts';
import { findFlaws, keepPicture } from '../support/screens.ts';
import { Stage, type Device } from '../support/stories.ts';
import { findKnown, visits, type Known, type Screen } from '../support/visits.ts';

const sizes = [
	{ name: 'tablet', width: 1180, height: 820 },
	{ name: 'phone', width: 390, height: 844 },
	{ name: 'laptop', width: 1440, height: 900 }
] as const;

let stage: Stage;
let visitor: Device;
let desk: Device;
let phone: Device;
let laptop: Device;
let consultant: Device;
let known: Known;

beforeAll(async () => {
	stage = await Stage.open();
	known = await findKnown(stage.records);
	visitor = await stage.device();
	desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
	await makeIncident(await stage.device());
	phone = await stage.device();
	await phone.enterDemoAs('Leerling');
	laptop = await stage.device();
	await laptop.enterDemoAs('Docent');
	consultant = await stage.device();
	await consultant.enterDemoAs('Leesmediaconsulent');
});
afterAll(() => stage.close());

/** Two desks lend one copy without a network, so that the page of incidents has something to show. */
async function makeIncident(other: Device): Promise<void> {
	await other.becomeDesk('Balie 2', noor);
	const [first, second] = await stage.records.carefreePupils(2);
	const [, shelved] = await stage.records.freeCopies(2);
	for (const [device, pupil] of [[desk, first], [other, second]] as const) {
		await device.cutNetwork();
		await device.scan(pupil?.card ?? '');
		await device.scan(shelved?.barcode ?? '');
	}
	for (const device of [desk, other]) {
		await device.restoreNetwork();
		await device.untilSent();
	}
	await desk.fetchNews();
	await desk.page.getByRole('link', { name: /^Afwijkingen.*1/ }).first().waitFor();
	await other.close();
}

/** Opened cold in one language; in the other as a person comes there, by a link. */
async function visit(device: Device, { path }: Screen, language: 'nl' | 'en'): Promise<void> {
	const { page } = device;
	const { pathname, search } = new URL(page.url());
	if (language === 'nl' || pathname + search === path) return device.goto(path);
	await page.evaluate((href) => {
		const link = Object.assign(document.createElement('a'), { href });
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	await page.waitForURL((url) => url.pathname + url.search === path);
}

/** From the next page on. */
function speak(page: Page, language: string): Promise<void> {
	return page.evaluate((locale) => localStorage.setItem('PARAGLIDE_LOCALE', locale), language);
}

/** Drawn, and nothing is still on its way. */
async function untilStill(page: Page): Promise<void> {
	await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
	await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true]') === null && document.getAnimations().every((each) => each.playState !== 'running'));
}

const inWords = (screen: Screen, violations: readonly Violation[]) =>
	violations.map(({ rule, help, elements }) => `${screen.name}: ${rule}: ${help}: ${elements.slice(0, 3).join(' ')}`);

/** As it stands: what axe asks (in English what depends on words), and its width and words on every size of screen. */
async function judgeLight(page: Page, screen: Screen, language: 'nl' | 'en'): Promise<string[]> {
	const found = inWords(screen, await findViolations(page, language === 'nl' ? 'everything' : 'words'));
	for (const size of sizes) {
		await page.setViewportSize(size);
		found.push(...(await findFlaws(page, language)).map((flaw) => `${screen.name} on a ${size.name}: ${flaw}`));
		await keepPicture(page, `${screen.name}-${size.name}-${language}-light`);
	}
	await page.setViewportSize(sizes[0]);
	return found;
}

/** The same page after sunset: only its colours change, so only they are judged. */
async function judgeDark(page: Page, screen: Screen): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'dark' });
	await untilStill(page);
	const found = inWords({ ...screen, name: `${screen.name} in the dark` }, await findViolations(page, 'colours'));
	await keepPicture(page, `${screen.name}-${sizes[0].name}-nl-dark`);
	await page.emulateMedia({ colorScheme: 'light' });
	return found;
}

async function judge(device: Device, screens: readonly Screen[], language: 'nl' | 'en'): Promise<string[]> {
	const { page } = device;
	const found: string[] = [];
	await page.setViewportSize(sizes[0]);
	await device.goto('/status');
	await speak(page, language);
	await device.goto('/status');
	for (const screen of screens) {
		await visit(device, screen, language);
		await untilStill(page);
		await screen.act?.(page);
		await untilStill(page);
		found.push(...(await judgeLight(page, screen, language)));
		if (language === 'nl') found.push(...(await judgeDark(page, screen)));
	}
	return found;
}

describe.each(['nl', 'en'] as const)('in %s', (language) => {
	it.each(['visitor', 'desk', 'phone', 'laptop', 'consultant'] as const)(
		'every page of the %s is accessible by day and by night, fits every screen and shows words only',
		async (who) => {
			const device = { visitor, desk, phone, laptop, consultant }[who];
			expect(await judge(device, visits(known)[who], language)).toEqual([]);
			expect(device.problems).toEqual([]);
		}
	);
});

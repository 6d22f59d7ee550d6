import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Text that no page may show: a message's key, or a value that nobody turned into words. */
const leaks = /\b(?:start|desk|common|codes|circulation|catalogue|cataloguing|editing|setup|my|settings|classes|installations)_[a-z_]+|\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/;

/** A page that did not find what it is about. */
const nothingThere = /\bniet\b|\bnot\b|onbekend|unknown/i;

/** What is wrong with a page as it stands, apart from what axe finds; empty when all is well. */
export async function findFlaws(page: Page, language: string): Promise<string[]> {
	const seen = await page.evaluate(() => ({
		lang: document.documentElement.lang,
		headings: document.querySelectorAll('h1').length,
		heading: document.querySelector('h1')?.textContent ?? '',
		title: document.title,
		text: `${document.title}\n${document.body.innerText}`,
		wide: document.documentElement.scrollWidth - document.documentElement.clientWidth
	}));
	return [
		...(seen.lang === language ? [] : [`lang is ${seen.lang}`]),
		...(seen.headings === 1 ? [] : [`${seen.headings} h1`]),
		...(nothingThere.test(seen.heading) ? [`shows nothing but ‘${seen.heading}’`] : []),
		...(seen.title === '' ? ['no title'] : []),
		...(leaks.exec(seen.text)?.map((leak) => `shows ${leak}`) ?? []),
		...(seen.wide > 0 ? [`scrolls sideways by ${seen.wide} px`] : [])
	];
}

/** With `SCREENSHOTS=1` a picture of the page is kept in the system's temporary folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
	if (!process.env.SCREENSHOTS) return;
	const folder = path.join(tmpdir(), 'mediatheek-screens');
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

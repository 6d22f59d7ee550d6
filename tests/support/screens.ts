import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Text that no page may show: a message's key, or a value that nobody turned into words. */
const leaks = /\b(?:start|desk|common|codes|circulation|catalogue|cataloguing|editing|setup|my|settings|classes|installations)_[a-z_]+|\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/;

/** The title of a page, or of an empty place in it, that did not find what it is about. */
const notHere = /\bniet\b|\bnot\b/i;
/** The flaw of such a page. */
export const notFound = 'did not find what it is about';

/** What is wrong with a page as it stands, apart from what axe finds; empty when all is well. */
export async function findFlaws(page: Page, language: string): Promise<string[]> {
	const seen = await page.evaluate(() => ({
		lang: document.documentElement.lang,
		headings: document.querySelectorAll('h1').length,
		titles: [...document.querySelectorAll('h1, .empty > .title')].map(({ textContent }) => textContent),
		title: document.title,
		text: `${document.title}\n${document.body.innerText}`,
		wide: document.documentElement.scrollWidth - document.documentElement.clientWidth
	}));
	return [
		...(seen.lang === language ? [] : [`lang is ${seen.lang}`]),
		...(seen.headings === 1 ? [] : [`${seen.headings} h1`]),
		...(seen.titles.some((title) => notHere.test(title)) ? [notFound] : []),
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

import { expect } from 'vitest';
import { registeredInstallationSchema } from '#lib/protocol/session.ts';
import { Browser, type Reply } from './browser.ts';
import { password } from './school-server.ts';

/** Not too easy, so that a pupil may choose it. */
export const pin = '482915';

export function signIn(browser: Browser, name: string, secret = password, brin = '12AB'): Promise<Reply> {
	return browser.post('/api/session/sign-in', { brin, name, secret });
}

export function activate(browser: Browser, code: string, secret = pin): Promise<Reply> {
	return browser.post('/api/session/activate', { brin: '12AB', code, secret });
}

/** A browser in which a media librarian is signed in. */
export async function librarian(): Promise<Browser> {
	const browser = new Browser();
	expect((await signIn(browser, 'marjan')).status).toBe(200);
	return browser;
}

export async function registerDesk(browser: Browser, name: string) {
	const reply = await browser.post('/api/installation/register', { kind: 'desk', name });
	const { id, key } = registeredInstallationSchema.parse(reply.body);
	return { id, authorization: `Installation ${id}.${key}` };
}

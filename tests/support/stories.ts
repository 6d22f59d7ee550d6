import type { Locator, Page } from 'playwright-core';
import { launchPersistent, openProtocolSession, type Profile, type ProfileOptions } from './chromium.ts';
import { copyDemoSchool, demoBrin, type Person } from './demo-school.ts';
import { FaultProxy } from './fault-proxy.ts';
import { TestServer } from './server.ts';
import { ServerRecords } from './server-records.ts';
import { makeTempFolder, type TempFolder } from './temp-folder.ts';
import { WedgeScanner, type WedgeOptions } from './wedge-scanner.ts';

/** One line of the desk's log. */
export interface LogLine {
	readonly word: string;
	readonly headline: string;
	/** Time, patron, whether it was undone. */
	readonly about: string;
}

/** A server with the demo school, and the devices that were opened at it. */
export class Stage {
	readonly server: TestServer;
	readonly records: ServerRecords;
	readonly #devices: Device[] = [];

	private constructor(server: TestServer) {
		this.server = server;
		this.records = new ServerRecords(server.dataFolder);
	}

	/** @param environment what the server is told besides where its data are */
	static async open(environment: Record<string, string> = {}): Promise<Stage> {
		const dataFolder = await copyDemoSchool();
		return new Stage(await TestServer.start({ dataFolder, environment }));
	}

	/** A server without any school. */
	static async openEmpty(): Promise<Stage> {
		return new Stage(await TestServer.start());
	}

	/** A fresh browser profile behind a network of its own; `port`: of what stands before the server. */
	async device(options: ProfileOptions = {}, port = this.server.port): Promise<Device> {
		const device = await Device.open(port, options);
		this.#devices.push(device);
		return device;
	}

	/** Closes what a test opened; the server stays. */
	async closeDevices(): Promise<void> {
		for (const device of this.#devices.splice(0)) await device.close();
	}

	async close(): Promise<void> {
		await this.closeDevices();
		await this.records.close();
		await this.server.remove();
	}
}

/** A tablet, phone or laptop: a browser profile, its network, and the scanner plugged into it. */
export class Device {
	readonly network: FaultProxy;
	readonly #folder: TempFolder;
	readonly #options: ProfileOptions;
	#profile: Profile;
	#scanner: WedgeScanner | undefined;
	#earlierProblems: string[] = [];
	#mayPersist = false;
	/** Browsers write cookies to disk after half a minute, or when they are closed. */
	#cookiesOnDisk = true;
	/** Run in every page before its own scripts, also after a restart. */
	readonly #scripts: string[] = [];

	private constructor(network: FaultProxy, folder: TempFolder, options: ProfileOptions, profile: Profile) {
		this.network = network;
		this.#folder = folder;
		this.#options = options;
		this.#profile = profile;
	}

	static async open(serverPort: number, options: ProfileOptions): Promise<Device> {
		const network = await FaultProxy.start(serverPort);
		const folder = await makeTempFolder('profile');
		return new Device(network, folder, options, await launch(folder.path, options));
	}

	get profile(): Profile {
		return this.#profile;
	}

	get page(): Page {
		return this.#profile.page;
	}

	/** Errors of pages and consoles over all its lives, without the browser's own lines about a missing network. */
	get problems(): string[] {
		return [...this.#earlierProblems, ...this.#profile.problems].filter((line) => !/Failed to load resource: net::ERR_/.test(line));
	}

	async goto(path: string, page = this.page): Promise<void> {
		await page.goto(this.network.origin + path);
	}

	/** Something that is true of this device from its next page on: a wrong clock, a full disk. */
	async alter(script: string): Promise<void> {
		this.#scripts.push(script);
		await this.#profile.context.addInitScript(script);
	}

	/** Lets the browser keep its data when the app asks. */
	async allowPersistence(): Promise<void> {
		this.#mayPersist = true;
		const session = await openProtocolSession(this.page);
		await session.send('Browser.grantPermissions', { origin: this.network.origin, permissions: ['durableStorage'] });
	}

	/** The demo door of the start page: one tap for each role. */
	async enterDemoAs(role: 'Mediathecaris' | 'Leerling' | 'Docent' | 'Beheerder' | 'Leesmediaconsulent'): Promise<void> {
		this.#cookiesOnDisk = false;
		await this.goto('/start');
		await this.page.getByRole('button', { name: role }).click();
		await this.page.waitForURL(/\/(desk|my|class|library)$/);
	}

	/** Signs in at the demo school by name and password; ends where the app leads. */
	async signIn({ loginName, secret }: Person, path = `/sign-in?school=${demoBrin}`): Promise<void> {
		await this.goto(path);
		await this.fillSignIn({ loginName, secret });
	}

	async fillSignIn({ loginName, secret }: Pick<Person, 'loginName' | 'secret'>): Promise<void> {
		this.#cookiesOnDisk = false;
		await this.page.getByRole('textbox', { name: 'Inlognaam' }).fill(loginName);
		await this.page.getByLabel(/^Wachtwoord of pincode/).fill(secret);
		await this.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
	}

	/** A desk of its own: a librarian signs in and gives this device its name. */
	async becomeDesk(name: string, person: Person): Promise<void> {
		await this.allowPersistence();
		await this.signIn(person);
		await this.page.waitForURL(/\/device$/);
		await this.page.getByRole('textbox', { name: 'Naam van dit apparaat' }).fill(name);
		await this.page.getByRole('button', { name: 'Dit apparaat wordt de balie' }).click();
		await this.page.getByRole('link', { name: 'Naar de balie' }).first().click();
		await this.untilReady();
	}

	/** Everything has arrived and the app no longer needs the network to open. */
	async untilReady(): Promise<void> {
		await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		await this.goto('/desk');
		await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
		await this.page.getByText('Klaar om te scannen').waitFor();
		await this.untilLine(/Alles verstuurd/);
	}

	/** The calm line at the top. */
	get line(): Locator {
		return this.page.getByRole('banner').getByRole('status').first();
	}

	async untilLine(text: RegExp, page = this.page): Promise<void> {
		const status = page.getByRole('banner').getByRole('status');
		await status
			.filter({ hasText: text })
			.waitFor()
			.catch(async (error: unknown) => {
				throw new Error(`waited for ${text}, and the line says: ${(await status.allTextContents()).join(' | ')}`, { cause: error });
			});
	}

	/** Nothing waits any more; the server may have answered something that is to be read. */
	async untilSent(page = this.page): Promise<void> {
		await this.untilLine(/Alles verstuurd|van de server om te lezen/, page);
	}

	/** The cable is out. A page of the app has its service worker by then: before that no browser can do without. */
	async cutNetwork(): Promise<void> {
		if (this.page.url().startsWith(this.network.origin)) await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });
		await this.network.setMode({ kind: 'refuse' });
	}

	/** The cable is back, and the browser notices. */
	async restoreNetwork(): Promise<void> {
		await this.network.setMode({ kind: 'pass' });
		await this.page.evaluate(() => window.dispatchEvent(new Event('online')));
	}

	/** Asks the server for news now, as the button on the status page does. */
	async fetchNews(): Promise<void> {
		await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
	}

	/** Switched off at night and on again in the morning. */
	async closeAndRestart(): Promise<void> {
		await this.#restart(() => this.#profile.close());
		this.#cookiesOnDisk = true;
	}

	/** The battery is empty; then the same device starts again, and whoever signed in before it was closed last is so still. */
	async killAndRestart(): Promise<void> {
		if (!this.#cookiesOnDisk) throw new Error('who signed in less than half a minute ago may be signed out by an empty battery: closeAndRestart first');
		await this.#restart(() => this.#profile.kill());
	}

	async #restart(end: () => Promise<void>): Promise<void> {
		this.#earlierProblems.push(...this.#profile.problems);
		await end();
		this.#profile = await launch(this.#folder.path, this.#options);
		for (const script of this.#scripts) await this.#profile.context.addInitScript(script);
		// A browser that a program runs forgets what it may.
		if (this.#mayPersist) await this.allowPersistence();
		this.#scanner = undefined;
	}

	async openTab(path: string): Promise<Page> {
		const page = await this.#profile.openPage();
		await this.goto(path, page);
		return page;
	}

	async plugScanner(options: WedgeOptions = {}): Promise<WedgeScanner> {
		this.#scanner = await WedgeScanner.plugInto(this.page, options);
		return this.#scanner;
	}

	/** Scans and waits for the line in the log that it came to. */
	async scan(code: string): Promise<LogLine> {
		const scanner = this.#scanner ?? (await this.plugScanner());
		return scanAt(this.page, scanner, code);
	}

	/** The desk's log, newest first, all of it. */
	log(page = this.page): Promise<LogLine[]> {
		return readLog(page);
	}

	async close(): Promise<void> {
		await this.#profile.close();
		await this.network.stop();
		await this.#folder.remove();
	}
}

async function launch(folder: string, options: ProfileOptions): Promise<Profile> {
	const profile = await launchPersistent(folder, options);
	profile.context.setDefaultTimeout(20_000);
	return profile;
}

/** Scans in a page that a scanner is plugged into, as a person does: once the desk stands there. */
export async function scanAt(page: Page, scanner: WedgeScanner, code: string): Promise<LogLine> {
	await page.locator('[data-desk-input]').waitFor();
	const before = (await readLog(page)).length;
	await scanner.scan(code);
	const log = await untilLongerLog(page, before);
	const [newest, ...others] = log.slice(0, log.length - before);
	if (!newest || others.length > 0) throw new Error(`one scan of ${code} came to ${JSON.stringify([newest, ...others])}`);
	return newest;
}

async function untilLongerLog(page: Page, before: number): Promise<LogLine[]> {
	const giveUpAt = performance.now() + 15_000;
	for (;;) {
		const log = await readLog(page);
		if (log.length > before) return log;
		if (performance.now() > giveUpAt) throw new Error(`the log stays ${before} lines long`);
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
}

async function readLog(page: Page): Promise<LogLine[]> {
	const more = page.getByRole('button', { name: 'Meer tonen' });
	if (await more.isVisible()) await more.click();
	return page.getByRole('list', { name: 'Laatste scans' }).evaluateAll((lists) =>
		[...(lists[0]?.children ?? [])].map((line) => {
			const text = (selector: string) => line.querySelector(selector)?.textContent?.trim() ?? '';
			return { word: text('.word').replace(/ ·$/, ''), headline: text('.headline'), about: text('.soft').replaceAll(/\s+/g, ' ') };
		})
	);
}

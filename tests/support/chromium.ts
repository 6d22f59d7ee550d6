import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

export type ProfileOptions = {
	/** CSS pixels. Default: a tablet, 1180 × 820. */
	viewport?: { width: number; height: number };
	/** 6 makes the processor six times slower, in every page of the profile. */
	cpuThrottle?: number;
	/** Default: nl-NL. */
	locale?: string;
	colorScheme?: 'light' | 'dark';
	/** A film (Y4M) that the camera sees, over and over; the browser may use it without asking. */
	cameraFilm?: string;
	/** Default: Europe/Amsterdam. */
	timezoneId?: string;
};

/** An open browser profile: one tablet, phone or laptop. */
export type Profile = {
	context: BrowserContext;
	/** The first tab. */
	page: Page;
	/** Errors of pages and error lines of their consoles, in order; a test expects this to stay empty. */
	problems: string[];
	/** Another tab. */
	openPage(): Promise<Page>;
	/** Closes it as a person would. */
	close(): Promise<void>;
	/** Ends all its processes at once, as an empty battery would. */
	kill(): Promise<void>;
};

// Tests open only pages of this project on this machine; a container seldom allows the sandbox.
const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : [];
/**
 * Takes the place of Playwright's own list, because the last such flag counts. The first three would load pages for the
 * address bar at each launch, which costs as much as the rest of it.
 */
const withoutFeatures = [
	'WebUIOmniboxPopup',
	'WebUIOmniboxAimPopup',
	'WebUIOmniboxFullPopup',
	'AimEnabled',
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsUpgrades',
	'HttpsFirstBalancedModeAutoEnable',
	'LensOverlay',
	'MediaRouter',
	'NetworkTimeServiceQuerying',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
	'TcpPortRandomizationWin',
	'ThirdPartyStoragePartitioning'
];
const flags = [
	...sandbox,
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	`--disable-features=${withoutFeatures.join(',')}`
];

/** The camera itself is made up; everything between it and the page is the browser's own. */
function cameraFlags(film: string | undefined): string[] {
	return film === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

/**
 * Opens a real Chromium on a profile folder; the same folder again is the same device after a restart.
 * @param profileFolder kept between launches; it holds cookies, IndexedDB and the service worker
 */
export async function launchPersistent(profileFolder: string, options: ProfileOptions = {}): Promise<Profile> {
	const context = await chromium.launchPersistentContext(profileFolder, {
		executablePath: await requireChromium(),
		args: [...flags, ...cameraFlags(options.cameraFilm)],
		viewport: options.viewport ?? { width: 1180, height: 820 },
		locale: options.locale ?? 'nl-NL',
		timezoneId: options.timezoneId ?? 'Europe/Amsterdam',
		// Stories look at what stands there; drawing how it comes takes the processor from everything else.
		reducedMotion: 'reduce',
		...(options.colorScheme ? { colorScheme: options.colorScheme } : {})
	});
	const problems: string[] = [];
	const prepare = async (page: Page) => {
		page.on('pageerror', (error) => problems.push(`page: ${error.stack ?? error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
		});
		if (options.cpuThrottle) await throttle(page, options.cpuThrottle);
		return page;
	};
	const page = await prepare(context.pages()[0] ?? (await context.newPage()));
	return {
		context,
		page,
		problems,
		openPage: async () => prepare(await context.newPage()),
		close: () => context.close(),
		kill: () => killBrowser(context, profileFolder)
	};
}

/** A session of the browser's own protocol, for what Playwright has no word for. */
export function openProtocolSession(page: Page): Promise<CDPSession> {
	return page.context().newCDPSession(page);
}

async function throttle(page: Page, rate: number): Promise<void> {
	const session = await openProtocolSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
}

async function killBrowser(context: BrowserContext, profileFolder: string): Promise<void> {
	const pid = await findBrowserPid(context, profileFolder);
	const gone = new Promise((resolve) => context.once('close', resolve));
	process.kill(pid, 'SIGKILL');
	await gone;
}

/** Chromium names its process in the lock of the profile (host-pid), except on Windows. */
async function findBrowserPid(context: BrowserContext, profileFolder: string): Promise<number> {
	const browser = context.browser();
	if (browser) {
		const session = await browser.newBrowserCDPSession();
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const main = processInfo.find(({ type }) => type === 'browser');
		if (main) return main.id;
	}
	const lock = await readlink(path.join(profileFolder, 'SingletonLock'));
	return Number(lock.slice(lock.lastIndexOf('-') + 1));
}

async function requireChromium(): Promise<string> {
	const program = await findChromium();
	if (!program) throw new Error('No Chromium found: run the browser tests through npm test, or set MEDIATHEEK_CHROMIUM.');
	return program;
}

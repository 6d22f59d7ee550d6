import type { Page } from 'playwright-core';

/** What typing came to, in milliseconds; a key after which nothing on the screen changed counts in `unchanged` only. */
export interface Typed {
	/** From the key to the first of its result on the screen. */
	readonly first: number[];
	/** From the key to the last of it. */
	readonly painted: number[];
	readonly unchanged: number;
	/** Longest task that held up the page while typing. */
	readonly longestTask: number;
}

interface Watch {
	pressedAt: number;
	changedAt: number;
	firstAt: number;
	paintedAt: number;
	longestTask: number;
}

/** No more news for this long: what belongs to the key is there. */
const quiet = 120;
/** A key that changes nothing is waited for no longer. */
const longest = 1500;

/** Types questions letter by letter into the field that has the focus, each key after the last one was painted. */
export async function typeAll(page: Page, questions: readonly string[]): Promise<Typed> {
	await page.evaluate(watchTyping);
	const first: number[] = [];
	const painted: number[] = [];
	let unchanged = 0;
	for (const question of questions) {
		for (const letter of question) {
			await page.keyboard.press(letter === ' ' ? 'Space' : letter);
			const took = await page.evaluate(untilPainted, { quiet, longest });
			if (took === null) unchanged++;
			else {
				first.push(took.first);
				painted.push(took.last);
			}
		}
		await page.keyboard.press('Control+A');
		await page.keyboard.press('Delete');
		await page.evaluate(untilPainted, { quiet, longest });
	}
	return { first, painted, unchanged, longestTask: await page.evaluate(() => (globalThis as unknown as { typing: Watch }).typing.longestTask) };
}

function watchTyping(): void {
	const typing: Watch = { pressedAt: 0, changedAt: 0, firstAt: 0, paintedAt: 0, longestTask: 0 };
	Object.assign(globalThis, { typing });
	document.addEventListener('keydown', () => Object.assign(typing, { pressedAt: performance.now(), changedAt: 0, firstAt: 0, paintedAt: 0 }), true);
	const look = new MutationObserver((changes) => {
		// The field itself is no answer.
		const isAnswer = changes.some(({ target }) => !(target instanceof Element ? target : target.parentElement)?.closest('form, input'));
		if (!isAnswer) return;
		typing.changedAt = performance.now();
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				typing.paintedAt = performance.now();
				typing.firstAt ||= typing.paintedAt;
			};
			port2.postMessage(0);
		});
	});
	look.observe(document.querySelector('main') ?? document.body, { childList: true, characterData: true, subtree: true });
	new PerformanceObserver((list) => {
		typing.longestTask = Math.max(typing.longestTask, ...list.getEntries().map(({ duration }) => duration));
	}).observe({ type: 'longtask' });
}

async function untilPainted({ quiet, longest }: { readonly quiet: number; readonly longest: number }): Promise<{ readonly first: number; readonly last: number } | null> {
	const { typing } = globalThis as unknown as { typing: Watch };
	const took = () => ({ first: typing.firstAt - typing.pressedAt, last: typing.paintedAt - typing.pressedAt });
	for (;;) {
		await new Promise((resolve) => setTimeout(resolve, 15));
		const now = performance.now();
		if (typing.paintedAt >= typing.changedAt && typing.changedAt > 0 && now - typing.paintedAt > quiet) return took();
		if (typing.changedAt === 0 && now - typing.pressedAt > Math.min(longest, 4 * quiet)) return null;
		if (now - typing.pressedAt > longest) return typing.paintedAt > 0 ? took() : null;
	}
}

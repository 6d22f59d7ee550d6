/** What held up the page while the probe ran. Runs in the browser. */
export interface Blocked {
	/** Longest time in which no timer could run, milliseconds; a free page shows about 5. */
	readonly longestGap: number;
	/** Tasks of 50 ms and more, as the browser itself counts them. */
	readonly longTasks: readonly number[];
}

/** Watches the page until `stop` is called. */
export function watchMainThread(): { stop(): Promise<Blocked> } {
	const longTasks: number[] = [];
	const note = (list: PerformanceEntryList) => longTasks.push(...list.map((entry) => Math.round(entry.duration)));
	const observer = new PerformanceObserver((list) => note(list.getEntries()));
	observer.observe({ type: 'longtask' });
	let last = performance.now();
	let longestGap = 0;
	const look = () => {
		const now = performance.now();
		longestGap = Math.max(longestGap, now - last);
		last = now;
	};
	const timer = setInterval(look, 4);
	return {
		async stop() {
			// The task that is running now is reported only after it has ended.
			await new Promise((resolve) => setTimeout(resolve, 20));
			look();
			clearInterval(timer);
			note(observer.takeRecords());
			observer.disconnect();
			return { longestGap, longTasks };
		}
	};
}

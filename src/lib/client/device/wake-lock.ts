/**
 * Keeps the screen on while the desk is open, as long as the page is in sight.
 * A browser that has no wake lock, or refuses it on a low battery, goes on without.
 * @returns lets the screen sleep again
 */
export function keepScreenOn(): () => void {
	let lock: WakeLockSentinel | undefined;
	let stopped = false;

	async function take(): Promise<void> {
		if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (stopped) await lock.release();
		} catch {
			lock = undefined;
		}
	}

	// The browser drops the lock whenever the page is hidden.
	const onVisible = (): void => void take();
	document.addEventListener('visibilitychange', onVisible);
	void take();
	return () => {
		stopped = true;
		document.removeEventListener('visibilitychange', onVisible);
		void lock?.release().catch(() => undefined);
	};
}

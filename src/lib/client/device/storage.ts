export interface StorageState {
	/** Whether the browser promised never to clear the data by itself; `undefined`: it cannot say. */
	readonly persisted?: boolean | undefined;
	/** Bytes in use and bytes allowed, as far as the browser tells. */
	readonly usage?: number | undefined;
	readonly quota?: number | undefined;
}

/** How safely and how roomily this browser keeps data. Never throws: an old browser says nothing. */
export async function readStorage(storage: StorageManager | undefined = browserStorage()): Promise<StorageState> {
	if (!storage) return {};
	const [persisted, estimate] = await Promise.all([
		storage.persisted?.().catch(() => undefined),
		storage.estimate?.().catch(() => undefined)
	]);
	return { persisted, usage: estimate?.usage, quota: estimate?.quota };
}

/**
 * Asks the browser to keep the data. Call it inside the gesture that registers the installation:
 * Firefox asks the person, and only during a gesture. `undefined` when the browser has no answer.
 */
export async function protectStorage(storage: StorageManager | undefined = browserStorage()): Promise<boolean | undefined> {
	if (!storage?.persist) return undefined;
	try {
		return await storage.persist();
	} catch {
		return undefined;
	}
}

/** Absent on an insecure address. */
function browserStorage(): StorageManager | undefined {
	return typeof navigator === 'undefined' ? undefined : navigator.storage;
}

import { Dexie, type EntityTable } from 'dexie';
import type { Installation } from '../app.ts';
import { dataName } from './dexie-data.ts';
import { outboxName } from './dexie-outbox.ts';

interface Setting {
	readonly key: string;
	readonly value: unknown;
}

interface DeviceDatabase extends Dexie {
	installations: EntityTable<Installation, 'id'>;
	settings: EntityTable<Setting, 'key'>;
}

/** What this browser profile knows about itself: its installations and which of them is at work. */
export class Device {
	readonly #db: DeviceDatabase;

	constructor() {
		this.#db = new Dexie('mediatheek-device', { chromeTransactionDurability: 'strict', cache: 'disabled' }) as DeviceDatabase;
		this.#db.version(1).stores({ installations: 'id', settings: 'key' });
	}

	installations(): Promise<Installation[]> {
		return this.#db.installations.toArray();
	}

	async current(): Promise<Installation | undefined> {
		const id = (await this.#db.settings.get('current'))?.value;
		return typeof id === 'string' ? this.#db.installations.get(id as Installation['id']) : undefined;
	}

	/** Writes what changed about an installation and makes it the one at work. */
	async save(installation: Installation): Promise<void> {
		await this.#db.transaction('rw', this.#db.installations, this.#db.settings, async () => {
			await this.#db.installations.put(installation);
			await this.#db.settings.put({ key: 'current', value: installation.id });
		});
	}

	async close(id: string): Promise<void> {
		const current = (await this.#db.settings.get('current'))?.value;
		if (current === id) await this.#db.settings.delete('current');
	}

	/** Only for an account's installation whose outbox is empty: its databases go with it. */
	async remove(id: Installation['id']): Promise<void> {
		await this.close(id);
		await this.#db.installations.delete(id);
		await Promise.all([Dexie.delete(dataName(id)), Dexie.delete(outboxName(id))]);
	}
}

import { randomUUID } from 'node:crypto';
import type { Role } from '#lib/domain/people/role.ts';
import type { LendingRules, School } from '#lib/domain/school/school.ts';
import { cardSchema, homeClassSchema } from '#lib/domain/people/patron.ts';
import type { AccountId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { OperationInput, OperationType } from '#lib/operations/registry.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { ServerSession } from '#lib/server/session.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import type { WrittenRow } from '#lib/server/sync/write-rows.ts';
import { aCopy, aPatron, aSchool, aTitle } from './domain.ts';
import { ServerInstallation } from './server-installation.ts';

/** Monday 23 November 2026, 9:00 in Amsterdam. */
export const morning = Date.UTC(2026, 10, 23, 8);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
let schools = 0;

/** One school on a real server database, with three titles of two copies each, and four pupils in two classes. */
export class ServerSchool {
	readonly database: OpenDatabase;
	readonly school: School;
	/** What the clock on the wall says, for every installation that is not told otherwise. */
	now = morning;

	private constructor(database: OpenDatabase, school: School) {
		this.database = database;
		this.school = school;
	}

	static async create(database: OpenDatabase, rules: Partial<LendingRules> = {}): Promise<ServerSchool> {
		const number = schools++;
		// Several test files may share one PostgreSQL, each with a database of its own: a BRIN is unique within it.
		const brin = `${10 + (number % 90)}${letters[Math.floor(number / 90) % 26]}${letters[Math.floor(number / 2340) % 26]}`;
		const school = aSchool({ id: `school-${randomUUID()}` as SchoolId, brin, rules: { renewWhenHeld: false, ...rules } });
		const made = new ServerSchool(database, school);
		await database.write('saveSchool', { school });
		await made.write(startingRows());
		return made;
	}

	get id(): SchoolId {
		return this.school.id;
	}

	async write(rows: readonly WrittenRow[]): Promise<number> {
		return (await this.database.write('writeRows', { schoolId: this.id, rows })).seq;
	}

	/** A desk at which `anja`, a media librarian, signed in. */
	async desk(name: string = randomUUID()): Promise<ServerInstallation> {
		return this.install(name, 'desk', await this.account(['mediaLibrarian']));
	}

	/** The phone of a pupil. */
	async phone(patronId: string): Promise<ServerInstallation> {
		return this.install(randomUUID(), 'account', await this.account(['pupil'], patronId as PatronId));
	}

	/** The laptop of a teacher, who is a patron of this id and teaches nobody yet. */
	async laptop(patronId: string): Promise<ServerInstallation> {
		await this.write([{ kind: 'patron', row: aPatron({ id: patronId as PatronId, category: 'teacher', givenName: 'Docent' }) }]);
		return this.install(randomUUID(), 'account', await this.account(['teacher'], patronId as PatronId));
	}

	/** Somebody with these roles; not signed in anywhere yet. */
	async account(roles: readonly Role[], patronId?: PatronId, since = 0): Promise<ServerSession> {
		const accountId = randomUUID() as string as AccountId;
		await this.giveRoles(accountId, roles, since, patronId);
		return { accountId, schoolId: this.id, roles, expiresAt: Infinity, ...(patronId && { patronId }) };
	}

	async giveRoles(accountId: AccountId, roles: readonly Role[], since: number, patronId?: PatronId): Promise<void> {
		await this.database.write('sql', {
			sql: this.#sql('insert into actor_role (school_id, account_id, since, roles, patron_id) values (?, ?, ?, ?, ?)'),
			parameters: [this.id, accountId, since, JSON.stringify(roles), patronId ?? null]
		});
	}

	async install(name: string, kind: 'desk' | 'account', session: ServerSession): Promise<ServerInstallation> {
		const id = randomUUID() as string as InstallationId;
		const key = randomUUID();
		await this.database.write('sql', {
			sql: this.#sql(
				'insert into installation (id, school_id, name, kind, account_id, key_hash, registered_at) values (?, ?, ?, ?, ?, ?, ?)'
			),
			parameters: [id, this.id, name, kind, kind === 'account' ? session.accountId : null, hashKey(key), this.now]
		});
		await this.signIn(id, session.accountId);
		return new ServerInstallation(this, id, key, session);
	}

	async signIn(installationId: InstallationId, accountId: AccountId): Promise<void> {
		await this.database.write('sql', {
			sql: this.#sql('insert into installation_account (installation_id, account_id, first_at) values (?, ?, ?)'),
			parameters: [installationId, accountId, this.now]
		});
	}

	async revoke(installationId: InstallationId): Promise<void> {
		await this.database.write('sql', {
			sql: this.#sql('update installation set revoked_at = ? where id = ?'),
			parameters: [this.now, installationId]
		});
	}

	async seq(): Promise<number> {
		const row = await this.database.reader.selectFrom('school').select('seq').where('id', '=', this.id).executeTakeFirstOrThrow();
		return row.seq;
	}

	#sql(text: string): string {
		let place = 0;
		return this.database.dialect === 'postgres' ? text.replaceAll('?', () => `$${++place}`) : text;
	}
}

export function startingRows(): WrittenRow[] {
	const homeClass = (id: string) => homeClassSchema.parse({ id, name: id });
	return [
		...['1a', '2b'].map((id): WrittenRow => ({ kind: 'homeClass', row: homeClass(id) })),
		...[1, 2, 3].map((t): WrittenRow => ({ kind: 'title', row: aTitle({ id: `title-${t}` as never, title: `Title ${t}` }) })),
		...[1, 2, 3, 4, 5, 6].map((c): WrittenRow => ({ kind: 'copy', row: copyRow(c) })),
		...[1, 2, 3, 4].map((p): WrittenRow => ({ kind: 'patron', row: aPatron({ id: `patron-${p}` as never, homeClassId: (p < 3 ? '1a' : '2b') as never }) })),
		...[1, 2, 3, 4].map((p): WrittenRow => ({ kind: 'card', row: cardSchema.parse({ id: `00${p}`, patronId: `patron-${p}` }) }))
	];
}

function copyRow(c: number) {
	return aCopy({ id: `copy-${c}` as never, titleId: `title-${Math.ceil(c / 2)}` as never, barcode: `b-${c}` });
}

/** Ids in tests are plain text; the operation's own schema is what brands them. */
export type LooseInput<T extends OperationType> = { [K in keyof OperationInput<T>]: unknown };

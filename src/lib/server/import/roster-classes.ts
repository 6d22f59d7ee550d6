import { classKey } from '#lib/domain/people/class-name.ts';
import type { HomeClass } from '#lib/domain/people/patron.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { HomeClassId } from '#lib/domain/shared/ids.ts';
import { naturalId } from './natural-id.ts';
import type { ClassOfRow } from './roster-row.ts';

/** The classes of one roster; the first spelling of a name stays. */
export class RosterClasses {
	readonly #school: School;
	readonly #before: ReadonlyMap<string, HomeClass>;
	/** Classes that go on under another name, by that name's key. */
	readonly #renamed: ReadonlyMap<string, HomeClass>;
	readonly #found = new Map<string, HomeClass>();

	constructor(school: School, homeClasses: readonly HomeClass[], renamed: ReadonlyMap<string, HomeClass>) {
		this.#school = school;
		this.#renamed = renamed;
		const gone = new Set([...renamed.values()].map((homeClass) => homeClass.id));
		this.#before = new Map(homeClasses.filter(({ id }) => !gone.has(id)).map((homeClass) => [classKey(homeClass.name), homeClass]));
	}

	idOf(row: ClassOfRow): HomeClassId {
		const key = classKey(row.name);
		const renamed = this.#renamed.get(key);
		const before = renamed ? undefined : this.#before.get(key);
		const earlier = this.#found.get(key) ?? before;
		const id = earlier?.id ?? renamed?.id ?? this.#newId(key);
		const yearLayer = earlier?.yearLayer ?? row.yearLayer;
		const schoolYear = row.schoolYear ?? earlier?.schoolYear;
		this.#found.set(key, {
			id,
			name: earlier?.name ?? row.name,
			...(yearLayer === undefined ? {} : { yearLayer }),
			tracks: before?.tracks ?? [...new Set([...(earlier?.tracks ?? []), ...row.tracks])],
			...(schoolYear === undefined ? {} : { schoolYear })
		});
		return id;
	}

	/** A class that the school or the file has already. */
	find(name: string): HomeClassId | undefined {
		const key = classKey(name);
		return (this.#found.get(key) ?? this.#renamed.get(key) ?? this.#before.get(key))?.id;
	}

	all(): HomeClass[] {
		return [...this.#found.values()];
	}

	/** The id of last year's class of this name may have gone along with its pupils. */
	#newId(key: string): HomeClassId {
		const taken = new Set([...this.#renamed.values()].map((homeClass) => homeClass.id));
		let id = naturalId<HomeClassId>('homeClass', this.#school.id, key);
		for (let turn = 2; taken.has(id); turn++) id = naturalId<HomeClassId>('homeClass', this.#school.id, key, String(turn));
		return id;
	}
}

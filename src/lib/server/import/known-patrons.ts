import { foldWords } from '#lib/domain/catalogue/title-key.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { spokenName, type PersonName } from '#lib/domain/people/person-name.ts';
import { withoutLeadingZeros } from '#lib/domain/people/pupil-number.ts';

export type Recognised =
	| { readonly as: 'new' }
	| { readonly as: 'known'; readonly patron: Patron; readonly zerosLost: boolean }
	/** The number is known, and belongs to somebody else by every part of the name. */
	| { readonly as: 'other'; readonly patron: Patron };

/** Finds the patron a roster row speaks of among those the school has. */
export class KnownPatrons {
	readonly #byNumber = new Map<string, Patron>();
	readonly #byShortNumber = new Map<string, Patron[]>();
	readonly #withoutNumber = new Map<string, Patron>();
	readonly #ids: ReadonlySet<string>;

	constructor(patrons: readonly Patron[]) {
		this.#ids = new Set(patrons.map(({ id }) => id));
		for (const patron of patrons) {
			const { pupilNumber: number } = patron;
			if (number === undefined) {
				this.#withoutNumber.set(foldWords(spokenName(patron)), patron);
				continue;
			}
			this.#byNumber.set(number, patron);
			const short = withoutLeadingZeros(number);
			this.#byShortNumber.set(short, [...(this.#byShortNumber.get(short) ?? []), patron]);
		}
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	/**
	 * The number decides, unless a spreadsheet took its zeros off: then one patron with the same digits and the same
	 * name is meant.
	 */
	recognise(number: string | undefined, name: PersonName): Recognised {
		if (number === undefined) {
			const patron = this.#withoutNumber.get(foldWords(spokenName(name)));
			return patron ? { as: 'known', patron, zerosLost: false } : { as: 'new' };
		}
		const exact = this.#byNumber.get(number);
		if (exact && isSameName(exact, name)) return { as: 'known', patron: exact, zerosLost: false };
		const alike = (this.#byShortNumber.get(withoutLeadingZeros(number)) ?? []).filter((patron) => isSameName(patron, name));
		if (alike.length === 1 && alike[0]) return { as: 'known', patron: alike[0], zerosLost: true };
		if (!exact) return { as: 'new' };
		return mayBeRenamed(exact, name) ? { as: 'known', patron: exact, zerosLost: false } : { as: 'other', patron: exact };
	}
}

export function isSameName(a: PersonName, b: PersonName): boolean {
	return foldWords(spokenName(a)) === foldWords(spokenName(b)) || isDamagedNameOf(a, b);
}

/** A spreadsheet writes `?` for every letter its code page lacks: `?ukasz` is `Łukasz`. */
export function isDamagedNameOf(whole: PersonName, damaged: PersonName): boolean {
	const letters = [...spokenName(damaged)];
	const original = [...spokenName(whole)];
	if (!letters.includes('?') || letters.length !== original.length) return false;
	return letters.every((letter, i) => letter === '?' || letter === original[i]);
}

/** A marriage, a new first name or a correction leaves some part of a name; a reused number leaves none. */
function mayBeRenamed(before: PersonName, after: PersonName): boolean {
	if (foldWords(before.givenName) === foldWords(after.givenName)) return true;
	const words = new Set(foldWords(before.familyName).split(' '));
	return foldWords(after.familyName)
		.split(' ')
		.some((word) => word !== '' && words.has(word));
}

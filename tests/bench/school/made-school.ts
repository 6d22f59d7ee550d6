import { rulePresets } from '#lib/domain/circulation/presets.ts';
import type { CopyFact } from '#lib/domain/circulation/loan.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { schoolSchema, type School } from '#lib/domain/school/school.ts';
import type { CopyId } from '#lib/domain/shared/ids.ts';
import { seededRandom } from '#lib/server/demo/random.ts';
import { makeCatalogue } from './catalogue.ts';
import { makeHistory } from './history.ts';
import { makePeople } from './people.ts';

export interface SchoolSize {
	readonly titles: number;
	readonly patrons: number;
	readonly loans: number;
	readonly months: number;
	readonly seed: number;
}

export interface MadeSchool {
	readonly school: School;
	readonly titles: readonly Title[];
	readonly copies: readonly Copy[];
	readonly homeClasses: readonly HomeClass[];
	readonly patrons: readonly Patron[];
	readonly cards: readonly Card[];
	readonly facts: ReadonlyMap<CopyId, readonly CopyFact[]>;
}

/** A made-up school of the size asked for; the same seed gives the same school. */
export function makeSchool({ titles, patrons, loans, months, seed }: SchoolSize): MadeSchool {
	const catalogue = makeCatalogue(titles, seededRandom(`catalogue ${seed}`));
	const people = makePeople(patrons, seededRandom(`people ${seed}`));
	const open = Math.round(Math.min(patrons * 0.75, loans / 10, catalogue.copies.length / 4));
	const facts = makeHistory(catalogue.copies, people.patrons, { loans, open, months }, seededRandom(`history ${seed}`));
	const school = schoolSchema.parse({
		id: 'a5c0ffee-0000-4000-8000-000000000001',
		brin: '99ZZ',
		name: 'Meetschool',
		locations: [{ id: 'a5c0ffee-0000-4000-8000-000000000002', name: 'Hoofdgebouw', code: '99ZZ00' }],
		rules: rulePresets['three-mails']
	});
	return { school, ...catalogue, ...people, facts };
}
